-- How an article is edited: prose that wraps at words, is spelt, and folds at its subheads.

if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = 1

-- Colours come from the grammar where it is installed, and from syntax/newsmark.vim where it is not. An older or broken
-- one is as good as none.
if require("newsmark.grammar").is_installed() and pcall(vim.treesitter.start, 0, "newsmark") then
  vim.b.newsmark_has_grammar = true
end

-- A note to colleagues is a comment: it is not part of the article.
vim.opt_local.commentstring = "<!-- note: %s -->"
vim.opt_local.comments = "n:>,fb:-,fb:*"

-- A paragraph is one line, as wires send it, so no line end is typed by the editor itself.
vim.opt_local.textwidth = 0
vim.opt_local.formatoptions:append("nqj")
vim.opt_local.formatoptions:remove({ "t", "a" })
vim.opt_local.formatlistpat = [=[^\s*\%(\d\+[.)]\|[-*]\|\[^[^\]]*\]:\)\s\+]=]
vim.opt_local.wrap = true
vim.opt_local.linebreak = true
vim.opt_local.breakindent = true

vim.opt_local.spell = true

vim.opt_local.foldmethod = "expr"
vim.opt_local.foldexpr = "v:lua.require'newsmark.fold'.level(v:lnum)"
-- Folds are there to be closed; an article opens with all of its text in sight.
vim.opt_local.foldlevel = 99

vim.b.undo_ftplugin = "silent! lua vim.treesitter.stop()" .. "\nsetlocal commentstring< comments< textwidth< formatoptions< formatlistpat<"
  .. " wrap< linebreak< breakindent< spell< foldmethod< foldexpr< foldlevel<"
