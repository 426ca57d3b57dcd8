; Other languages inside articles.

(code_block
  language: (code_language) @injection.language
  content: (code_content) @injection.content)

((html_block) @injection.content
  (#set! injection.language "html"))
