-- What the tree-sitter grammar gives in Neovim: colours from the tree, spelling in prose, code in its own language.
-- Started by run.sh with an article that has every mark; ends Neovim with exit code 1 at the first thing that is not so.

local harness = require("harness")
local expect = harness.expect

-- The captures at the first place of some words.
local function captures(words)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(words, 1, true)
    if column then
      local names = {}
      for _, capture in ipairs(vim.treesitter.get_captures_at_pos(0, number - 1, column - 1)) do
        names[#names + 1] = capture.capture
      end
      return names
    end
  end
  error("no " .. words .. " in the article")
end

local EXPECTED = {
  { "## What it costs", "markup.heading.2" },
  { "1.24 million](", "number" },
  { "#riders)", "constant" },
  { "NORTHPORT, March", "label" },
  { "We count on people", "string" },
  { "Ines Marlow, port", "label" },
  { "**Correction", "comment.warning" },
  { "note: ask", "comment.note" },
  { "ok: weekday", "keyword.directive" },
  { "weekday-date \"so", "function" },
  { "port]: North", "markup.link.label" },
  { "https://bridge.example/prices)", "markup.link.url" },
  { "quieter", "markup.strong" },
  { "slug", "property" },
  { "pct(", "function.builtin" },
  { "1.24 million riders;", "number" },
  { "Fares stay as", "markup.heading.1" },
  { "***", "punctuation.special" },
}

local function run()
  vim.cmd.edit(vim.env.NEWSMARK_ARTICLE)
  expect(vim.b.newsmark_has_grammar == true, "colours come from the grammar")
  expect(vim.bo.syntax == "", "and not from the syntax file")
  vim.treesitter.get_parser(0, "newsmark"):parse(true)
  for _, pair in ipairs(EXPECTED) do
    local names = captures(pair[1])
    expect(vim.tbl_contains(names, pair[2]), ("%s is %s: %s"):format(pair[1], pair[2], table.concat(names, " ")))
  end
  local root = vim.treesitter.get_parser(0):trees()[1]:root()
  expect(not root:has_error(), "the tree has no error")
  vim.cmd.InspectTree()
  local shown = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  expect(shown:find("(figure_link", 1, true) ~= nil, ":InspectTree shows it")
  vim.cmd.quit()
  -- Misspelt words in prose are, and ids are not.
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { "", "The harbor feery sails.[^feery]", "", "```lua", "local x = 1", "```" })
  vim.cmd.redraw()
  vim.treesitter.get_parser(0):parse(true)
  expect(vim.tbl_contains(captures("local x"), "keyword"), "code has the colours of its language")
  expect(vim.tbl_contains(captures("feery sails"), "spell"), "prose is spelt")
  expect(vim.tbl_contains(captures("feery]"), "nospell"), "ids are not")
  -- The tree follows what is typed.
  vim.api.nvim_buf_set_text(0, 27, 0, 27, 0, { "> " })
  vim.treesitter.get_parser(0):parse(true)
  expect(not vim.treesitter.get_parser(0):trees()[1]:root():has_error(), "and so it is while somebody types")
  vim.cmd("silent checkhealth newsmark")
  local health = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  expect(health:find("colours come from the tree-sitter grammar", 1, true) ~= nil, ":checkhealth says so")
end

harness.run(run)
