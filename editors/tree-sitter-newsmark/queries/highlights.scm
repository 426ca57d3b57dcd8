; Colours of articles, with the names of captures that Neovim has.

; Blocks
(headline) @markup.heading.1
(subhead) @markup.heading.2
(deck) @markup.heading.3
(byline) @label
(dateline) @label
(block_quote) @markup.quote
(note) @markup.quote
(note_label) @comment.warning
(end_mark) @punctuation.special
[(heading_mark) (underline) (quote_mark) (list_mark)] @markup.list
[(code_fence) (code_content)] @markup.raw.block
(code_language) @label
(html_block) @tag
(table_row "|" @punctuation.special)
(table_delimiter) @punctuation.special
(table . (table_row (table_cell) @markup.heading.4))

; Prose is spelt, ids and addresses are not.
[(headline) (subhead) (deck) (paragraph) (list_item) (block_quote) (note) (table_cell)] @spell
[(byline) (dateline) (speaker) (address) (link_target) (link_label) (code_span) (html_tag)] @nospell
[(footnote_reference) (figure_target) (figure) (placeholder) (rule)] @nospell

; Quotations and who speaks
(quotation) @string
(speaker_name) @label

; Numbers. What they mean is the server's to say.
(figure) @number
(figure_link words: (link_words) @number)
(figure_target) @constant

; Sources
(footnote_reference) @markup.link
(footnote_definition ["[^" "]:"] @markup.link)
(footnote_id) @markup.link.label
[(address) (link_target)] @markup.link.url
(link words: (link_words) @markup.link.label)
(link_label) @markup.link.label
(link_title) @string
(image) @markup.link

; Emphasis
(emphasis) @markup.italic
(strong) @markup.strong
(strikethrough) @markup.strikethrough
(escape) @string.escape
(code_span) @markup.raw
(html_tag) @tag
(critic_markup) @diff.delta

; What readers do not see
(comment) @comment
(note_keyword) @comment.note
(switch_off_keyword) @keyword.directive
(rule) @function
(reason) @string
(placeholder) @comment.todo

; Front matter
(front_matter_mark) @punctuation.special
(key) @property
(entry ":" @punctuation.delimiter)
(nested_entry ":" @punctuation.delimiter)
(scalar) @string
(amount) @number
(as_of) @string.special
(source_id) @markup.link.label
(number) @number
(figure_name) @constant
(function) @function.builtin
(operator) @operator
(line_comment) @comment
((entry key: (key) @_key value: (value (scalar) @markup.heading.1))
  (#eq? @_key "headline"))
