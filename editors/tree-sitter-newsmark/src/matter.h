// The lines of front matter, each with its key and value, and the expressions of the ledger.

#ifndef NEWSMARK_MATTER_H_
#define NEWSMARK_MATTER_H_

#include "front_matter.h"
#include "state.h"

// The value in the rest of a line.
static void queue_value(Scanner *scanner, Span rest, bool is_figure) {
  Text *text = &scanner->text;
  Span value = value_in(text, rest);
  uint32_t length = length_of(value);
  if (length == 0) {
  } else if (is_quoted(text, value)) {
    queue(scanner, VALUE_QUOTE, 1);
    queue_if(scanner, VALUE, length_of(trim(text, (Span){value.start + 1, value.end - 1})));
    queue(scanner, VALUE_QUOTE, 1);
  } else if (is_figure && at(text, value.start) == '=') {
    queue(scanner, EXPRESSION_MARK, 1);
    queue_if(scanner, EXPRESSION, length_of(trim(text, (Span){value.start + 1, value.end})));
  } else if (is_figure) {
    static const uint8_t parts[] = {AMOUNT, AS_OF, SOURCE_ID};
    for (int i = 0; i < 3; i++) {
      Span part = value;
      part.end = part.start;
      while (part.end < value.end && (i == 2 || at(text, part.end) != ';')) part.end++;
      queue_if(scanner, parts[i], length_of(trim(text, part)));
      if (part.end == value.end) break;
      queue(scanner, SEMICOLON, 1);
      value.start = part.end + 1;
    }
  } else {
    queue(scanner, VALUE, length);
  }
  Span behind = trim(text, (Span){value.end, rest.end});
  queue_if(scanner, MATTER_COMMENT, length_of(behind));
}

// What the key means for the lines below it.
static uint8_t under(Text *text, Span key) {
  if (equals(text, key, "figures")) return UNDER_FIGURES;
  if (equals(text, key, "assert")) return UNDER_ASSERT;
  return equals(text, key, "sources") || equals(text, key, "checks") ? UNDER_NAMED : UNDER_OTHER;
}

static bool scan_matter_line(Scanner *scanner, TSLexer *lexer) {
  State *state = &scanner->state;
  Text *text = &scanner->text;
  mark(scanner);
  if (state->n_lines == 0) {
    state->block = NO_BLOCK;
    state->n_datelines = MOST_DATELINES;
    return found(lexer, BLOCK_END);
  }
  MatterLine line = matter_line(text, 0);
  Span words = line.words;
  state->n_lines--;
  bool is_comment = at(text, words.start) == '#';
  Shape shape = matter_shape(text, line);
  Span key = shape == SHAPE_NESTED ? nested_key_of(text, words) : key_of(text, words);
  Span rest = {key.end + 1, words.end};
  if (shape == SHAPE_FENCE) {
    queue(scanner, MATTER_MARK, 3);
  } else if (shape == SHAPE_COMMENT || is_comment) {
    queue(scanner, MATTER_COMMENT, length_of(words));
  } else if (shape == SHAPE_ENTRY) {
    state->key = under(text, key);
    // A headline given here has its deck below, unless that is given here as well.
    bool is_given = !is_empty(value_in(text, rest));
    if (is_given && equals(text, key, "headline")) state->after_headline = true;
    if (is_given && equals(text, key, "deck")) state->after_headline = false;
    queue(scanner, KEY, length_of(key));
    queue(scanner, COLON, 1);
    queue_value(scanner, rest, false);
  } else if (state->key == UNDER_NAMED && is_item_line(text, words)) {
    // Without a name nothing can refer to it.
    queue(scanner, MATTER_OTHER, length_of(words));
  } else if (shape == SHAPE_NESTED && (state->key == UNDER_ASSERT || is_item_line(text, words))) {
    if (is_item_line(text, words)) {
      queue(scanner, MATTER_ITEM, 1);
      words.start++;
    }
    if (state->key == UNDER_ASSERT) {
      queue_if(scanner, EXPRESSION, length_of(trim(text, words)));
    } else {
      queue_value(scanner, words, false);
    }
  } else if (shape == SHAPE_NESTED && !is_empty(key)) {
    queue(scanner, NESTED_KEY, length_of(key));
    queue(scanner, COLON, 1);
    queue_value(scanner, rest, state->key == UNDER_FIGURES);
  } else {
    queue(scanner, MATTER_OTHER, length_of(words));
  }
  return found(lexer, shape == SHAPE_FENCE || shape == SHAPE_ENTRY ? ENTRY_START : LINE_START);
}

static bool is_name(int32_t c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_'; }

// One piece of an expression. A number takes the words behind it along.
static bool scan_expression(Scanner *scanner, TSLexer *lexer) {
  State *state = &scanner->state;
  Text *text = &scanner->text;
  while (state->n_expression > 0 && is_white(lexer->lookahead)) {
    lexer->advance(lexer, true);
    state->n_expression--;
  }
  uint32_t rest = state->n_expression;
  text->limit = rest;
  int32_t c = at(text, 0);
  uint32_t length = 1;
  uint16_t token = OPERATOR;
  if (c >= 'a' && c <= 'z') {
    while (is_name(at(text, length))) {
      length++;
      mark(scanner);
    }
    if (length == 1) take(scanner, 1);
    state->n_expression -= length;
    return found(lexer, at(text, length) == '(' ? FUNCTION : FIGURE_NAME);
  }
  mark(scanner);
  if (is_digit(c) || c == '$' || c == 0x20AC || c == 0xA3) {
    token = NUMBER;
    for (;; length++) {
      int32_t next = at(text, length);
      bool is_number = is_digit(next) || next == ',' || next == '.' || next == '%' || is_letter(next) || next == ' ';
      bool is_comma_of_call = next == ',' && !is_digit(at(text, length + 1));
      if (!is_number || is_comma_of_call) break;
      if (next != ' ') mark(scanner);
      if (next != ' ') state->n_expression = rest - length - 1;
    }
    if (state->n_expression == rest) state->n_expression = rest - 1;
    return found(lexer, token);
  }
  int32_t second = at(text, 1);
  if ((c == '<' || c == '>' || c == '=') && second == '=') {
    mark(scanner);
    length = 2;
  }
  state->n_expression -= length;
  return found(lexer, token);
}

#endif
