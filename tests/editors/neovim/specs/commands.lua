-- :checkhealth and the commands.
return function(H)
  vim.fn.mkdir(H.work .. '/desk/sub', 'p')
  H.write(H.work .. '/desk/copydesk.toml', 'language = "en"\n')
  local b = H.open('harbour-run.en.md', 'desk/sub')
  H.ok(H.count(b, 'unit-conversion', 1), 'an article is open with a finding')

  vim.cmd('silent checkhealth copydesk')
  local report = H.text(0)
  H.write(H.work .. '/checkhealth.txt', report)
  for _, part in ipairs({ 'Neovim 0.', 'Program: ', 'Version: copydesk', 'Running', H.work .. '/desk/copydesk.toml', 'Log: ' }) do
    H.ok(report:find(part, 1, true) ~= nil, ':checkhealth says "' .. part:gsub(vim.pesc(H.work), '…') .. '"', report)
  end
  H.ok(not report:find('ERROR', 1, true), 'and has no error', report)
  vim.cmd.tabclose()

  local info = vim.fn.execute('CopydeskInfo')
  H.ok(info:find('1 finding', 1, true) and info:find('desk/copydesk.toml', 1, true), ':CopydeskInfo sums it up', info)

  local old = H.client(b).id
  vim.cmd.CopydeskRestart()
  H.ok(H.wait(function()
    local client = H.client(b)
    return client ~= nil and client.id ~= old and client.initialized
  end), ':CopydeskRestart starts another server')
  H.ok(H.count(b, 'unit-conversion', 1), 'which finds the same')
  H.ok(#vim.lsp.get_clients() == 1, 'and the old one is gone')

  vim.cmd.CopydeskLog()
  H.ok(vim.api.nvim_buf_get_name(0):find('lsp.log', 1, true) or #H.said('nothing has been logged') == 1, ':CopydeskLog opens the log')

  vim.cmd.help('copydesk')
  H.ok(vim.bo.filetype == 'help' and vim.api.nvim_buf_get_name(0):find('copydesk.txt', 1, true), ':help copydesk opens the manual')
  for _, tag in ipairs({ 'copydesk-setup', ':CopydeskRestart', 'g:copydesk_disable' }) do
    H.ok(pcall(vim.cmd.help, tag), ':help ' .. tag)
  end
end
