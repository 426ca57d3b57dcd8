-- Turns the server on and adds the commands. Runs once, when Neovim loads plugins.

if vim.g.loaded_newsmark then
  return
end
vim.g.loaded_newsmark = true

if vim.fn.has("nvim-0.10") == 0 then
  vim.notify("Newsmark: Neovim 0.10 or newer is needed", vim.log.levels.WARN)
  return
end

-- Whoever takes this folder as it lies makes no tags for its help, or leaves old ones.
local help = vim.fs.dirname(vim.fs.dirname(debug.getinfo(1, "S").source:sub(2))) .. "/doc"
if vim.fn.getftime(help .. "/tags") < vim.fn.getftime(help .. "/newsmark.txt") and vim.fn.filewritable(help) == 2 then
  pcall(vim.cmd.helptags, vim.fn.fnameescape(help))
end

vim.api.nvim_create_autocmd("FileType", {
  group = vim.api.nvim_create_augroup("newsmark", {}),
  callback = function(event)
    require("newsmark.client").on_filetype(event.buf)
  end,
})
if vim.lsp.enable then
  vim.lsp.enable("newsmark")
end

vim.api.nvim_create_user_command("NewsmarkFacts", function()
  require("newsmark").facts()
end, { desc = "Show what was understood of the article" })

vim.api.nvim_create_user_command("NewsmarkExplain", function(command)
  require("newsmark").explain(command.args)
end, {
  nargs = "?",
  desc = "Show the manual page of a rule",
  complete = function(start)
    return vim.tbl_filter(function(code)
      return vim.startswith(code, start)
    end, require("newsmark").rules())
  end,
})
