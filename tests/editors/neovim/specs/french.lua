-- A French article: accents and an emoji stand before the fault on its line.
return function(H)
  local b, path = H.open('quai.fr.md')
  H.ok(vim.bo[b].filetype == 'markdown', 'the file is markdown')
  H.ok(H.attached(b), 'copydesk attaches by itself')
  local client = H.client(b)
  H.ok(client.offset_encoding == 'utf-8', 'columns are negotiated in bytes', client.offset_encoding)
  H.ok(H.count(b, 'part-of-whole', 1), 'one finding', vim.diagnostic.get(b))
  H.ok(#vim.diagnostic.get(b) == 1, 'and no other', vim.diagnostic.get(b))
  local d = H.findings(b, 'part-of-whole')[1]
  local line, column = H.cursor(b, '4/10')
  H.ok(H.under(b, d) == '4/10', 'the underline covers exactly the figure', H.under(b, d))
  H.ok(d.lnum == line and d.col == column and d.end_col == column + 4, 'in byte columns', { d.lnum, d.col, d.end_col })
  H.ok(d.message:find('14', 1, true) ~= nil and d.message:find('4/10', 1, true) ~= nil, 'the message names the figures', d.message)
  H.ok(d.severity == vim.diagnostic.severity.ERROR, 'it is an error')

  H.fix('4/14')
  H.ok(H.wait(function()
    return H.text(b):find('4/14', 1, true) ~= nil
  end), 'the quick fix is applied by the editor', H.text(b))
  H.ok(H.count(b, nil, 0), 'the finding is gone', vim.diagnostic.get(b))
  vim.cmd('silent write')
  H.ok(H.read(path) == H.read(H.articles .. '/quai.fr.fixed.md'), 'the saved file is the right one', H.read(path))

  vim.cmd('silent undo')
  H.ok(H.count(b, 'part-of-whole', 1), 'undoing the fix brings the finding back', H.text(b))

  -- A line typed above must move the finding along with its text.
  vim.api.nvim_buf_set_lines(b, 8, 8, false, { 'Un début 🎈 de plus.', '' })
  H.ok(H.wait(function()
    local moved = H.findings(b, 'part-of-whole')[1]
    return moved and moved.lnum == line + 2 and H.under(b, moved) == '4/10'
  end), 'it moves with its text', vim.diagnostic.get(b))

  local code
  table.insert(client._on_exit_cbs, function(status)
    code = status
  end)
  client:stop()
  H.ok(H.wait(function()
    return #vim.lsp.get_clients() == 0 and code ~= nil
  end), 'the server stops')
  H.ok(code == 0, 'with status 0', code)
end
