; What can be folded by itself. Sections under subheads are the editor's or the server's to fold.

[(front_matter) (table) (code_block) (html_block) (block_quote) (note) (comment)] @fold
