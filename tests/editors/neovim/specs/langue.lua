-- On a French system, which need not have the C library's French.
return function(H)
  local b = H.open('harbour-run.en.md')
  H.ok(H.count(b, 'unit-conversion', 1), 'one finding', vim.diagnostic.get(b))
  local message = H.findings(b)[1].message:gsub('\u{a0}', ' '):gsub('\u{202f}', ' ')
  H.ok(message:find(', non 50 km', 1, true) ~= nil, 'it is told in French', message)
  H.cursor(b, '50 km')
  vim.lsp.buf.hover()
  H.ok(H.wait(function()
    return H.float():find('unit-conversion', 1, true) ~= nil
  end), 'the hover comes', H.float())
  H.ok(H.float():find('is 42', 1, true) == nil, 'in French too', H.float())
end
