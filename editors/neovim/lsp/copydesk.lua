-- What `vim.lsp.config('copydesk')` starts from (Neovim 0.11 and later; lua/copydesk/init.lua reads it for older ones).
-- Modules are required inside the functions, so that naming the server costs nothing until an article is opened.
return {
  cmd = { 'copydesk', 'lsp' },
  filetypes = { 'markdown', 'text', 'html' },
  root_markers = { 'copydesk.toml', '.git' },
  -- `on_dir` gets nil where no marker is found: a single file is checked without a folder.
  root_dir = function(bufnr, on_dir)
    local copydesk = require('copydesk')
    if copydesk.may_attach(bufnr) then
      on_dir(copydesk.root(bufnr))
    end
  end,
  before_init = function(params, config)
    require('copydesk').fill_init_options(params, config)
  end,
  on_init = function(client)
    require('copydesk.unnamed').wrap(client)
  end,
  on_exit = function(_, _, client_id)
    require('copydesk.watch').stop(client_id)
  end,
  handlers = {
    ['textDocument/publishDiagnostics'] = function(...)
      return require('copydesk.unnamed').on_publish(...)
    end,
  },
  commands = {
    ['copydesk.editUnnamed'] = function(...)
      return require('copydesk.unnamed').apply(...)
    end,
  },
}
