-- As a plugin manager loads it on demand: an article is open first, then the plugin, then setup().
return function(H)
  local b = H.open('quai.fr.md')
  local en = H.open('harbour-run.en.md')
  H.ok(vim.g.loaded_copydesk == nil and #vim.lsp.get_clients() == 0, 'the plugin is not loaded yet')
  vim.cmd.packadd('copydesk')
  require('copydesk').setup({ settings = { checks = { ['part-of-whole'] = 'off' } } })
  H.ok(H.attached(b) and H.attached(en), 'it attaches to what is open')
  H.ok(H.count(en, 'unit-conversion', 1), 'and checks it')
  H.ok(H.never(function()
    return #H.findings(b) > 0
  end), 'with the settings of setup()', vim.diagnostic.get(b))
  H.ok(#vim.lsp.get_clients() == 1, 'in one server')
  require('copydesk').setup({ cmd = { vim.env.COPYDESK, 'lsp', '--stdio' } })
  H.ok(H.wait(function()
    local client = H.client(en)
    return client and client.initialized and client.config.cmd[3] == '--stdio'
  end), 'another command in setup() restarts it')
  H.ok(H.count(en, 'unit-conversion', 1), 'and it checks again')
end
