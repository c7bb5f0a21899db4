-- The program is not installed: run by `run` with a PATH that lacks it.
return function(H)
  H.open('quai.fr.md')
  H.open('harbour-run.en.md')
  vim.cmd.enew()
  vim.bo.filetype = 'markdown'
  vim.wait(500)
  H.ok(#_G.notified == 1, 'three articles, one message', _G.notified)
  H.ok(#H.said("'copydesk' was not found") == 1 and #H.said('checkhealth') == 1, 'it says what is missing and what to do', _G.notified)
  H.ok(vim.v.errmsg == '', 'no error besides', vim.v.errmsg)
  vim.cmd('silent checkhealth copydesk')
  local report = H.text(0)
  H.ok(report:find('ERROR', 1, true) and report:find('was not found', 1, true) and report:find('Install copydesk', 1, true), ':checkhealth gives the advice', report)
  vim.cmd.tabclose()
  H.ok(vim.fn.execute('CopydeskInfo'):find('not found', 1, true), ':CopydeskInfo says so')

  -- Installed meanwhile: setup() and a restart are enough.
  require('copydesk').setup({ cmd = vim.env.COPYDESK })
  vim.cmd.CopydeskRestart()
  vim.cmd.buffer('harbour-run.en.md')
  H.ok(H.count(0, 'unit-conversion', 1), 'once it is there, :CopydeskRestart starts it')
end
