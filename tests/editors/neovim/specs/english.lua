return function(H)
  local b, path = H.open('harbour-run.en.md')
  H.ok(H.attached(b), 'copydesk attaches by itself')
  H.ok(H.count(b, 'unit-conversion', 1), 'one finding', vim.diagnostic.get(b))
  H.ok(#vim.diagnostic.get(b) == 1, 'and no other', vim.diagnostic.get(b))
  local d = H.findings(b, 'unit-conversion')[1]
  H.ok(H.under(b, d) == '50 km', 'the underline covers exactly the figure', H.under(b, d))
  H.ok(d.message:find('26.2 miles', 1, true) ~= nil and d.message:find('42', 1, true) ~= nil, 'the message shows the sum', d.message)

  H.cursor(b, '26.2 miles')
  vim.lsp.buf.hover()
  H.ok(H.wait(function()
    return H.float():find('42', 1, true) ~= nil
  end), 'the hover shows the conversion', H.float())
  H.close_floats()
  H.cursor(b, '50 km')
  vim.lsp.buf.hover()
  H.ok(H.wait(function()
    local float = H.float()
    return float:find('31', 1, true) ~= nil and float:find('42', 1, true) ~= nil
  end), 'on the fault it shows the conversion and the finding', H.float())
  H.close_floats()

  -- Requests are answered in the order of the document, nested or not.
  local replies = vim.lsp.buf_request_sync(b, 'textDocument/documentSymbol', {
    textDocument = vim.lsp.util.make_text_document_params(b),
  }, 10000)
  local names = {}
  local function collect(symbols)
    for _, symbol in ipairs(symbols or {}) do
      names[#names + 1] = symbol.name
      collect(symbol.children)
    end
  end
  collect(replies and (replies[H.client(b).id] or {}).result)
  local all = table.concat(names, '\n')
  H.ok(all:find('26.2 miles', 1, true) and all:find('50 km', 1, true), 'the figures are in the outline', names)

  if not H.client(b).server_capabilities.inlayHintProvider then
    H.skip('conversions are shown as inlay hints', 'the server does not offer any')
  elseif vim.lsp.inlay_hint then
    vim.lsp.inlay_hint.enable(true, { bufnr = b })
    H.ok(H.wait(function()
      return #vim.lsp.inlay_hint.get({ bufnr = b }) > 0
    end), 'conversions are shown as inlay hints')
  end

  H.cursor(b, '50 km')
  H.fix('42')
  H.ok(H.wait(function()
    return H.text(b):find('50 km', 1, true) == nil
  end), 'the quick fix is applied by the editor', H.text(b))
  H.ok(H.count(b, nil, 0), 'the finding is gone', vim.diagnostic.get(b))
  vim.cmd('silent write')
  H.ok(H.read(path) == H.read(H.articles .. '/harbour-run.en.fixed.md'), 'the saved file is the right one', H.read(path))
end
