local compat = require('copydesk.compat')

local M = {}

-- What setup() was given for the client: kept for Neovim before 0.11, which has no vim.lsp.config.
local overrides = {}
local options = { inlay_hints = false, float = false, lenses = true }
local told_missing = false

local function say(message, level)
  vim.notify('copydesk: ' .. message, level or vim.log.levels.INFO)
end

--- The configuration in force.
function M.config()
  if vim.lsp.config then
    return vim.lsp.config.copydesk
  end
  local file = vim.api.nvim_get_runtime_file('lsp/copydesk.lua', false)[1]
  local config = vim.tbl_deep_extend('force', dofile(file), overrides)
  config.name = 'copydesk'
  return config
end

--- The folder that an article belongs to, nil for a file on its own.
function M.root(bufnr)
  local config = M.config()
  if type(config.root_dir) == 'string' then
    return config.root_dir
  end
  if vim.fs.root then
    return vim.fs.root(bufnr, config.root_markers)
  end
  local name = vim.api.nvim_buf_get_name(bufnr)
  local from = name ~= '' and vim.fs.dirname(name) or vim.fn.getcwd()
  local found = vim.fs.find(config.root_markers, { path = from, upward = true })[1]
  return found and vim.fs.dirname(found)
end

--- The settings file that the server finds for an article: upward, never above the workspace folder,
--- the repository or the home folder.
function M.settings_file(path, root)
  local home = compat.uv.os_homedir()
  local dir = vim.fs.dirname(path)
  while dir do
    local file = dir .. '/copydesk.toml'
    if vim.fn.filereadable(file) == 1 then
      return file
    end
    local parent = vim.fs.dirname(dir)
    if dir == root or dir == home or parent == dir or compat.uv.fs_stat(dir .. '/.git') then
      return nil
    end
    dir = parent
  end
end

--- The program that would be started and whether it can be: nil, true where cmd is a function.
function M.program()
  local cmd = M.config().cmd
  if type(cmd) ~= 'table' then
    return nil, true
  end
  return cmd[1], vim.fn.executable(cmd[1]) == 1
end

--- Says once, not once per buffer, that the program is missing.
local function check_program()
  local name, found = M.program()
  if not found and not told_missing then
    told_missing = true
    say(
      ("the program '%s' was not found, so figures are not checked. Install it, or set its path with "):format(name)
        .. "require('copydesk').setup{ cmd = '/path/to/copydesk' }. More: :checkhealth copydesk",
      vim.log.levels.WARN
    )
  end
  return found
end

local function wanted(bufnr)
  if not vim.api.nvim_buf_is_loaded(bufnr) or vim.bo[bufnr].buftype ~= '' then
    return false
  end
  return vim.tbl_contains(M.config().filetypes or {}, vim.bo[bufnr].filetype)
end

--- Neovim gives every unnamed buffer the same URI, so a server can only follow one of them.
function M.may_attach(bufnr)
  if vim.api.nvim_buf_get_name(bufnr) ~= '' then
    return true
  end
  for _, client in ipairs(compat.clients()) do
    local other = require('copydesk.unnamed').buffer(client.id)
    if other and other ~= bufnr and vim.lsp.buf_is_attached(other, client.id) then
      say('only one unnamed buffer is checked at a time; give this one a name with :write NAME.md')
      return false
    end
  end
  return true
end

--- Starts copydesk for a buffer, or joins the one that runs for its folder.
local function attach(bufnr)
  if not wanted(bufnr) or not check_program() or not M.may_attach(bufnr) then
    return
  end
  local config = vim.deepcopy(M.config())
  config.root_dir = M.root(bufnr)
  -- vim.lsp.start took no buffer before 0.9.
  vim.api.nvim_buf_call(bufnr, function()
    vim.lsp.start(config, { reuse_client = compat.reuse_client })
  end)
end

local function attach_all()
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    attach(bufnr)
  end
end

--- Checks articles from now on. plugin/copydesk.lua calls this unless vim.g.copydesk_disable is set.
function M.enable()
  local group = vim.api.nvim_create_augroup('copydesk.enable', {})
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    callback = function(args)
      require('copydesk.unnamed').settle(args.buf)
      if vim.lsp.enable then
        -- vim.lsp.enable starts the server; where it cannot, it only writes to the log.
        if wanted(args.buf) then
          check_program()
        end
      else
        attach(args.buf)
      end
    end,
  })
  -- An unnamed buffer becomes a file when it is written; a second one, turned away before, is welcome then.
  vim.api.nvim_create_autocmd('BufWritePost', {
    group = group,
    callback = function(args)
      require('copydesk.unnamed').settle(args.buf)
      if wanted(args.buf) and #compat.clients(args.buf) == 0 and select(2, M.program()) then
        attach(args.buf)
      end
    end,
  })
  if vim.lsp.enable then
    vim.lsp.enable('copydesk')
  end
  if vim.v.vim_did_enter == 1 then
    if vim.lsp.enable then
      for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
        if wanted(bufnr) then
          check_program()
        end
      end
    else
      attach_all()
    end
  end
end

--- Shows the findings of a paragraph when the cursor rests on it: in prose, lines are too long for a message
--- at their end.
local function float_at_rest(client_id, bufnr)
  local group = vim.api.nvim_create_augroup('copydesk.float.' .. bufnr, {})
  vim.api.nvim_create_autocmd('CursorHold', {
    group = group,
    buffer = bufnr,
    callback = function()
      -- A hover that the writer asked for stays.
      local open, window = pcall(vim.api.nvim_buf_get_var, bufnr, 'lsp_floating_preview')
      if open and vim.api.nvim_win_is_valid(window) then
        return
      end
      vim.diagnostic.open_float({
        bufnr = bufnr,
        scope = 'line',
        focus = false,
        header = '',
        namespace = vim.lsp.diagnostic.get_namespace(client_id),
      })
    end,
  })
end

--- Shows beside the headline how many versions a story has and where they disagree, and keeps it true.
local function show_lenses(bufnr)
  local codelens = vim.lsp.codelens
  if codelens.enable then
    codelens.enable(true, { bufnr = bufnr })
    return
  end
  local group = vim.api.nvim_create_augroup('copydesk.lenses.' .. bufnr, { clear = true })
  local function refresh()
    if vim.fn.has('nvim-0.10') == 1 then
      codelens.refresh({ bufnr = bufnr })
    elseif vim.api.nvim_get_current_buf() == bufnr then
      codelens.refresh()
    end
  end
  -- Findings change whenever a version does.
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'DiagnosticChanged' }, {
    group = group,
    buffer = bufnr,
    callback = refresh,
  })
  refresh()
end

--- Called for every client that attaches.
function M.on_attach(client_id, bufnr)
  local client = vim.lsp.get_client_by_id(client_id)
  if not client or client.name ~= 'copydesk' then
    return
  end
  require('copydesk.unnamed').on_attach(client_id, bufnr)
  require('copydesk.watch').add(client, bufnr)
  if options.inlay_hints and vim.lsp.inlay_hint and type(vim.lsp.inlay_hint) == 'table' then
    vim.lsp.inlay_hint.enable(true, { bufnr = bufnr })
  end
  if options.lenses and vim.lsp.codelens then
    show_lenses(bufnr)
  end
  if options.float then
    float_at_rest(client_id, bufnr)
  end
end

--- The language of the writer's system, such as "fr-FR", for what copydesk says; Neovim itself does not tell it.
--- nil where the system names none.
function M.locale()
  for _, locale in ipairs({ vim.v.lang, vim.env.LC_ALL or '', vim.env.LC_MESSAGES or '', vim.env.LANG or '' }) do
    local name = locale:match('^%a%a%a?_%a+') or locale:match('^%a%a%a?%f[^%a]')
    if name then
      return (name:gsub('_', '-'))
    end
  end
end

--- What Neovim leaves out of `initialize`: the language, and the settings, so that the first check already heeds them.
function M.fill_init_options(params, config)
  params.locale = params.locale or M.locale()
  local settings = type(config.settings) == 'table' and config.settings.copydesk
  if params.initializationOptions == nil and type(settings) == 'table' and next(settings) then
    params.initializationOptions = settings
  end
end

--- Tells running servers of new settings; they check again at once.
local function send_settings(settings)
  for _, client in ipairs(compat.clients()) do
    local merged = vim.tbl_deep_extend('force', client.config.settings or {}, settings)
    -- Neovim answers workspace/configuration from one of these, depending on its version.
    client.config.settings = merged
    client.settings = merged
    compat.notify(client, 'workspace/didChangeConfiguration', { settings = merged })
  end
end

--- @class copydesk.Options
--- @field cmd string|string[]|nil path of the program, or the whole command
--- @field settings table|nil { copydesk = { … } }, the keys of copydesk.toml
--- @field inlay_hints boolean|nil show conversions in the text (Neovim 0.10 and later)
--- @field lenses boolean|nil tell beside the headline of a story's other versions (on, if not set)
--- @field float boolean|nil show the findings of a paragraph when the cursor rests on it
--- Every other field goes to the client: filetypes, root_markers, on_attach, capabilities, …

--- @param opts copydesk.Options?
function M.setup(opts)
  opts = vim.deepcopy(opts or {})
  for name in pairs(options) do
    if opts[name] ~= nil then
      options[name] = opts[name]
      opts[name] = nil
    end
  end
  if type(opts.cmd) == 'string' then
    opts.cmd = { vim.fn.expand(opts.cmd), 'lsp' }
  end
  if opts.settings ~= nil and type(opts.settings) ~= 'table' then
    error('copydesk: settings must be a table { copydesk = { … } }', 2)
  end
  -- Keys of copydesk.toml written without the section would be dropped in silence.
  if opts.settings and opts.settings.copydesk == nil and next(opts.settings) then
    opts.settings = { copydesk = opts.settings }
  end

  local old = next(compat.clients()) and M.config().cmd
  if vim.lsp.config then
    vim.lsp.config('copydesk', opts)
  end
  overrides = vim.tbl_deep_extend('force', overrides, opts)

  if opts.settings then
    send_settings(opts.settings)
  end
  if old and opts.cmd and not vim.deep_equal(old, opts.cmd) then
    M.restart()
  end
end

--- Stops copydesk and starts it again for every open article.
function M.restart()
  told_missing = false
  local stopping = compat.clients()
  for _, client in ipairs(stopping) do
    compat.stop(client)
  end
  -- Starting while the old server still says goodbye would join it; a hung one is ended after three seconds.
  local tries = 0
  local function again()
    tries = tries + 1
    local alive = vim.tbl_filter(function(client)
      return vim.lsp.get_client_by_id(client.id) ~= nil
    end, stopping)
    if #alive > 0 and tries < 100 then
      if tries == 60 then
        for _, client in ipairs(alive) do
          compat.stop(client, true)
        end
      end
      vim.defer_fn(again, 50)
    else
      attach_all()
    end
  end
  again()
end

function M.log()
  local path = compat.log_path()
  if vim.fn.filereadable(path) == 0 then
    say('nothing has been logged yet (' .. path .. ')')
    return
  end
  vim.cmd('tabnew ' .. vim.fn.fnameescape(path))
  vim.bo.readonly = true
  vim.cmd('normal! G')
end

--- What :CopydeskInfo says.
function M.info_lines()
  local name, found = M.program()
  local lines = {
    'program: ' .. (name and (found and vim.fn.exepath(name) or name .. ' (not found)') or 'started by a function'),
  }
  local clients = compat.clients()
  if #clients == 0 then
    lines[#lines + 1] = 'not running: open an article (markdown, text or html), or see :checkhealth copydesk'
  end
  for _, client in ipairs(clients) do
    lines[#lines + 1] = ('running in %s, columns in %s'):format(
      client.config.root_dir or 'no folder',
      client.offset_encoding
    )
    for _, bufnr in ipairs(vim.lsp.get_buffers_by_client_id(client.id)) do
      local path = vim.api.nvim_buf_get_name(bufnr)
      local settings = path ~= '' and M.settings_file(path, client.config.root_dir)
      local count = #vim.diagnostic.get(bufnr, { namespace = vim.lsp.diagnostic.get_namespace(client.id) })
      lines[#lines + 1] = ('  %s: %d finding%s, settings: %s'):format(
        path ~= '' and vim.fn.fnamemodify(path, ':~:.') or 'unnamed buffer',
        count,
        count == 1 and '' or 's',
        settings or 'none'
      )
    end
  end
  lines[#lines + 1] = 'log: ' .. compat.log_path()
  return lines
end

function M.info()
  local chunks = {}
  for _, line in ipairs(M.info_lines()) do
    chunks[#chunks + 1] = { line .. '\n' }
  end
  vim.api.nvim_echo(chunks, true, {})
end

return M
