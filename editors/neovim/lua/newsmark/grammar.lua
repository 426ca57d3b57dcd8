-- The tree-sitter grammar, which is optional: whether Neovim can load it, and how to get it.
--
-- It is looked for where Neovim looks for all of them: `parser/newsmark.so` in a folder of 'runtimepath'.

local M = {}

--- How to get the grammar, as the end of a sentence.
M.how_to_install = "build it with `editors/tree-sitter-newsmark/build editors/neovim/parser/newsmark.so` in the Newsmark folder"

--- Whether there is a grammar that this Neovim can load; else why not.
function M.is_installed()
  -- Neovim 0.10 raises an error where later ones return it.
  local ok, added, why = pcall(vim.treesitter.language.add, "newsmark")
  if not ok then
    return false, added
  end
  -- Neovim 0.10 returns nothing when all is well.
  if added == nil and why ~= nil then
    return false, why
  end
  return #vim.api.nvim_get_runtime_file("queries/newsmark/highlights.scm", false) > 0
end

return M
