-- Text pasted into an empty buffer.
return function(H)
  vim.cmd.enew()
  local b = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(b, 0, -1, false, { '🎈 The course measures 26.2 miles (50 km) to the castle.' })
  vim.bo[b].filetype = 'markdown'
  H.ok(H.attached(b), 'copydesk attaches to an unnamed buffer')
  H.ok(H.count(b, 'unit-conversion', 1), 'the finding is in that buffer', vim.diagnostic.get())
  H.ok(vim.fn.bufexists('/') == 0, 'and no buffer was made up for it')
  H.ok(H.under(b, H.findings(b)[1]) == '50 km', 'on exactly the figure', H.findings(b))
  H.cursor(b, '26.2 miles')
  vim.lsp.buf.hover()
  H.ok(H.wait(function()
    return H.float():find('42', 1, true) ~= nil
  end), 'the hover works there', H.float())
  H.close_floats()

  vim.cmd('new')
  local other = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(other, 0, -1, false, { 'It is 26.2 miles (50 km) from the harbour to the mill.' })
  vim.bo[other].filetype = 'markdown'
  H.ok(H.wait(function()
    return #H.said('one unnamed buffer') == 1
  end), 'a second unnamed buffer is refused with a word of why', _G.notified)
  vim.cmd('silent write ' .. H.work .. '/other.md')
  H.ok(H.count(other, 'unit-conversion', 1), 'and is checked once it has a name', vim.diagnostic.get(other))
  H.ok(#H.findings(b) == 1, 'the first keeps its own finding')
  vim.cmd.close()

  H.cursor(b, '50 km')
  H.fix('42')
  H.ok(H.wait(function()
    return H.text(b):find('50 km', 1, true) == nil
  end), 'the quick fix edits the unnamed buffer', H.text(b))
  H.ok(H.count(b, nil, 0), 'the finding is gone')
  vim.cmd('silent undo')
  H.ok(H.count(b, 'unit-conversion', 1), 'and back after undo')
  vim.cmd('silent write ' .. H.work .. '/named.md')
  vim.api.nvim_buf_set_lines(b, 0, 0, false, { 'A first line.', '' })
  H.ok(H.wait(function()
    local d = H.findings(b)[1]
    return d and d.lnum == 2 and H.under(b, d) == '50 km'
  end), 'once saved under a name it is followed as that file', H.findings(b))
end
