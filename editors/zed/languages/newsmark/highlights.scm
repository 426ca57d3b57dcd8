; Colours of articles, with the names that Zed's themes have.

(headline) @title
(subhead) @title
(deck) @emphasis
(byline) @label
(dateline) @label
(note_label) @keyword
[(heading_mark) (underline) (quote_mark) (end_mark)] @punctuation.special
(list_mark) @punctuation.list_marker
[(code_fence) (code_content) (code_span)] @text.literal
(code_language) @label
[(html_block) (html_tag)] @tag
(table_row "|" @punctuation.special)
(table_delimiter) @punctuation.special

(quotation) @string
(speaker_name) @constant
(speaker_role) @label

(figure) @number
(figure_link words: (link_words) @number)
(figure_target) @constant

(footnote_reference) @link_text
(footnote_id) @link_text
[(address) (link_target)] @link_uri
(link words: (link_words) @link_text)
(link_label) @link_text
(link_title) @string

(emphasis) @emphasis
(strong) @emphasis.strong
(escape) @string.escape

(comment) @comment
(note_keyword) @keyword
(switch_off_keyword) @keyword
(rule) @function
(reason) @string
(placeholder) @hint

(front_matter_mark) @punctuation.special
(key) @property
(entry ":" @punctuation.delimiter)
(nested_entry ":" @punctuation.delimiter)
((entry key: (key) @_key value: (value (scalar) @title))
  (#eq? @_key "headline"))
((entry key: (key) @_key value: (value (scalar) @string))
  (#not-eq? @_key "headline"))
(nested_entry value: (value (scalar) @string))
(item (value (scalar) @string))
(amount) @number
(as_of) @string.special
(source_id) @link_text
(number) @number
(figure_name) @constant
(function) @function
(operator) @operator
(line_comment) @comment
