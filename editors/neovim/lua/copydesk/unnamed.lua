-- Text pasted into a buffer without a name. Neovim calls it `file://`, and turns that into a buffer named `/`
-- when diagnostics or edits come back. Here it becomes an ordinary untitled document for the server, and what
-- comes back reaches the buffer it belongs to.
local compat = require('copydesk.compat')

local M = {}

local BUFFER_URI = 'file://'
local SERVER_URI = 'untitled:Untitled-1'

-- client id → the buffer that is its untitled document
local followed = {}

--- The unnamed buffer that a client follows. It stays that until `settle`, even when it has been given a name.
function M.buffer(client_id)
  local bufnr = followed[client_id]
  return bufnr and vim.api.nvim_buf_is_valid(bufnr) and bufnr or nil
end

function M.on_attach(client_id, bufnr)
  if vim.api.nvim_buf_get_name(bufnr) == '' then
    followed[client_id] = bufnr
  end
end

--- Ends the untitled document of a buffer that has a name by now; it is then attached as the file it is.
--- Neovim forgets its own hooks when an unnamed buffer is written, so nobody else would tell the server.
function M.settle(bufnr)
  if vim.api.nvim_buf_get_name(bufnr) == '' then
    return
  end
  for client_id, other in pairs(followed) do
    if other == bufnr then
      vim.lsp.buf_detach_client(bufnr, client_id)
    end
  end
end

local function outgoing(client, method, params)
  local document = type(params) == 'table' and params.textDocument
  if type(document) ~= 'table' then
    return params
  end
  local bufnr = M.buffer(client.id)
  if document.uri ~= BUFFER_URI and not (bufnr and document.uri == vim.uri_from_bufnr(bufnr)) then
    return params
  end
  if method == 'textDocument/didClose' then
    followed[client.id] = nil
  end
  -- A copy, since Neovim keeps the params to compare them with its own URI later.
  local copy = {}
  for key, value in pairs(params) do
    copy[key] = value
  end
  copy.textDocument = vim.tbl_extend('force', document, { uri = SERVER_URI })
  return copy
end

--- Takes the edits of the unnamed buffer out of a workspace edit.
local function take_edits(edit)
  local taken = {}
  if edit.changes and edit.changes[SERVER_URI] then
    vim.list_extend(taken, edit.changes[SERVER_URI])
    edit.changes[SERVER_URI] = nil
  end
  if edit.documentChanges then
    edit.documentChanges = vim.tbl_filter(function(change)
      if change.textDocument and change.textDocument.uri == SERVER_URI then
        vim.list_extend(taken, change.edits)
        return false
      end
      return true
    end, edit.documentChanges)
  end
  return taken
end

--- Neovim applies edits by URI, but runs commands with the buffer that the action was asked for.
local function to_command(action)
  if type(action.edit) ~= 'table' then
    return
  end
  local edits = take_edits(action.edit)
  if #edits > 0 then
    action.command = { title = action.title, command = 'copydesk.editUnnamed', arguments = { edits } }
  end
end

local function incoming(client, method, result)
  if type(result) ~= 'table' then
    return
  end
  if method == 'codeAction/resolve' then
    to_command(result)
  elseif method == 'textDocument/codeAction' then
    local provider = client.server_capabilities.codeActionProvider
    -- An action that is still to be resolved must go back to the server as it came.
    if not (type(provider) == 'table' and provider.resolveProvider) then
      for _, action in ipairs(result) do
        to_command(action)
      end
    end
  elseif method == 'textDocument/rename' then
    local edits = take_edits(result)
    local bufnr = #edits > 0 and M.buffer(client.id)
    if bufnr then
      vim.lsp.util.apply_text_edits(edits, bufnr, client.offset_encoding)
    end
  end
end

function M.wrap(client)
  local rpc = client.rpc
  local request, notify = rpc.request, rpc.notify
  rpc.notify = function(method, params)
    return notify(method, outgoing(client, method, params))
  end
  rpc.request = function(method, params, callback, ...)
    return request(method, outgoing(client, method, params), callback and function(err, result)
      incoming(client, method, result)
      return callback(err, result)
    end, ...)
  end
end

--- Handler of textDocument/publishDiagnostics.
function M.on_publish(err, params, ctx, config)
  if not params or params.uri ~= SERVER_URI then
    return vim.lsp.handlers['textDocument/publishDiagnostics'](err, params, ctx, config)
  end
  local bufnr = M.buffer(ctx.client_id)
  local client = vim.lsp.get_client_by_id(ctx.client_id)
  if not bufnr or not client then
    return
  end
  local function column(position)
    local line = vim.api.nvim_buf_get_lines(bufnr, position.line, position.line + 1, false)[1] or ''
    return compat.byte(line, position.character, client.offset_encoding)
  end
  local diagnostics = {}
  for i, d in ipairs(params.diagnostics) do
    diagnostics[i] = {
      lnum = d.range.start.line,
      col = column(d.range.start),
      end_lnum = d.range['end'].line,
      end_col = column(d.range['end']),
      severity = d.severity or vim.diagnostic.severity.ERROR,
      message = d.message,
      source = d.source,
      code = d.code,
      -- Neovim sends this back when it asks for code actions.
      user_data = { lsp = d },
    }
  end
  vim.diagnostic.set(vim.lsp.diagnostic.get_namespace(ctx.client_id), bufnr, diagnostics)
end

--- Client command `copydesk.editUnnamed`.
function M.apply(command, ctx)
  local client = vim.lsp.get_client_by_id(ctx.client_id)
  vim.lsp.util.apply_text_edits(command.arguments[1], ctx.bufnr, client.offset_encoding)
end

return M
