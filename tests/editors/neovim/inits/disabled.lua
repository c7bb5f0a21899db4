dofile(vim.env.INITS .. '/user.lua')
vim.g.copydesk_disable = true
