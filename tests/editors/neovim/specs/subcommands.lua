-- :Copydesk, each of its subcommands, as a writer types them.
return function(H)
  local function quickfix(title)
    local list = vim.fn.getqflist({ title = 1, items = 1 })
    return list.title == title and list.items or {}
  end

  -- facts
  local b, path = H.open('harbour-run.en.md')
  H.ok(H.count(b, 'unit-conversion', 1), 'an article is open with a finding')
  -- What is not saved yet counts, and letters of several bytes before a figure.
  vim.api.nvim_buf_set_lines(b, -1, -1, false, { '', 'Café été: the ferry takes 75 minutes.' })
  vim.cmd('Copydesk facts')
  H.ok(H.wait(function()
    return #quickfix('Copydesk: figures') > 0
  end), ':Copydesk facts fills the quickfix list', vim.fn.getqflist({ all = 1 }))
  local items = quickfix('Copydesk: figures')
  local quotes = {}
  for _, item in ipairs(items) do
    local text = vim.api.nvim_buf_get_text(b, item.lnum - 1, item.col - 1, item.end_lnum - 1, item.end_col - 1, {})
    quotes[#quotes + 1] = table.concat(text, ' ')
    H.ok(vim.startswith(item.text, quotes[#quotes] .. ' = '), 'an entry is about the words it points to: ' .. item.text, quotes)
  end
  H.ok(vim.tbl_contains(quotes, '26.2 miles') and vim.tbl_contains(quotes, '75 minutes'), 'each figure is in it', quotes)
  H.ok(vim.bo.filetype == 'qf', 'and the list is open', vim.bo.filetype)
  vim.cmd('cclose')
  vim.cmd('cfirst')
  H.ok(vim.api.nvim_get_current_buf() == b, 'an entry leads into the article')
  vim.cmd('undo')

  -- convert
  vim.cmd('Copydesk convert 26.2 miles')
  H.ok(H.wait(function()
    return vim.fn.execute('messages'):find('42', 1, true) ~= nil
  end), ':Copydesk convert TEXT says it in other units', vim.fn.execute('messages'))
  local choices
  vim.ui.select = function(list, options, done)
    choices = vim.tbl_map(options.format_item or tostring, list)
    done(list[1], 1)
  end
  vim.api.nvim_buf_set_lines(b, -1, -1, false, { '', 'The new road is 57 miles long.' })
  H.cursor(b, '57 miles')
  H.wait(function()
    return #H.findings(b) == 1
  end, 3000)
  vim.cmd('Copydesk convert')
  H.ok(H.wait(function()
    return H.text(b):find('57 miles (9', 1, true) ~= nil
  end), ':Copydesk convert puts a conversion behind the figure', { H.text(b), choices })
  vim.cmd('undo')
  vim.cmd('undo')

  -- stet
  H.count(b, 'unit-conversion', 1)
  H.cursor(b, '50 km')
  vim.cmd('Copydesk stet')
  H.ok(H.wait(function()
    return H.text(b):find('<!-- copydesk: ignore unit-conversion -->', 1, true) ~= nil
  end), ':Copydesk stet puts a comment before the paragraph', H.text(b))
  H.ok(H.count(b, 'unit-conversion', 0), 'and the finding is gone', vim.diagnostic.get(b))
  vim.cmd('undo')
  H.ok(H.count(b, 'unit-conversion', 1), 'until that is undone')

  -- date
  local function head(line)
    return vim.tbl_contains(vim.api.nvim_buf_get_lines(b, 0, 6, false), line)
  end
  vim.cmd('Copydesk date 2024-05-17')
  H.ok(head('date: 2024-05-17'), ':Copydesk date writes it into the front matter', H.text(b))
  vim.cmd('Copydesk date 2024-05')
  H.ok(head('date: 2024-05') and not head('date: 2024-05-17'), 'and changes it', H.text(b))
  vim.cmd('Copydesk date')
  H.ok(H.wait(function()
    return #H.said('of 2024-05 (front matter)') == 1
  end), ':Copydesk date alone says what it is', _G.notified)
  vim.cmd('Copydesk date 2023-02-30')
  H.ok(#H.said('a date is written') == 1, 'a day that does not exist is refused', _G.notified)
  vim.cmd('Copydesk date today')
  H.ok(head('date: ' .. os.date('%Y-%m-%d')), 'today is a date', H.text(b))

  -- language
  vim.cmd('Copydesk language fr')
  H.ok(head('lang: fr') and not head('lang: en'), ':Copydesk language changes the key that is there', H.text(b))
  vim.cmd('Copydesk language')
  H.ok(H.wait(function()
    return #H.said('read as "fr"') == 1
  end), 'and says it', _G.notified)

  vim.api.nvim_buf_set_lines(b, 0, -1, false, { 'Text.' })
  vim.cmd('Copydesk date 2024-05-17')
  H.ok(head('---') and head('date: 2024-05-17') and head('Text.'), 'front matter is made where there is none', H.text(b))
  vim.api.nvim_buf_set_lines(b, 0, -1, false, { '+++', 'title = "x"', '+++', '', 'Text.' })
  vim.cmd('Copydesk date 2024-05-17')
  H.ok(vim.api.nvim_buf_get_lines(b, 2, 3, false)[1] == 'date = 2024-05-17', 'TOML front matter is kept TOML', H.text(b))
  vim.cmd('edit!')

  -- compare
  local folder = vim.fs.dirname(path)
  H.write(folder .. '/pier.en.md', 'The pier cost 42.7 billion dollars, the ministry said. It is 310 metres long.\n')
  H.write(folder .. '/pier.fr.md', 'La jetée a coûté 42,7 millions de dollars, a dit le ministère. Elle a 310 mètres de long.\n')
  H.write(folder .. '/copydesk.toml', '[checks]\nplace-style = "off"\n')
  vim.cmd.edit(folder .. '/pier.en.md')
  local en = vim.api.nvim_get_current_buf()
  local space = vim.api.nvim_get_namespaces()['copydesk.compare']
  local function marks(bufnr, group)
    space = space or vim.api.nvim_get_namespaces()['copydesk.compare']
    local out = {}
    for _, it in ipairs(space and vim.api.nvim_buf_get_extmarks(bufnr, space, 0, -1, { details = true }) or {}) do
      if it[4].hl_group == group then
        out[#out + 1] = table.concat(vim.api.nvim_buf_get_text(bufnr, it[2], it[3], it[4].end_row, it[4].end_col, {}), ' ')
      end
    end
    return out
  end
  for _, command in ipairs({ 'Copydesk compare', 'Copydesk compare ' .. folder .. '/pier.fr.md' }) do
    vim.cmd(command)
    H.ok(H.wait(function()
      return #marks(en, 'CopydeskDiffers') == 1
    end), ':' .. command:gsub(vim.pesc(folder), '…') .. ' marks what differs', vim.fn.execute('messages'))
    local fr = vim.fn.bufnr(folder .. '/pier.fr.md')
    H.ok(marks(en, 'CopydeskDiffers')[1] == '42.7 billion dollars', 'in this version', marks(en, 'CopydeskDiffers'))
    H.ok(marks(fr, 'CopydeskDiffers')[1] == '42,7 millions de dollars', 'and in the other', marks(fr, 'CopydeskDiffers'))
    H.ok(marks(en, 'CopydeskSame')[1] == '310 metres' and marks(fr, 'CopydeskSame')[1] == '310 mètres', 'and what is the same')
    H.ok(#vim.api.nvim_tabpage_list_wins(0) == 2 and vim.api.nvim_get_current_buf() == en, 'two windows stand side by side')
    H.cursor(en, '310 metres')
    vim.cmd('doautocmd CursorMoved')
    H.ok(marks(fr, 'CopydeskCurrent')[1] == '310 mètres', 'the counterpart of the figure at the cursor is marked', marks(fr, 'CopydeskCurrent'))
    local window = vim.fn.win_findbuf(fr)[1]
    H.ok(vim.api.nvim_win_get_cursor(window)[2] > 60, 'and in view')
    local list = vim.fn.getloclist(0, { items = 1 }).items
    H.ok(#list == 1 and list[1].text:find('1,000', 1, true), 'the disagreement is in the location list', list)
    vim.cmd('tabclose')
    H.ok(H.wait(function()
      return #marks(en, 'CopydeskDiffers') == 0
    end), 'closing takes the marks away')
  end
  -- Unsaved text is what is compared.
  vim.api.nvim_buf_set_lines(en, 0, 1, false, { 'The pier cost 42.7 million dollars, the ministry said. It is 310 metres long.' })
  vim.cmd('Copydesk compare ' .. folder .. '/pier.fr.md')
  H.ok(H.wait(function()
    return #marks(en, 'CopydeskSame') == 2
  end), 'what is not saved yet is compared as it stands', marks(en, 'CopydeskDiffers'))
  vim.cmd('tabclose')
  vim.cmd('edit!')
  vim.cmd('Copydesk compare nowhere.md')
  H.ok(#H.said('there is no file nowhere.md') == 1, 'a version that is not there is said', _G.notified)

  -- the rest
  local info = vim.fn.execute('Copydesk info')
  H.ok(info:find('finding', 1, true), ':Copydesk info sums it up', info)
  H.ok(vim.fn.execute('Copydesk'):find('finding', 1, true), ':Copydesk alone does too')
  H.ok(H.attached(en), 'the server follows the article that was read again')
  local old = H.client(en).id
  vim.cmd('Copydesk restart')
  H.ok(H.wait(function()
    local client = H.client(en)
    return client ~= nil and client.id ~= old and client.initialized
  end), ':Copydesk restart starts another server')
  vim.cmd('Copydesk log')
  H.ok(vim.api.nvim_buf_get_name(0):find('lsp.log', 1, true) or #H.said('nothing has been logged') == 1, ':Copydesk log opens the log')
  vim.cmd('Copydesk weather')
  H.ok(#H.said('there is no :Copydesk weather') == 1, 'a subcommand that is none is refused', _G.notified)
  local completed = vim.fn.getcompletion('Copydesk c', 'cmdline')
  H.ok(vim.deep_equal(completed, { 'compare', 'convert' }), 'subcommands are completed', completed)
  H.ok(vim.tbl_contains(vim.fn.getcompletion('Copydesk date ', 'cmdline'), 'today'), 'and dates')
  for _, name in ipairs({ 'facts', 'compare', 'convert', 'date', 'language', 'stet', 'restart', 'log', 'info' }) do
    H.ok(pcall(vim.cmd.help, ':Copydesk-' .. name), ':help :Copydesk-' .. name)
  end
end
