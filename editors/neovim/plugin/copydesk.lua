if vim.g.loaded_copydesk then
  return
end
vim.g.loaded_copydesk = true

if not vim.lsp.start then
  vim.notify('copydesk needs Neovim 0.8 or later', vim.log.levels.WARN)
  return
end

local command = vim.api.nvim_create_user_command
command('Copydesk', function(args)
  require('copydesk.command').run(args.fargs)
end, {
  nargs = '*',
  complete = function(lead, line)
    return require('copydesk.command').complete(lead, line)
  end,
  desc = 'facts, compare, convert, date, language, stet, restart, log, info',
})
command('CopydeskRestart', function()
  require('copydesk').restart()
end, { desc = 'Stop copydesk and start it again for the open articles' })
command('CopydeskLog', function()
  require('copydesk').log()
end, { desc = 'Open the log of the language servers' })
command('CopydeskInfo', function()
  require('copydesk').info()
end, { desc = 'What copydesk is doing in this Neovim' })

local group = vim.api.nvim_create_augroup('copydesk', {})
vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(args)
    require('copydesk').on_attach(args.data.client_id, args.buf)
  end,
})
vim.api.nvim_create_autocmd('BufWritePost', {
  group = group,
  pattern = 'copydesk.toml',
  callback = function(args)
    require('copydesk.watch').saved(args.match)
  end,
})

if not vim.g.copydesk_disable then
  if vim.v.vim_did_enter == 1 then
    -- A plugin manager that loads this late calls setup() right after: let it come first.
    vim.schedule(function()
      require('copydesk').enable()
    end)
  else
    require('copydesk').enable()
  end
end
