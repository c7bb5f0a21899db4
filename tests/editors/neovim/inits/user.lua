-- A writer's init.lua: nothing of copydesk is needed in it.
_G.notified = {}
local notify = vim.notify
vim.notify = function(message, ...)
  table.insert(_G.notified, message)
  return notify(message, ...)
end
