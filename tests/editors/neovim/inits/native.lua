dofile(vim.env.INITS .. '/../../../../editors/neovim/samples/native.lua')
