; Articles have the shape of Markdown.
; inherits: markdown
