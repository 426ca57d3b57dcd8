-- Which files are articles. Markdown and plain text stay what they are; `:help newsmark-markdown` says how
-- to have them read too.

vim.filetype.add({
  extension = { news = "newsmark" },
  pattern = { [".*%.news%.md"] = "newsmark" },
})
