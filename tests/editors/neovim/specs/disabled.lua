return function(H)
  local b = H.open('harbour-run.en.md')
  H.ok(H.never(function()
    return H.client(b) ~= nil
  end), 'vim.g.copydesk_disable keeps it from starting')
  H.ok(vim.fn.exists(':CopydeskInfo') == 2, 'the commands are there all the same')
  require('copydesk').enable()
  H.ok(H.count(b, 'unit-conversion', 1), 'and enable() starts it for what is open')
end
