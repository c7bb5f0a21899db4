-- Neovim 0.8 to 0.10 have no vim.lsp.enable and no vim.lsp.config: the plugin must then start the server itself.
dofile(vim.env.INITS .. '/user.lua')
vim.lsp.enable = nil
vim.lsp.config = nil
require('copydesk').setup({ settings = { copydesk = { checks = { ['unit-conversion'] = 'warning' } } } })
