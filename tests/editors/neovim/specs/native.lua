-- Without the plugin: the sample for vim.lsp.enable, and the file that nvim-lspconfig would take.
return function(H)
  H.ok(vim.fn.exists(':Copydesk') == 0, 'the plugin is not there')
  local b, path = H.open('harbour-run.en.md')
  H.ok(H.attached(b), 'copydesk attaches')
  H.ok(H.count(b, 'unit-conversion', 1), 'one finding', vim.diagnostic.get(b))
  H.cursor(b, '50 km')
  H.fix('42')
  H.ok(H.wait(function()
    return H.text(b):find('50 km', 1, true) == nil
  end), 'its fix is applied', H.text(b))
  vim.cmd('silent write')
  H.ok(H.read(path) == H.read(H.articles .. '/harbour-run.en.fixed.md'), 'the saved file is the right one')

  local top = vim.env.INITS .. '/../../../..'
  local offered = dofile(top .. '/editors/nvim-lspconfig/lsp/copydesk.lua')
  local used = vim.lsp.config.copydesk
  for _, key in ipairs({ 'cmd', 'filetypes', 'root_markers' }) do
    H.ok(vim.deep_equal(offered[key], used[key]), 'nvim-lspconfig would say the same of ' .. key, { offered[key], used[key] })
  end
  local plugin = dofile(top .. '/editors/neovim/lsp/copydesk.lua')
  H.ok(vim.deep_equal(offered.filetypes, plugin.filetypes), 'and so does the plugin')
  local spec = dofile(top .. '/editors/neovim/samples/lazy.lua')[1]
  H.ok(spec.main == 'copydesk' and type(spec.opts.settings) == 'table', 'the sample for lazy.nvim is a spec', spec)
  for _, key in ipairs(spec.keys) do
    local name = key[2]:match('Copydesk (%w+)')
    H.ok(H.read(top .. '/editors/neovim/lua/copydesk/command.lua'):find('function M.' .. name .. '(', 1, true), key[2])
  end
end
