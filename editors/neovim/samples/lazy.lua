-- For lazy.nvim: ~/.config/nvim/lua/plugins/copydesk.lua. COPYDESK is the folder that you have the project in.
return {
  {
    dir = 'COPYDESK/editors/neovim',
    name = 'copydesk',
    lazy = false, -- it costs nothing until an article is opened
    main = 'copydesk',
    opts = {
      float = true, -- show the findings of a paragraph when the cursor rests on it
      settings = { copydesk = {} }, -- the keys of copydesk.toml
    },
    keys = {
      { '<leader>cf', '<cmd>Copydesk facts<cr>', desc = 'Figures of the article' },
      { '<leader>cc', '<cmd>Copydesk compare<cr>', desc = 'Compare with another version' },
      { '<leader>cv', '<cmd>Copydesk convert<cr>', desc = 'Convert the figure' },
      { '<leader>cs', '<cmd>Copydesk stet<cr>', desc = 'Leave the finding as it is' },
    },
  },
}
