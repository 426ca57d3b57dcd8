// Marks inside a block: what waits in the queue, the end of the block, and everything that opens or closes.

#ifndef NEWSMARK_MARKS_H_
#define NEWSMARK_MARKS_H_

#include "blocks.h"
#include "matter.h"
#include "state.h"

// What was announced before.
static bool scan_queued(Scanner *scanner, TSLexer *lexer) {
  State *state = &scanner->state;
  Queued next = state->queue[0];
  state->n_queued--;
  memmove(state->queue, state->queue + 1, state->n_queued * sizeof(Queued));
  if (next.token == EXPRESSION) {
    while (is_white(lexer->lookahead)) lexer->advance(lexer, true);
    state->n_expression = next.count < UINT16_MAX ? next.count : UINT16_MAX;
    return scan_expression(scanner, lexer);
  }
  mark(scanner);
  if (next.token == BLOCK_END) {
    state->block = NO_BLOCK;
    return found(lexer, BLOCK_END);
  }
  if (next.count > 0) {
    while (is_white(lexer->lookahead)) lexer->advance(lexer, true);
    int32_t last = 0;
    for (uint32_t i = 0; i < next.count; i++) {
      last = lexer->lookahead;
      lexer->advance(lexer, false);
    }
    mark(scanner);
    state->before = before_of(last);
    if (next.token == DATELINE || next.token == HEADING_MARK || next.token == ITEM_MARK) state->before = BEFORE_BLANK;
  }
  return found(lexer, next.token);
}

static uint16_t opens_token(Open open) {
  if (open.kind == OPEN_TILDE) return STRIKE_OPEN;
  return open.count == 1 ? EMPHASIS_OPEN : STRONG_OPEN;
}

// The token that closes something. It may have no width.
static uint16_t closes_token(Open open) {
  if (open.kind == OPEN_QUOTE) return QUOTATION_CLOSE;
  if (open.kind == OPEN_TILDE) return STRIKE_CLOSE;
  return open.count == 1 ? EMPHASIS_CLOSE : STRONG_CLOSE;
}

// At the end of a block or cell: first closes the quotation that goes on in the next paragraph.
static bool scan_unclosed(Scanner *scanner, TSLexer *lexer) {
  Opens *opens = &scanner->state.opens;
  Open open = opens->items[--opens->length];
  return found(lexer, closes_token(open));
}

static bool scan_block_end(Scanner *scanner, TSLexer *lexer) {
  State *state = &scanner->state;
  if (state->opens.length > 0) return scan_unclosed(scanner, lexer);
  state->block = NO_BLOCK;
  return found(lexer, BLOCK_END);
}

static bool scan_line_end(Scanner *scanner, TSLexer *lexer) {
  State *state = &scanner->state;
  Text *text = &scanner->text;
  mark(scanner);
  if (lexer->eof(lexer)) return scan_block_end(scanner, lexer);
  if (state->block == IN_SETEXT && state->opens.length == 0) {
    while (is_white(lexer->lookahead)) lexer->advance(lexer, true);
    while (lexer->lookahead == '=') lexer->advance(lexer, false);
    mark(scanner);
    state->block = IN_LINE;
    return found(lexer, UNDERLINE);
  }
  Span line;
  if (!joined_line(text, 0, &line) || !goes_on(text, state->block, line)) return scan_block_end(scanner, lexer);
  if (state->block == IN_TABLE && state->opens.length > 0) return scan_unclosed(scanner, lexer);
  state->at_break = true;
  return found(lexer, SOFT_BREAK);
}

static bool text_token(Scanner *scanner, TSLexer *lexer, int32_t last) {
  scanner->state.before = before_of(last);
  return found(lexer, TEXT);
}

// A mark that stands for nothing else.
static bool plain(Scanner *scanner, TSLexer *lexer) {
  return text_token(scanner, lexer, scanner->text.data[scanner->text.length - 1]);
}

static bool opened(Scanner *scanner, TSLexer *lexer, Open open, uint16_t token) {
  State *state = &scanner->state;
  state->opens.items[state->opens.length++] = open;
  state->before = BEFORE_OPENING;
  return found(lexer, token);
}

static int innermost_link(const Opens *opens) {
  int link = opens->length - 1;
  while (link >= 0 && opens->items[link].kind != OPEN_LINK) link--;
  return link;
}

static bool scan_escape(Scanner *scanner, TSLexer *lexer) {
  Text *text = &scanner->text;
  take(scanner, 1);
  text->limit = MOST_INLINE;
  uint32_t length = escaped(text, 1, is_newline(at(text, 1)) ? 1 : MOST_INLINE);
  if (length == 0) return text_token(scanner, lexer, '\\');
  scanner->state.before = BEFORE_OTHER;
  queue(scanner, ESCAPED, length);
  return found(lexer, ESCAPE_MARK);
}

static bool scan_less(Scanner *scanner, TSLexer *lexer) {
  Text *text = &scanner->text;
  State *state = &scanner->state;
  take(scanner, 1);
  if (lexer->lookahead == '!') {
    Span all = {0, 4};
    if (!starts_with(text, all, "<!--")) return text_token(scanner, lexer, '<');
    mark(scanner);
    uint32_t stop = inline_stop(scanner, MOST_LINK);
    uint32_t end = comment_end(text, 4, stop);
    if (end == 0) {
      text->limit = UINT32_MAX;
      stop = block_end(text, state->block, 4);
      end = comment_end(text, 4, stop);
    }
    queue_comment(scanner, (Span){4, end == 0 ? stop : end - 3}, end != 0);
    return found(lexer, COMMENT_OPEN);
  }
  uint32_t stop = inline_stop(scanner, MOST_LINK);
  uint32_t end = address_end(text, 1, stop);
  if (end == 0 && state->block == IN_FOOTNOTE) {
    end = 1;
    while (end < stop && !is_white(at(text, end)) && at(text, end) != '<' && at(text, end) != '>') end++;
    if (end == 1 || char_at(text, end, stop) != '>') end = 0;
  }
  if (end != 0) {
    if (char_at(text, end, stop) != '>') return text_token(scanner, lexer, '<');
    queue(scanner, ADDRESS, end - 1);
    queue(scanner, AUTOLINK_CLOSE, 1);
    return found(lexer, AUTOLINK_OPEN);
  }
  end = tag_end(text, 0, stop);
  if (end == 0) return text_token(scanner, lexer, '<');
  queue(scanner, TAG_REST, end - 1);
  return found(lexer, TAG_OPEN);
}

static bool scan_code(Scanner *scanner, TSLexer *lexer) {
  Text *text = &scanner->text;
  uint32_t length = 0;
  while (lexer->lookahead == '`') text_read(text), length++;
  mark(scanner);
  uint32_t stop = inline_stop(scanner, MOST_LINK);
  uint32_t end = code_end(text, length, stop, length);
  if (end == 0) return text_token(scanner, lexer, '`');
  queue_if(scanner, CODE_TEXT, length_of(trim(text, (Span){length, end - length})));
  queue(scanner, CODE_CLOSE, length);
  return found(lexer, CODE_OPEN);
}

static bool scan_critic(Scanner *scanner, TSLexer *lexer) {
  Text *text = &scanner->text;
  take(scanner, 1);
  // The three characters of the mark end the token, if they are one.
  bool may_open = is_one(lexer->lookahead, "+-~>=");
  if (!may_open || critic_kind(text, 0, 3) == N_CRITIC) return text_token(scanner, lexer, '{');
  mark(scanner);
  uint32_t kind = critic_kind(text, 0, 3);
  uint32_t stop = inline_stop(scanner, MOST_LINK);
  uint32_t end = critic_end(text, 3, stop, kind);
  if (end == 0) return text_token(scanner, lexer, '{');
  queue_if(scanner, CRITIC_TEXT, length_of(trim(text, (Span){3, end - 3})));
  queue(scanner, CRITIC_CLOSE_MARK, 3);
  return found(lexer, CRITIC_OPEN_MARK);
}

// `[TK: name of the ship]`: the length behind the bracket; or 0.
static uint32_t placeholder_length(Text *text, uint32_t stop) {
  uint32_t word = 1;
  while (word < stop && at(text, word) >= 'A' && at(text, word) <= 'Z') word++;
  Span name = {1, word};
  bool is_bare = equals(text, name, "XX") || equals(text, name, "XXX");
  if (!equals(text, name, "TK") && !equals(text, name, "TKTK") && !is_bare) return 0;
  for (uint32_t i = word; i < stop && i < 200; i++) {
    int32_t c = at(text, i);
    if (c == ']') return !is_bare || i == word ? i : 0;
    if (c == '[' || is_newline(c)) return 0;
  }
  return 0;
}

static bool scan_bracket(Scanner *scanner, TSLexer *lexer) {
  Text *text = &scanner->text;
  State *state = &scanner->state;
  bool is_image = lexer->lookahead == '!';
  take(scanner, 1);
  if (is_image) {
    if (lexer->lookahead != '[') return text_token(scanner, lexer, '!');
    text_read(text);
    if (lexer->lookahead == '^') return text_token(scanner, lexer, '!');
    mark(scanner);
  } else if (lexer->lookahead == '^') {
    text_read(text);
    mark(scanner);
    uint32_t end = id_end(text, 2, inline_stop(scanner, MOST_LINK));
    if (end == 0) return text_token(scanner, lexer, '^');
    queue(scanner, FOOTNOTE_ID, end - 2);
    queue(scanner, FOOTNOTE_CLOSE, 1);
    return found(lexer, FOOTNOTE_OPEN);
  }
  uint32_t stop = inline_stop(scanner, MOST_LINK), start = is_image ? 2 : 1;
  Link link = link_from(text, start, stop);
  if (link.is_link && state->opens.length < MOST_OPEN) {
    bool is_figure = !is_image && !link.is_reference && at(text, link.target.start) == '#';
    return opened(scanner, lexer, (Open){OPEN_LINK, 0}, is_image ? IMAGE_OPEN : is_figure ? FIGURE_LINK_OPEN : LINK_OPEN);
  }
  uint32_t rest = is_image ? 0 : placeholder_length(text, stop);
  if (rest > 0) {
    queue(scanner, PLACEHOLDER_REST, rest);
    return found(lexer, PLACEHOLDER_OPEN);
  }
  int around = innermost_link(&state->opens);
  if (around >= 0) state->opens.items[around].count++;
  return text_token(scanner, lexer, '[');
}

static bool scan_bracket_close(Scanner *scanner, TSLexer *lexer) {
  Text *text = &scanner->text;
  State *state = &scanner->state;
  int around = innermost_link(&state->opens);
  if (around >= 0 && state->opens.items[around].count == 0 && around + 1 < state->opens.length) {
    mark(scanner);
    return scan_unclosed(scanner, lexer);
  }
  take(scanner, 1);
  if (around < 0) return text_token(scanner, lexer, ']');
  if (state->opens.items[around].count > 0) {
    state->opens.items[around].count--;
    return text_token(scanner, lexer, ']');
  }
  text_read(text);
  mark(scanner);
  Link link = link_at_middle(text, 0, inline_stop(scanner, MOST_LINK));
  state->opens.length = around;
  if (link.is_reference) {
    queue(scanner, LINK_LABEL, length_of(link.target));
    queue(scanner, REFERENCE_CLOSE, 1);
    return found(lexer, REFERENCE_MIDDLE);
  }
  queue_if(scanner, at(text, link.target.start) == '#' ? FIGURE_TARGET : LINK_TARGET, length_of(link.target));
  queue_if(scanner, LINK_TITLE, length_of(link.title));
  queue(scanner, LINK_CLOSE, 1);
  return found(lexer, LINK_MIDDLE);
}

static bool scan_emphasis(Scanner *scanner, TSLexer *lexer) {
  Text *text = &scanner->text;
  State *state = &scanner->state;
  Before before = state->before;
  int32_t c = lexer->lookahead;
  OpenKind kind = emphasis_kind(c);
  Open around = state->opens.length > 0 ? state->opens.items[state->opens.length - 1] : (Open){OPEN_LINK, 0};
  bool may_close = around.kind == kind && before != BEFORE_BLANK;
  uint32_t length = 0;
  while (lexer->lookahead == c && !lexer->eof(lexer)) {
    text_read(text);
    length++;
    if (may_close && length == around.count) mark(scanner);
  }
  bool is_rest = before == BEFORE_REST_OF_RUN;
  int32_t next = lexer->eof(lexer) ? END : lexer->lookahead;
  bool is_plain_here = !is_rest && is_plain_run(c, length, before, next);
  if (may_close && !is_plain_here && length >= around.count) {
    state->opens.length--;
    state->before = BEFORE_REST_OF_RUN;
    if (length == around.count) state->before = BEFORE_OTHER;
    return found(lexer, closes_token(around));
  }
  mark(scanner);
  bool may_open = !is_plain_here && !is_rest && before_of(next) != BEFORE_BLANK && state->opens.length < MOST_OPEN;
  if (!may_open || length > 3) return text_token(scanner, lexer, c);
  Opens opens = state->opens;
  opens.items[opens.length++] = (Open){kind, length};
  uint32_t stop = inline_stop(scanner, MOST_INLINE);
  if (resolve(text, length, stop, opens) != RESOLVED_CLOSED) return text_token(scanner, lexer, c);
  Open open = {kind, length};
  return opened(scanner, lexer, open, opens_token(open));
}

static bool scan_quotation(Scanner *scanner, TSLexer *lexer) {
  Text *text = &scanner->text;
  State *state = &scanner->state;
  int32_t c = lexer->lookahead;
  Before before = state->before;
  take(scanner, 1);
  int32_t next = lexer->eof(lexer) ? END : lexer->lookahead;
  int closed = closes_quotation(&state->opens, c, before, next);
  if (closed >= 0 && closed == state->opens.length - 1) {
    state->opens.length--;
    state->before = BEFORE_OTHER;
    return found(lexer, QUOTATION_CLOSE);
  }
  uint32_t kind = opens_quotation(c, before, next);
  if (kind == N_QUOTES || state->opens.length == MOST_OPEN) return text_token(scanner, lexer, c);
  Opens opens = state->opens;
  opens.items[opens.length++] = (Open){OPEN_QUOTE, kind};
  uint32_t stop = inline_stop(scanner, MOST_INLINE);
  Resolved resolved = resolve(text, 1, stop, opens);
  if (resolved == RESOLVED_CLOSED) return opened(scanner, lexer, (Open){OPEN_QUOTE, kind}, QUOTATION_OPEN);
  // One that goes on in the next paragraph ends with this one.
  bool goes_on_here = resolved == RESOLVED_UNCLOSED && kind == QUOTE_CURLY && state->opens.length == 0;
  if (goes_on_here && state->block == IN_PARAGRAPH && stop < MOST_INLINE) {
    return opened(scanner, lexer, (Open){OPEN_QUOTE, QUOTE_UNCLOSED}, QUOTATION_OPEN);
  }
  return text_token(scanner, lexer, c);
}

#endif
