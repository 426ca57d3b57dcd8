-- The language server's configuration, found by `vim.lsp.enable("newsmark")` (Neovim 0.11 and newer) and
-- read by `plugin/newsmark.lua` on 0.10. Change it with `vim.lsp.config("newsmark", { ... })`.

local client = require("newsmark.client")

return {
  cmd = { "newsmark", "lsp" },
  filetypes = { "newsmark" },
  root_markers = { "newsmark.toml", ".git" },
  reuse_client = client.reuse_client,
  on_init = client.on_init,
  on_exit = client.on_exit,
  -- The answer to an edit takes about a millisecond, so there is little to gain from waiting.
  flags = { debounce_text_changes = 50 },
}
