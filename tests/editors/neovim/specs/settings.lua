-- inits/settings.lua has switched part-of-whole off before anything was opened.
return function(H)
  local function both(bufnr, whole, unit)
    return H.wait(function()
      return #H.findings(bufnr, 'part-of-whole') == whole and #H.findings(bufnr, 'unit-conversion') == unit
    end)
  end
  local desk = H.work .. '/desk'
  vim.fn.mkdir(desk .. '/.git', 'p')
  local b = H.open('quai.fr.md')
  local en = H.open('harbour-run.en.md')
  H.ok(H.attached(b), 'copydesk attaches')
  H.ok(H.count(en, 'unit-conversion', 1), 'a check that is on reports')
  H.ok(H.never(function()
    return #H.findings(b) > 0
  end), 'the check switched off in setup() is silent from the start', vim.diagnostic.get(b))
  H.ok(H.client(b).id == H.client(en).id, 'both articles of the folder share a server')
  H.ok(H.client(b).config.root_dir == desk, 'its folder is the repository', H.client(b).config.root_dir)

  require('copydesk').setup({ settings = { copydesk = { checks = { ['part-of-whole'] = 'warning' } } } })
  H.ok(H.count(b, 'part-of-whole', 1), 'setup() again switches it on at once')
  H.ok(H.wait(function()
    local d = H.findings(b, 'part-of-whole')[1]
    return d and d.severity == vim.diagnostic.severity.WARN
  end), 'as a warning, as the settings say')
  local client = H.client(b)
  client.settings = { copydesk = { checks = { ['part-of-whole'] = 'off' } } }
  require('copydesk.compat').notify(client, 'workspace/didChangeConfiguration', { settings = client.settings })
  H.ok(H.count(b, 'part-of-whole', 0), 'workspace/didChangeConfiguration switches it off at once')
  client.settings = { copydesk = vim.empty_dict() }
  require('copydesk.compat').notify(client, 'workspace/didChangeConfiguration', { settings = client.settings })
  H.ok(H.count(b, 'part-of-whole', 1), 'and on again')

  vim.cmd.edit(desk .. '/copydesk.toml')
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { '[checks]', 'unit-conversion = "off"' })
  vim.cmd('silent write')
  H.ok(both(b, 1, 0) and H.count(en, 'unit-conversion', 0), 'a settings file saved in Neovim takes effect')
  H.write(desk .. '/copydesk.toml', '[checks]\npart-of-whole = "off"\n')
  H.ok(H.count(b, 'part-of-whole', 0) and H.count(en, 'unit-conversion', 1), 'one saved by another program too')
  os.remove(desk .. '/copydesk.toml')
  H.ok(H.count(b, 'part-of-whole', 1), 'and one that is deleted')
  H.ok(#H.said('copydesk') == 0, 'nothing had to be said', _G.notified)
end
