-- Whether an article just works in the configuration that Neovim was started with, be it opened now or by the
-- command line. With NEWSMARK_PLUGIN=1 the plugin is a part of it, and what it adds must be there too.

local harness = require("harness")
local expect, eventually, sees = harness.expect, harness.eventually, harness.sees

local function run()
  expect(vim.filetype.match({ filename = "a.news" }) == "newsmark", "a .news file is an article")
  if vim.fn.argc() == 0 then
    vim.cmd.edit(vim.env.NEWSMARK_ARTICLE)
  end
  local buffer = vim.api.nvim_get_current_buf()
  expect(vim.bo.filetype == "newsmark", "and so is this one")
  eventually("the server is attached", function()
    return harness.client_of(buffer) ~= nil
  end)
  eventually("three findings", function()
    return #vim.diagnostic.get(buffer) == 3
  end)
  harness.place_cursor(buffer, "422,000")
  vim.lsp.buf.hover()
  sees("K shows what was understood", "a difference of **82,000**")
  vim.cmd("fclose!")
  if package.loaded.lazy then
    expect(require("lazy.core.config").plugins.newsmark._.loaded ~= nil, "lazy.nvim has loaded the plugin")
  end
  if vim.env.NEWSMARK_PLUGIN == "1" then
    expect(vim.wo.spell and vim.bo.commentstring == "<!-- note: %s -->", "an article has its settings")
    expect(vim.bo.syntax == "newsmark" or vim.b.newsmark_has_grammar == true, "and its colours")
    expect(vim.filetype.match({ filename = "a.news.md" }) == "newsmark", "a .news.md file is an article")
    vim.cmd.NewsmarkFacts()
    sees(":NewsmarkFacts shows what the words allow", "4,550,000 to 4,650,000")
    vim.cmd("silent help newsmark-settings")
    expect(vim.fn.expand("%:t") == "newsmark.txt", "there is help")
  end
  expect(vim.fn.execute("messages"):find("E%d+:") == nil, "and nothing went wrong meanwhile")
end

harness.run(run)
