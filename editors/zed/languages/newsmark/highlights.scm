; Headlines, subheads and quotations that stand by themselves.
[(atx_heading) (setext_heading)] @title
(block_quote) @string
(fenced_code_block) @text.literal
(html_block) @comment
(link_reference_definition) @link_uri
