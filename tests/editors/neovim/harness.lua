-- What every spec needs: counted expectations, patient waits, the editor's own answers.
local H = { passed = 0, failed = 0, work = vim.env.WORK, articles = vim.env.ARTICLES }

function H.ok(condition, what, detail)
  if condition then
    H.passed = H.passed + 1
    io.stdout:write('  ok    ' .. what .. '\n')
  else
    H.failed = H.failed + 1
    io.stdout:write('  FAIL  ' .. what .. (detail ~= nil and ': ' .. vim.inspect(detail) or '') .. '\n')
  end
  return condition
end

--- What is not checked, and why; it counts as neither passed nor failed.
function H.skip(what, why)
  io.stdout:write('  skip  ' .. what .. ': ' .. why .. '\n')
end

--- Two busy cores can be slow; a wait that succeeds costs no more than it must.
--- After two waits in vain something is broken, and the rest of the spec need not take minutes to say so.
local in_vain = 0
function H.wait(condition, ms)
  local came = vim.wait(in_vain < 2 and (ms or 15000) or 1500, condition, 20)
  in_vain = in_vain + (came and 0 or 1)
  return came
end

--- That nothing comes can only be seen by waiting a while.
function H.never(condition, ms)
  return not vim.wait(ms or 1500, condition, 20)
end

--- An article copied into a folder of the test, opened as a writer opens it.
function H.open(name, folder)
  folder = H.work .. '/' .. (folder or 'desk')
  vim.fn.mkdir(folder, 'p')
  local path = folder .. '/' .. name
  H.write(path, H.read(H.articles .. '/' .. name))
  vim.cmd.edit(vim.fn.fnameescape(path))
  return vim.api.nvim_get_current_buf(), path
end

function H.read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('*a')
  file:close()
  return text
end

function H.write(path, text)
  local file = assert(io.open(path, 'wb'))
  file:write(text)
  file:close()
end

function H.client(bufnr)
  return vim.lsp.get_clients({ name = 'copydesk', bufnr = bufnr })[1]
end

function H.attached(bufnr)
  return H.wait(function()
    local client = H.client(bufnr)
    return client ~= nil and client.initialized
  end)
end

--- Findings of a buffer with one code, or all.
function H.findings(bufnr, code)
  return vim.tbl_filter(function(d)
    return d.source == 'copydesk' and (code == nil or d.code == code)
  end, vim.diagnostic.get(bufnr))
end

function H.count(bufnr, code, n)
  return H.wait(function()
    return #H.findings(bufnr, code) == n
  end)
end

--- The bytes under a finding.
function H.under(bufnr, d)
  return table.concat(vim.api.nvim_buf_get_text(bufnr, d.lnum, d.col, d.end_lnum, d.end_col, {}), '\n')
end

--- Puts the cursor on the first occurrence of a plain text.
function H.cursor(bufnr, text)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)) do
    local at = line:find(text, 1, true)
    if at then
      vim.api.nvim_win_set_cursor(0, { i, at - 1 })
      return i - 1, at - 1
    end
  end
  error('not in the buffer: ' .. text)
end

--- Text of the floating windows.
function H.float()
  local text = {}
  for _, win in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(win).relative ~= '' then
      vim.list_extend(text, vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(win), 0, -1, false))
    end
  end
  return table.concat(text, '\n')
end

function H.close_floats()
  for _, win in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(win).relative ~= '' then
      vim.api.nvim_win_close(win, true)
    end
  end
end

--- The editor's own code action at the cursor, the one whose title contains a text.
function H.fix(title)
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title:find(title, 1, true) ~= nil
    end,
  })
end

function H.text(bufnr)
  return table.concat(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), '\n') .. '\n'
end

--- Messages shown with vim.notify since the start (inits/user.lua collects them).
function H.said(text)
  return vim.tbl_filter(function(message)
    return message:find(text, 1, true) ~= nil
  end, _G.notified)
end

--- Runs a spec once Neovim has started, outside any autocommand: `-c` comes before VimEnter.
function H.start(spec)
  vim.api.nvim_create_autocmd('VimEnter', {
    callback = function()
      vim.schedule(function()
        H.run(spec)
      end)
    end,
  })
end

--- Runs a spec and leaves Neovim with the verdict.
function H.run(spec)
  local fine, problem = xpcall(function()
    dofile(spec)(H)
  end, debug.traceback)
  if not fine then
    H.ok(false, 'the spec runs to its end', problem)
  end
  H.write(vim.env.COUNTS, H.passed .. ' ' .. H.failed .. '\n')
  -- Unsaved buffers are no reason to stay; `:qall` lets Neovim say goodbye to the server as it does for a writer.
  vim.cmd(H.failed == 0 and 'qall!' or 'cquit')
end

return H
