-- A user's whole configuration: findings shown beside the text. The plugin is a package and loads by itself.

vim.opt.swapfile = false
vim.opt.signcolumn = "yes"
vim.opt.termguicolors = true
vim.diagnostic.config({ virtual_text = true, virtual_lines = false })
if vim.env.NEWSMARK_COMMAND then
  local cmd = { vim.env.NEWSMARK_COMMAND, "lsp" }
  if vim.lsp.config then
    vim.lsp.config("newsmark", { cmd = cmd })
  else
    vim.g.newsmark = { cmd = cmd }
  end
end
