dofile(vim.env.INITS .. '/user.lua')
require('copydesk').setup({ settings = { copydesk = { checks = { ['part-of-whole'] = 'off' } } } })
