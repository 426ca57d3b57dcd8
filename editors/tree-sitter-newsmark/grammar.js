/**
 * @file Newsmark, a light markup for news articles: blocks and what is inside them, by their shape.
 *
 * Every text is accepted and there is no error: the scanner in src/scanner.c says where things begin and end once it has
 * seen both, and what is written here is only which of them hold which. What needs the whole text or lists of words
 * (plain headlines, wire copy, what a figure means) is the language server's to say.
 *
 * @author The Newsmark authors
 * @license MIT OR Apache-2.0
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

module.exports = grammar({
  name: 'newsmark',

  // Blanks of any width, and line ends; between blocks nothing else stands.
  extras: () => [/[\u0009-\u000d \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/],

  // In the order of `enum TokenType` in src/scanner.c.
  externals: ($) => [
    $._front_matter_start,
    $._headline_start,
    $._setext_start,
    $._subhead_start,
    $._paragraph_start,
    $._deck_start,
    $._byline_start,
    $._item_start,
    $._quote_start,
    $._note_start,
    $._footnote_start,
    $._link_definition_start,
    $._table_start,
    $._comment_start,
    $._code_start,
    $._html_start,
    $._end_mark_start,
    $._block_end,
    $._soft_break,

    $.front_matter_mark,
    $._line_start,
    $._entry_start,
    $.line_comment,
    $.unknown_line,
    $.key,
    $._nested_key,
    $._colon,
    $._matter_item_mark,
    $._value_quote,
    $._scalar,
    $.amount,
    $.as_of,
    $.source_id,
    $._semicolon,
    $._expression_mark,
    $.figure_name,
    $.function,
    $.number,
    $.operator,

    $.heading_mark,
    $.underline,
    $.list_mark,
    $.quote_mark,
    $.note_label,
    $._speaker_mark,
    $.speaker_name,
    $._speaker_comma,
    $.speaker_role,
    $.dateline,
    $._raw,
    $.code_fence,
    $.code_language,
    $.code_content,
    $._bar,
    $.table_delimiter,

    $._text,
    $._escape_mark,
    $._escaped,
    $.figure,
    $._placeholder,
    $._placeholder_open,
    $._placeholder_rest,
    $.address,
    $._autolink_open,
    $._autolink_close,
    $._tag_open,
    $._tag_rest,
    $._code_open,
    $._code_text,
    $._code_close,
    $._critic_open,
    $._critic_text,
    $._critic_close,
    $._comment_open,
    $._switch_off_mark,
    $.rule,
    $.reason,
    $._note_mark,
    $._comment_text,
    $._comment_close,
    $._footnote_open,
    $.footnote_id,
    $._footnote_close,
    $._footnote_colon,
    $._link_open,
    $._figure_link_open,
    $._image_open,
    $._link_middle,
    $._reference_middle,
    $.link_target,
    $._figure_target,
    $.link_title,
    $.link_label,
    $._link_close,
    $._reference_close,
    $._emphasis_open,
    $._emphasis_close,
    $._strong_open,
    $._strong_close,
    $._strike_open,
    $._strike_close,
    $._quotation_open,
    $._quotation_close,

    $._recovery,
  ],

  rules: {
    document: ($) => seq(optional($.front_matter), repeat($._block)),

    _block: ($) =>
      choice(
        $.headline,
        $.subhead,
        $.paragraph,
        $.deck,
        $.byline,
        $.list_item,
        $.block_quote,
        $.note,
        $.footnote_definition,
        $.link_definition,
        $.table,
        seq($._comment_start, $.comment, $._block_end),
        $.code_block,
        $.html_block,
        $.end_mark,
      ),

    // Front matter

    front_matter: ($) =>
      seq(
        $._front_matter_start,
        $.front_matter_mark,
        repeat(seq($._line_start, choice($.line_comment, $.unknown_line, $._nested))),
        repeat($.entry),
        optional(seq($._entry_start, $.front_matter_mark)),
        $._block_end,
      ),
    entry: ($) =>
      prec.right(
        seq(
          $._entry_start,
          field('key', $.key),
          alias($._colon, ':'),
          optional(field('value', $.value)),
          optional($.line_comment),
          repeat(seq($._line_start, choice($._nested, $.line_comment, $.unknown_line))),
        ),
      ),
    _nested: ($) => choice($.nested_entry, $.item),
    nested_entry: ($) =>
      prec.right(
        seq(
          field('key', alias($._nested_key, $.key)),
          alias($._colon, ':'),
          optional(field('value', $.value)),
          optional($.line_comment),
        ),
      ),
    item: ($) =>
      prec.right(
        choice(
          seq(
            alias($._matter_item_mark, '-'),
            optional(choice($.value, alias($._expression, $.value))),
            optional($.line_comment),
          ),
          alias($._expression, $.value),
        ),
      ),
    value: ($) =>
      prec.right(
        choice(
          seq(alias($._value_quote, '"'), optional(alias($._scalar, $.scalar)), alias($._value_quote, '"')),
          alias($._scalar, $.scalar),
          seq(
            choice(
              seq($.amount, optional(alias($._semicolon, ';'))),
              alias($._semicolon, ';'),
            ),
            optional($.as_of),
            optional(alias($._semicolon, ';')),
            optional($.source_id),
          ),
          seq(alias($._expression_mark, '='), optional($._expression)),
        ),
      ),
    _expression: ($) => prec.right(repeat1(choice($.figure_name, $.function, $.number, $.operator))),

    // Blocks

    headline: ($) =>
      choice(
        seq($._headline_start, $.heading_mark, repeat($._inline), optional($.heading_mark), $._block_end),
        seq($._setext_start, repeat($._inline), $.underline, $._block_end),
      ),
    subhead: ($) => seq($._subhead_start, $.heading_mark, repeat($._inline), optional($.heading_mark), $._block_end),
    paragraph: ($) => seq($._paragraph_start, optional($.dateline), repeat($._inline), $._block_end),
    deck: ($) => seq($._deck_start, repeat($._inline), $._block_end),
    byline: ($) => seq($._byline_start, repeat($._inline), $._block_end),
    list_item: ($) => seq($._item_start, $.list_mark, repeat($._inline), $._block_end),
    block_quote: ($) => seq($._quote_start, repeat(choice($._inline, $.quote_mark, $.speaker)), $._block_end),
    note: ($) =>
      seq(
        $._note_start,
        repeat1(choice($.quote_mark, $._soft_break)),
        $._line_start,
        $.note_label,
        repeat(choice($._inline, $.quote_mark, $.speaker)),
        $._block_end,
      ),
    speaker: ($) =>
      seq(
        alias($._speaker_mark, '—'),
        optional(field('name', $.speaker_name)),
        optional(alias($._speaker_comma, ',')),
        optional(field('role', $.speaker_role)),
      ),
    footnote_definition: ($) =>
      seq(
        $._footnote_start,
        alias($._footnote_open, '[^'),
        field('id', $.footnote_id),
        alias($._footnote_colon, ']:'),
        repeat($._inline),
        $._block_end,
      ),
    link_definition: ($) =>
      seq(
        $._link_definition_start,
        alias($._link_open, '['),
        field('label', $.link_label),
        alias($._footnote_colon, ']:'),
        optional(field('target', choice($.link_target, alias($._figure_target, $.figure_target)))),
        optional(field('title', $.link_title)),
        $._block_end,
      ),
    table: ($) => seq($._table_start, repeat1(choice($.table_row, $._delimiter_row)), $._block_end),
    table_row: ($) => seq($._line_start, repeat1(choice(alias($._bar, '|'), $.table_cell)), optional($._soft_break)),
    _delimiter_row: ($) => seq($._line_start, $.table_delimiter, optional($._soft_break)),
    table_cell: ($) => prec.right(repeat1($._cell_inline)),
    code_block: ($) =>
      seq(
        $._code_start,
        $.code_fence,
        optional(field('language', $.code_language)),
        optional(field('content', $.code_content)),
        optional($.code_fence),
        $._block_end,
      ),
    html_block: ($) => seq($._html_start, $._raw, $._block_end),
    end_mark: ($) => seq($._end_mark_start, $._raw, $._block_end),

    // Inside blocks

    _inline: ($) => choice($._cell_inline, $._soft_break),
    _cell_inline: ($) =>
      choice(
        $._text,
        $.escape,
        $.figure,
        $.placeholder,
        $.address,
        $.autolink,
        $.html_tag,
        $.code_span,
        $.critic_markup,
        $.comment,
        $.footnote_reference,
        $.link,
        $.figure_link,
        $.image,
        $.emphasis,
        $.strong,
        $.strikethrough,
        $.quotation,
      ),
    escape: ($) => seq($._escape_mark, $._escaped),
    placeholder: ($) => choice($._placeholder, seq($._placeholder_open, $._placeholder_rest)),
    autolink: ($) => seq(alias($._autolink_open, '<'), $.address, alias($._autolink_close, '>')),
    html_tag: ($) => seq($._tag_open, $._tag_rest),
    code_span: ($) => seq(alias($._code_open, '`'), optional($._code_text), alias($._code_close, '`')),
    critic_markup: ($) => seq($._critic_open, optional($._critic_text), $._critic_close),
    comment: ($) =>
      seq(
        alias($._comment_open, '<!--'),
        optional(
          choice(
            $._comment_text,
            seq(alias($._note_mark, $.note_keyword), optional($._comment_text)),
            alias($._switch_off, $.switch_off),
          ),
        ),
        alias($._comment_close, '-->'),
      ),
    _switch_off: ($) =>
      prec.right(
        seq(alias($._switch_off_mark, $.switch_off_keyword), optional($.rule), optional(choice($.reason, $._comment_text))),
      ),
    footnote_reference: ($) =>
      seq(alias($._footnote_open, '[^'), field('id', $.footnote_id), alias($._footnote_close, ']')),
    link: ($) =>
      seq(
        alias($._link_open, '['),
        optional(field('words', $.link_words)),
        choice(
          seq(
            alias($._link_middle, ']('),
            optional(field('target', $.link_target)),
            optional(field('title', $.link_title)),
            alias($._link_close, ')'),
          ),
          seq(alias($._reference_middle, ']['), field('label', $.link_label), alias($._reference_close, ']')),
        ),
      ),
    figure_link: ($) =>
      seq(
        alias($._figure_link_open, '['),
        optional(field('words', $.link_words)),
        alias($._link_middle, ']('),
        field('target', alias($._figure_target, $.figure_target)),
        optional(field('title', $.link_title)),
        alias($._link_close, ')'),
      ),
    image: ($) =>
      seq(
        alias($._image_open, '!['),
        optional(field('words', $.link_words)),
        choice(
          seq(
            alias($._link_middle, ']('),
            optional(field('target', choice($.link_target, alias($._figure_target, $.figure_target)))),
            optional(field('title', $.link_title)),
            alias($._link_close, ')'),
          ),
          seq(alias($._reference_middle, ']['), field('label', $.link_label), alias($._reference_close, ']')),
        ),
      ),
    link_words: ($) => repeat1(choice($._inline, $.quote_mark)),
    emphasis: ($) =>
      seq(alias($._emphasis_open, '*'), repeat(choice($._inline, $.quote_mark)), alias($._emphasis_close, '*')),
    strong: ($) => seq(alias($._strong_open, '**'), repeat(choice($._inline, $.quote_mark)), alias($._strong_close, '**')),
    strikethrough: ($) =>
      seq(alias($._strike_open, '~~'), repeat(choice($._inline, $.quote_mark)), alias($._strike_close, '~~')),
    quotation: ($) =>
      seq(
        alias($._quotation_open, $.quotation_mark),
        repeat(choice($._inline, $.quote_mark, $.speaker)),
        alias($._quotation_close, $.quotation_mark),
      ),
  },
});
