-- :checkhealth copydesk
local compat = require('copydesk.compat')

local M = {}

-- Renamed in 0.10.
local health = vim.health
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local info = health.info or health.report_info
local warn = health.warn or health.report_warn
local error_ = health.error or health.report_error

--- The program's answer to --version. A program that never answers must not hang the report.
local function version(program)
  if vim.system then
    local started, process = pcall(vim.system, { program, '--version' }, { text = true })
    if not started then
      return nil, tostring(process)
    end
    local result = process:wait(5000)
    return result.code == 0 and vim.trim(result.stdout or '') or nil, vim.trim(result.stderr or '')
  end
  local output = vim.trim(vim.fn.system({ program, '--version' }))
  return vim.v.shell_error == 0 and output or nil, output
end

local function check_neovim()
  local v = vim.version()
  local number = ('%d.%d.%d'):format(v.major, v.minor, v.patch)
  if vim.lsp.enable then
    ok('Neovim ' .. number)
  elseif vim.lsp.start then
    warn('Neovim ' .. number .. ' works, but is old', 'Neovim 0.11 or later is recommended')
  else
    error_('Neovim ' .. number .. ' is too old', 'Install Neovim 0.8 or later; 0.11 is recommended')
  end
end

local function check_program()
  local copydesk = require('copydesk')
  local program, found = copydesk.program()
  if not program then
    info('The program is started by a function in your configuration')
    return
  end
  if not found then
    error_(("The program '%s' was not found"):format(program), {
      'Install copydesk, and open a new terminal so that PATH is read again',
      "Or say where it is: require('copydesk').setup{ cmd = '/path/to/copydesk' }",
      'Then :CopydeskRestart',
    })
    return
  end
  ok('Program: ' .. vim.fn.exepath(program))
  local answer, problem = version(program)
  if answer and answer:find('copydesk', 1, true) then
    ok('Version: ' .. answer)
  else
    error_('The program does not answer to --version as copydesk does', {
      problem ~= '' and problem or 'It said: ' .. (answer or 'nothing'),
      'Is another program of the same name first in PATH?',
    })
  end
end

local function check_clients()
  local copydesk = require('copydesk')
  if vim.g.copydesk_disable then
    warn(
      'vim.g.copydesk_disable is set, so copydesk does not start by itself',
      "Remove it, or call require('copydesk').enable()"
    )
  end
  local clients = compat.clients()
  if #clients == 0 then
    local filetypes = table.concat(copydesk.config().filetypes or {}, ', ')
    warn('Not attached to any buffer', {
      'Open an article first; the file types are: ' .. filetypes,
      'An unknown ending? :set filetype=markdown',
      'Still nothing? :CopydeskLog',
    })
  end
  for _, client in ipairs(clients) do
    ok(('Running (client %d), columns in %s'):format(client.id, client.offset_encoding))
    info('Folder: ' .. (client.config.root_dir or 'none, files are checked one by one'))
    for _, bufnr in ipairs(vim.lsp.get_buffers_by_client_id(client.id)) do
      local path = vim.api.nvim_buf_get_name(bufnr)
      local settings = path ~= '' and copydesk.settings_file(path, client.config.root_dir)
      info(('Attached: %s'):format(path ~= '' and path or 'unnamed buffer ' .. bufnr))
      info('  settings file: ' .. (settings or 'none found, the defaults apply'))
    end
    local own = (client.config.settings or {}).copydesk
    if type(own) == 'table' and next(own) then
      info('Settings from Neovim, over the file: ' .. vim.inspect(own))
    end
  end
end

function M.check()
  start('copydesk: Neovim')
  check_neovim()
  start('copydesk: program')
  check_program()
  start('copydesk: articles')
  check_clients()
  info('Log: ' .. compat.log_path())
end

return M
