-- The few calls whose shape changed between Neovim 0.8 and now.
local M = {}

M.uv = vim.uv or vim.loop

--- Running copydesk clients, or those of one buffer.
--- @param bufnr integer?
function M.clients(bufnr)
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  return get({ name = 'copydesk', bufnr = bufnr })
end

--- Functions of a client became methods in 0.11; calling them the old way warns there.
function M.notify(client, method, params)
  if vim.fn.has('nvim-0.11') == 1 then
    return client:notify(method, params)
  end
  return client.notify(method, params)
end

function M.stop(client, force)
  if vim.fn.has('nvim-0.11') == 1 then
    return client:stop(force)
  end
  return client.stop(force)
end

-- Before 0.11, Neovim starts one server per file where there is no folder.
if vim.fn.has('nvim-0.11') == 0 then
  function M.reuse_client(client, config)
    return client.name == config.name and client.config.root_dir == config.root_dir and not client.is_stopped()
  end
end

--- Byte offset in a line of a column counted as the server counts.
function M.byte(line, column, encoding)
  if encoding == 'utf-8' then
    return math.min(column, #line)
  end
  if vim.fn.has('nvim-0.11') == 1 then
    return vim.str_byteindex(line, encoding, column, false)
  end
  local ok, index = pcall(vim.str_byteindex, line, column, encoding == 'utf-16')
  return ok and index or #line
end

function M.log_path()
  local log = vim.lsp.log
  if type(log) == 'table' and log.get_filename then
    return log.get_filename()
  end
  return vim.lsp.get_log_path()
end

return M
