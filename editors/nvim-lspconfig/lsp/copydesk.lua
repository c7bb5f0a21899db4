---@brief
---
--- The copy desk in every editor: finds inconsistent figures, wrong conversions and misspelled place names in news
--- articles (English, French, Vietnamese, German, Spanish).
---
--- The program is installed with `cargo install --locked copydesk`. Settings are those of `copydesk.toml`.
---@type vim.lsp.Config
return {
  cmd = { 'copydesk', 'lsp' },
  filetypes = { 'markdown', 'text', 'html' },
  root_markers = { 'copydesk.toml', '.git' },
  settings = {
    copydesk = {},
  },
}
