; Headlines and subheads, where the server is not asked.

(headline) @name @item
(subhead) @name @item
