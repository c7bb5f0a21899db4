-- The look that the README recommends, for the pictures.
vim.o.termguicolors = true
vim.o.signcolumn = 'yes'
vim.o.swapfile = false
vim.o.shadafile = 'NONE'
vim.o.wrap = true
vim.o.linebreak = true
vim.o.updatetime = 500
require('copydesk').setup({ inlay_hints = true, float = true })
