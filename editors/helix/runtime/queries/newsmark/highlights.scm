; Colours of articles, with the names that Helix's themes have. No node is captured twice, since versions of Helix differ
; in which capture then counts.

; Blocks
[(heading_mark) (underline) (quote_mark)] @markup.heading.marker
(headline) @markup.heading.1
(subhead) @markup.heading.2
(deck) @markup.heading.3
(byline) @label
(dateline) @label
(note_label) @warning
(block_quote) @markup.quote
(note) @markup.quote
(list_mark) @markup.list.unnumbered
(end_mark) @punctuation.special
[(code_fence) (code_content)] @markup.raw.block
(code_language) @label
(html_block) @tag
(table_row "|" @punctuation.special)
(table_delimiter) @punctuation.special
(table . (table_row (table_cell) @markup.heading.4))

; Quotations and who speaks
(quotation) @string
(speaker_name) @constant
(speaker_role) @label

; Numbers. What they mean is the server's to say.
(figure_link words: (link_words) @constant.numeric)
(figure) @constant.numeric
(figure_target) @constant

; Sources
(footnote_reference) @markup.link.label
(footnote_definition ["[^" "]:"] @markup.link.label)
(footnote_id) @markup.link.label
[(address) (link_target)] @markup.link.url
(link words: (link_words) @markup.link.text)
(link_label) @markup.link.label
(link_title) @string
(image) @markup.link.text

; Emphasis
(emphasis) @markup.italic
(strong) @markup.bold
(strikethrough) @markup.strikethrough
(escape) @constant.character.escape
(code_span) @markup.raw.inline
(html_tag) @tag
(critic_markup) @diff.delta

; What readers do not see
(note_keyword) @keyword
(switch_off_keyword) @keyword.directive
(rule) @function
(reason) @string
(comment) @comment.block
(placeholder) @warning

; Front matter
(front_matter_mark) @punctuation.special
((entry key: (key) @_key value: (value (scalar) @markup.heading.1))
  (#eq? @_key "headline"))
(key) @variable.other.member
(entry ":" @punctuation.delimiter)
(nested_entry ":" @punctuation.delimiter)
((entry key: (key) @_key value: (value (scalar) @string))
  (#not-eq? @_key "headline"))
(nested_entry value: (value (scalar) @string))
(item (value (scalar) @string))
(amount) @constant.numeric
(as_of) @string.special
(source_id) @markup.link.label
(number) @constant.numeric
(figure_name) @constant
(function) @function.builtin
(operator) @operator
(line_comment) @comment.line
