-- Tells the server of files that change on disk: its settings, the desk's rates, other versions of a story.
-- Neovim does that itself on macOS and Windows, but not on Linux, where its recursive watching is too slow.
-- Watched here are the workspace folder and the folders of open articles, without what lies below them.
local compat = require('copydesk.compat')

local M = {}

local CREATED, CHANGED, DELETED = 1, 2, 3
local EXTENSIONS = { md = true, markdown = true, txt = true, html = true, htm = true, csv = true }

-- client id → folder → handle
local handles = {}

local function self_watching(client)
  local capabilities = client.capabilities or client.config.capabilities or {}
  local workspace = capabilities.workspace or {}
  return (workspace.didChangeWatchedFiles or {}).dynamicRegistration == true
end

local function of_interest(name)
  return name == 'copydesk.toml' or EXTENSIONS[name:match('%.(%w+)$') or ''] == true
end

local function send(client_id, changes)
  local client = vim.lsp.get_client_by_id(client_id)
  if client then
    compat.notify(client, 'workspace/didChangeWatchedFiles', { changes = changes })
  else
    M.stop(client_id)
  end
end

local function watch(client_id, dir)
  local event = compat.uv.new_fs_event()
  local pending = {}
  local waiting = false
  local function flush()
    waiting = false
    local changes = {}
    for path, renamed in pairs(pending) do
      local there = compat.uv.fs_stat(path) ~= nil
      local kind = not there and DELETED or renamed and CREATED or CHANGED
      changes[#changes + 1] = { uri = vim.uri_from_fname(path), type = kind }
    end
    pending = {}
    send(client_id, changes)
  end
  local started = event:start(dir, {}, function(err, name, events)
    if err or not name or not of_interest(name) then
      return
    end
    local path = dir .. '/' .. name
    pending[path] = pending[path] or events.rename or false
    -- One save is several events; they leave as one message.
    if not waiting then
      waiting = true
      vim.defer_fn(flush, 100)
    end
  end)
  if started then
    return event
  end
  -- Out of watches, or the folder is gone: saving the settings inside Neovim still works.
  event:close()
end

local function add_folder(client_id, dir)
  local mine = handles[client_id] or {}
  handles[client_id] = mine
  if not mine[dir] and vim.fn.isdirectory(dir) == 1 then
    mine[dir] = watch(client_id, dir)
  end
end

function M.add(client, bufnr)
  if self_watching(client) then
    return
  end
  if client.config.root_dir then
    add_folder(client.id, vim.fs.normalize(client.config.root_dir))
  end
  local name = vim.api.nvim_buf_get_name(bufnr)
  if name ~= '' then
    add_folder(client.id, vim.fs.dirname(vim.fs.normalize(name)))
  end
end

function M.stop(client_id)
  for _, event in pairs(handles[client_id] or {}) do
    if not event:is_closing() then
      event:close()
    end
  end
  handles[client_id] = nil
end

--- A settings file saved inside Neovim, in whatever folder.
function M.saved(path)
  for _, client in ipairs(compat.clients()) do
    if not self_watching(client) then
      send(client.id, { { uri = vim.uri_from_fname(vim.fn.fnamemodify(path, ':p')), type = CHANGED } })
    end
  end
end

return M
