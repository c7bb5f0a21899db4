-- For Neovim 0.11 and later without the plugin: underlines, hovers and corrections. Into ~/.config/nvim/init.lua.
vim.lsp.config('copydesk', {
  cmd = { 'copydesk', 'lsp' },
  filetypes = { 'markdown', 'text', 'html' },
  root_markers = { 'copydesk.toml', '.git' },
  settings = { copydesk = {} }, -- the keys of copydesk.toml
})
vim.lsp.enable('copydesk')
