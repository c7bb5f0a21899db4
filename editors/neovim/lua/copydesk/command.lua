-- :Copydesk and what it does: one function a subcommand.
local compat = require('copydesk.compat')

local M = {}

local function say(message, level)
  vim.notify('copydesk: ' .. message, level or vim.log.levels.INFO)
end

--- The program, nil and a word to the writer where there is none.
local function program()
  local name, found = require('copydesk').program()
  if not found then
    say(("the program '%s' was not found; :checkhealth copydesk says what to do"):format(name), vim.log.levels.WARN)
    return nil
  end
  return name or 'copydesk'
end

--- Runs the program and gives what it wrote to `done(text)`. It ends with 1 where it found something; with 2 it says
--- why, and may still have written what it could.
local function run(args, stdin, cwd, done)
  local name = program()
  if not name then
    return
  end
  local command = { name }
  local locale = require('copydesk').locale()
  local language = locale and locale:match('^%a+')
  if language and vim.tbl_contains({ 'en', 'fr', 'vi' }, language) then
    vim.list_extend(command, { '--ui-lang', language })
  end
  vim.list_extend(command, args)
  local function finish(code, out, err)
    if code > 1 or code < 0 then
      local why = vim.trim(err or ''):gsub('copydesk: ', '')
      say(why ~= '' and why or 'the program ended with status ' .. code, vim.log.levels.WARN)
    end
    if out and out ~= '' then
      done(out)
    end
  end
  if vim.system then
    local fine, problem = pcall(vim.system, command, { stdin = stdin, text = false, cwd = cwd }, function(result)
      vim.schedule(function()
        finish(result.code, result.stdout, result.stderr)
      end)
    end)
    if not fine then
      say(tostring(problem), vim.log.levels.WARN)
    end
  else
    local out = vim.fn.system(command, stdin)
    finish(vim.v.shell_error, out, out)
  end
end

local function decoded(text)
  local fine, value = pcall(vim.json.decode, text, { luanil = { object = true, array = true } })
  return fine and value or nil
end

--- The buffer's text as it stands, and where each line of it begins.
local function text_of(bufnr)
  local lines = vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
  local starts, at = {}, 0
  for i, line in ipairs(lines) do
    starts[i] = at
    at = at + #line + 1
  end
  return table.concat(lines, '\n') .. '\n', starts
end

--- Line and column, both from 0, of a byte.
local function place(starts, byte)
  local low, high = 1, #starts
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if starts[middle] <= byte then
      low = middle
    else
      high = middle - 1
    end
  end
  return low - 1, byte - starts[low]
end

local function name_of(bufnr)
  local name = vim.api.nvim_buf_get_name(bufnr)
  if name ~= '' then
    return name
  end
  local endings = { text = 'txt', html = 'html' }
  return 'unnamed.' .. (endings[vim.bo[bufnr].filetype] or 'md')
end

local function folder_of(bufnr)
  local name = vim.api.nvim_buf_get_name(bufnr)
  return name ~= '' and vim.fs.dirname(name) or vim.fn.getcwd()
end

--- "58300000 USD, at least": what a figure comes to, in a few words.
local function amount(figure)
  local parts = {}
  local value = figure.value or (figure.low and figure.high and figure.low .. ' – ' .. figure.high)
  if value then
    parts[#parts + 1] = figure.of and value .. ' of ' .. figure.of or value
  end
  if figure.unit then
    parts[#parts + 1] = figure.unit == 'percent' and '%' or figure.unit
  end
  if figure.noun then
    parts[#parts + 1] = figure.noun
  end
  local said = table.concat(parts, ' ')
  return figure.hedge and said .. ' (' .. figure.hedge:gsub('-', ' ') .. ')' or said
end

--- :Copydesk facts — every figure of the article in the quickfix list.
function M.facts(arguments)
  local bufnr = vim.api.nvim_get_current_buf()
  local text, starts = text_of(bufnr)
  local args = { 'facts', '--format', 'json', '-', '--stdin-filename', name_of(bufnr) }
  if arguments[1] == 'all' then
    args[#args + 1] = '--identifiers'
  end
  run(args, text, folder_of(bufnr), function(out)
    local report = decoded(out)
    if not report then
      return
    end
    local items = {}
    for _, figure in ipairs(report.figures) do
      local line, column = place(starts, figure.bytes[1])
      local last, ending = place(starts, figure.bytes[2])
      items[#items + 1] = {
        bufnr = bufnr,
        lnum = line + 1,
        col = column + 1,
        end_lnum = last + 1,
        end_col = ending + 1,
        text = figure.quote:gsub('%s+', ' ') .. ' = ' .. figure.kind .. ' ' .. amount(figure),
      }
    end
    vim.fn.setqflist({}, ' ', { title = 'Copydesk: figures', items = items })
    if #items == 0 then
      say('there is no figure in this article')
      return
    end
    vim.cmd('botright copen')
  end)
end

local space = vim.api.nvim_create_namespace('copydesk.compare')

local function highlights()
  local links = { Same = 'DiffAdd', Hint = 'DiffChange', Differs = 'DiffText', Alone = 'Comment', Current = 'IncSearch' }
  for name, group in pairs(links) do
    vim.api.nvim_set_hl(0, 'Copydesk' .. name, { link = group, default = true })
  end
end

local function mark(bufnr, starts, figure, group, priority)
  local line, column = place(starts, figure.bytes[1])
  local last, ending = place(starts, figure.bytes[2])
  return vim.api.nvim_buf_set_extmark(bufnr, space, line, column, {
    end_row = last,
    end_col = ending,
    hl_group = group,
    priority = priority,
    strict = false,
  })
end

local groups = { same = 'CopydeskSame', hint = 'CopydeskHint', differs = 'CopydeskDiffers', alone = 'CopydeskAlone' }

--- Two windows that show two versions: their figures marked, the counterpart of the one at the cursor marked in the
--- other window and brought into view.
local function side_by_side(first, second, rows)
  highlights()
  local sides = {}
  for i, bufnr in ipairs({ first.bufnr, second.bufnr }) do
    local _, starts = text_of(bufnr)
    vim.api.nvim_buf_clear_namespace(bufnr, space, 0, -1)
    sides[i] = { bufnr = bufnr, window = i == 1 and first.window or second.window, starts = starts, marks = {} }
  end
  local differs = 0
  for at, row in ipairs(rows) do
    differs = differs + (row.state == 'differs' and 1 or 0)
    for i, side in ipairs(sides) do
      local figure = row.figures[i]
      if figure then
        side.marks[at] = mark(side.bufnr, side.starts, figure, groups[row.state], 150)
      end
    end
  end

  local current = {}
  local function clear()
    for _, it in ipairs(current) do
      pcall(vim.api.nvim_buf_del_extmark, it[1], space, it[2])
    end
    current = {}
  end
  -- A mark moves with the text, so what was found stays where it belongs while the writer corrects it.
  local function span(side, at)
    local id = side.marks[at]
    local found = id and vim.api.nvim_buf_get_extmark_by_id(side.bufnr, space, id, { details = true })
    return found and found[1] and { found[1], found[2], found[3].end_row, found[3].end_col }
  end
  local function follow(here, there)
    clear()
    local cursor = vim.api.nvim_win_get_cursor(0)
    local line, column = cursor[1] - 1, cursor[2]
    for at in pairs(here.marks) do
      local it = span(here, at)
      local inside = it
        and (line > it[1] or line == it[1] and column >= it[2])
        and (line < it[3] or line == it[3] and column < it[4])
      if inside then
        local other = span(there, at)
        for _, pair in ipairs({ { here, it }, other and { there, other } or nil }) do
          local side, where = pair[1], pair[2]
          local id = vim.api.nvim_buf_set_extmark(side.bufnr, space, where[1], where[2], {
            end_row = where[3],
            end_col = where[4],
            hl_group = 'CopydeskCurrent',
            priority = 200,
          })
          current[#current + 1] = { side.bufnr, id }
        end
        if other and vim.api.nvim_win_is_valid(there.window) then
          vim.api.nvim_win_set_cursor(there.window, { other[1] + 1, other[2] })
        end
        if rows[at].message then
          vim.api.nvim_echo({ { rows[at].message } }, false, {})
        end
        return
      end
    end
  end
  local group = vim.api.nvim_create_augroup('copydesk.compare', {})
  for i, side in ipairs(sides) do
    vim.api.nvim_create_autocmd('CursorMoved', {
      group = group,
      buffer = side.bufnr,
      callback = function()
        follow(side, sides[3 - i])
      end,
    })
    vim.api.nvim_create_autocmd({ 'BufWinLeave', 'BufUnload' }, {
      group = group,
      buffer = side.bufnr,
      callback = function()
        pcall(vim.api.nvim_clear_autocmds, { group = 'copydesk.compare' })
        for _, other in ipairs(sides) do
          if vim.api.nvim_buf_is_loaded(other.bufnr) then
            vim.api.nvim_buf_clear_namespace(other.bufnr, space, 0, -1)
          end
        end
      end,
    })
  end

  local items = {}
  for at, row in ipairs(rows) do
    if row.state == 'differs' or row.state == 'hint' then
      local i = row.figures[1] and 1 or 2
      local it = span(sides[i], at)
      if it then
        items[#items + 1] = {
          bufnr = sides[i].bufnr,
          lnum = it[1] + 1,
          col = it[2] + 1,
          end_lnum = it[3] + 1,
          end_col = it[4] + 1,
          type = row.state == 'differs' and 'E' or 'I',
          text = row.message or '',
        }
      end
    end
  end
  vim.fn.setloclist(first.window, {}, ' ', { title = 'Copydesk: versions', items = items })
  if vim.api.nvim_win_is_valid(first.window) then
    vim.api.nvim_set_current_win(first.window)
  end
  say(('%d figures side by side, %d disagreements; :lnext goes through them'):format(#rows, differs))
end

--- A file with what a buffer holds now: its own where it is saved, else a copy of the same name.
local function saved(bufnr)
  local path = vim.api.nvim_buf_get_name(bufnr)
  if not vim.bo[bufnr].modified and vim.fn.filereadable(path) == 1 then
    return path
  end
  local copy = vim.fn.tempname()
  vim.fn.mkdir(copy, 'p')
  copy = copy .. '/' .. vim.fs.basename(path)
  vim.fn.writefile(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), copy)
  return copy
end

local function compare_with(bufnr, other)
  vim.cmd('tab split')
  local first = { bufnr = bufnr, window = vim.api.nvim_get_current_win() }
  vim.cmd('rightbelow vsplit ' .. vim.fn.fnameescape(other))
  local second = { bufnr = vim.api.nvim_get_current_buf(), window = vim.api.nvim_get_current_win() }
  if second.bufnr == first.bufnr then
    vim.cmd('tabclose')
    say('this is the same article', vim.log.levels.WARN)
    return
  end
  local args = { 'compare', '--format', 'json', saved(bufnr), saved(second.bufnr) }
  run(args, nil, folder_of(bufnr), function(out)
    local report = decoded(out)
    if report and #report.files == 2 then
      side_by_side(first, second, report.rows)
    end
  end)
end

--- :Copydesk compare [FILE] — the article beside another version of its story.
function M.compare(arguments)
  local bufnr = vim.api.nvim_get_current_buf()
  local path = vim.api.nvim_buf_get_name(bufnr)
  if path == '' then
    say('this buffer has no name yet; save it with :write NAME.md', vim.log.levels.WARN)
    return
  end
  if arguments[1] then
    local other = vim.fn.fnamemodify(vim.fn.expand(arguments[1]), ':p')
    if vim.fn.filereadable(other) == 0 then
      say('there is no file ' .. arguments[1], vim.log.levels.WARN)
    else
      compare_with(bufnr, other)
    end
    return
  end
  -- Without a name, the versions are those that a check of the folder takes for one story.
  local root = require('copydesk').root(bufnr) or folder_of(bufnr)
  run({ 'check', '--format', 'json', root }, nil, root, function(out)
    local report = decoded(out)
    if not report then
      return
    end
    local real = compat.uv.fs_realpath(path) or path
    local own
    local function same(file)
      return (compat.uv.fs_realpath(file.path) or file.path) == real
    end
    for _, file in ipairs(report.files) do
      own = own or (same(file) and file.story)
    end
    local others = {}
    for _, file in ipairs(report.files) do
      if own and file.story == own and not same(file) then
        others[#others + 1] = file.path
      end
    end
    if #others == 0 then
      say('no other version of this article was found; name one: :Copydesk compare FILE', vim.log.levels.WARN)
    elseif #others == 1 then
      compare_with(bufnr, others[1])
    else
      vim.ui.select(others, { prompt = 'Compare with' }, function(choice)
        if choice then
          compare_with(bufnr, choice)
        end
      end)
    end
  end)
end

--- :Copydesk convert [TEXT] — what can be put behind the figure at the cursor, or TEXT in other units.
function M.convert(arguments)
  if #arguments > 0 then
    local bufnr = vim.api.nvim_get_current_buf()
    run(vim.list_extend({ 'convert', '--' }, arguments), nil, folder_of(bufnr), function(out)
      vim.api.nvim_echo({ { vim.trim(out) } }, true, {})
    end)
    return
  end
  vim.lsp.buf.code_action({ context = { only = { 'refactor.rewrite' }, diagnostics = {} } })
end

--- :Copydesk stet — leaves the finding at the cursor as it is: a comment before the paragraph.
function M.stet()
  vim.lsp.buf.code_action({
    apply = true,
    -- The word is the same in every language: it is the trade's.
    filter = function(action)
      return vim.startswith(action.title, 'Stet')
    end,
  })
end

--- What the keys of front matter are also called; the first one that is there counts.
local aliases = {
  date = { 'date', 'published', 'pubdate', 'publish_date', 'publishdate' },
  language = { 'language', 'lang', 'locale' },
}

--- Puts `key: value` into the front matter, which is made where there is none.
local function front_matter(bufnr, key, value)
  local lines = vim.api.nvim_buf_get_lines(bufnr, 0, 200, false)
  local fence = lines[1] and lines[1]:gsub('^\239\187\191', ''):match('^[-+][-+][-+]%s*$') and lines[1]:sub(-3)
  local toml = fence == '+++'
  local function line(name)
    if toml then
      return ('%s = %s'):format(name, value:match('^%d%d%d%d%-%d%d%-%d%d$') and value or '"' .. value .. '"')
    end
    return ('%s: %s'):format(name, value)
  end
  local close
  for i = 2, fence and #lines or 0 do
    if lines[i]:match(toml and '^%+%+%+%s*$' or '^%-%-%-%s*$') or (not toml and lines[i]:match('^%.%.%.%s*$')) then
      close = i
      break
    end
  end
  if not close then
    vim.api.nvim_buf_set_lines(bufnr, 0, 0, false, { '---', line(key), '---', '' })
    return
  end
  for i = 2, close - 1 do
    local name = lines[i]:match('^([%w_]+)%s*[:=]')
    if name and vim.tbl_contains(aliases[key], name:lower()) then
      vim.api.nvim_buf_set_lines(bufnr, i - 1, i, false, { line(name) })
      return
    end
  end
  vim.api.nvim_buf_set_lines(bufnr, close - 1, close - 1, false, { line(key) })
end

--- What copydesk knows of the article, said.
local function known(bufnr, what)
  local text = text_of(bufnr)
  local args = { 'check', '--format', 'json', '-', '--stdin-filename', name_of(bufnr) }
  run(args, text, folder_of(bufnr), function(out)
    local report = decoded(out)
    local file = report and report.files[1] or {}
    if what == 'date' then
      say(file.date and ('this article is of %s (%s)'):format(file.date, file['date-from']) or
        'the date of this article is not known; set it: :Copydesk date 2024-05-17')
    else
      say(file.language and ('this article is read as "%s"'):format(file.language) or
        'the language of this article is not known; set it: :Copydesk language fr')
    end
  end)
end

--- :Copydesk date [DATE] — sets the article's date in its front matter, or says what it is taken to be.
function M.date(arguments)
  local bufnr = vim.api.nvim_get_current_buf()
  local date = arguments[1]
  if not date then
    known(bufnr, 'date')
    return
  end
  if date == 'today' then
    date = os.date('%Y-%m-%d')
  end
  local year, month, day = date:match('^(%d%d%d%d)%-(%d%d)%-(%d%d)$')
  if not year then
    year, month = date:match('^(%d%d%d%d)%-(%d%d)$')
  end
  year = year or date:match('^%d%d%d%d$')
  local real = year
    and tonumber(month or 1) >= 1
    and tonumber(month or 1) <= 12
    and (not day or os.date('%d', os.time({ year = year, month = month, day = day, hour = 12 })) == day)
  if not real then
    say('a date is written 2024-05-17, 2024-05 or 2024', vim.log.levels.WARN)
    return
  end
  front_matter(bufnr, 'date', date)
end

--- :Copydesk language [CODE] — the same for the article's language.
function M.language(arguments)
  local bufnr = vim.api.nvim_get_current_buf()
  local code = arguments[1]
  if not code then
    known(bufnr, 'language')
  elseif not code:match('^%l%l%l?$') then
    say('a language is written as two letters, such as fr', vim.log.levels.WARN)
  else
    front_matter(bufnr, 'language', code)
  end
end

function M.restart()
  require('copydesk').restart()
end

function M.log()
  require('copydesk').log()
end

function M.info()
  require('copydesk').info()
end

local names = { 'facts', 'compare', 'convert', 'date', 'language', 'stet', 'restart', 'log', 'info' }

--- Runs `:Copydesk …`.
function M.run(arguments)
  local name = table.remove(arguments, 1) or 'info'
  if not vim.tbl_contains(names, name) then
    say(("there is no :Copydesk %s; there are %s"):format(name, table.concat(names, ', ')), vim.log.levels.WARN)
    return
  end
  M[name](arguments)
end

--- Completes the subcommands, and what follows them.
function M.complete(lead, line)
  local words = vim.split(vim.trim(line:sub(1, #line - #lead)), '%s+')
  local choices = {}
  if #words == 1 then
    choices = names
  elseif #words == 2 and words[2] == 'compare' then
    return vim.fn.getcompletion(lead, 'file')
  elseif #words == 2 and words[2] == 'date' then
    choices = { 'today', os.date('%Y-%m-%d') }
  elseif #words == 2 and words[2] == 'language' then
    choices = { 'de', 'en', 'es', 'fr', 'vi' }
  elseif #words == 2 and words[2] == 'facts' then
    choices = { 'all' }
  end
  return vim.tbl_filter(function(choice)
    return vim.startswith(choice, lead)
  end, choices)
end

return M
