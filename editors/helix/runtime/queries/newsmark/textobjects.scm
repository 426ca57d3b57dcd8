; `mac` and `mic` take a note to colleagues, `mae` an item or a row.

(comment) @comment.around
(comment) @comment.inside
(list_item) @entry.around
(table_row) @entry.around
