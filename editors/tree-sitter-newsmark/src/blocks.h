// What begins at the first words of a line: each block starts with a token without width, and what then follows for
// certain is queued.

#ifndef NEWSMARK_BLOCKS_H_
#define NEWSMARK_BLOCKS_H_

#include "dateline.h"
#include "front_matter.h"
#include "state.h"

static void enter(Scanner *scanner, Block block) {
  State *state = &scanner->state;
  state->block = block;
  state->before = BEFORE_BLANK;
  state->at_break = false;
  state->at_line_start = true;
}

// What stands inside a comment of this many characters behind its `<!--`, and what ends it.
static void queue_comment(Scanner *scanner, Span inside, bool is_closed) {
  Text *text = &scanner->text;
  Span words = trim(text, inside);
  if (is_closed && starts_with(text, words, "ok:")) {
    queue(scanner, SWITCH_OFF_MARK, 3);
    words = trim(text, (Span){words.start + 3, words.end});
    Span rule = {words.start, words.start};
    while (rule.end < words.end && !is_white(at(text, rule.end)) && at(text, rule.end) != '"' &&
           at(text, rule.end) != 0x201C && at(text, rule.end) != 0x201D) {
      rule.end++;
    }
    queue_if(scanner, RULE, length_of(rule));
    words = trim(text, (Span){rule.end, words.end});
    int32_t first = at(text, words.start), last = is_empty(words) ? END : at(text, words.end - 1);
    bool is_reason = length_of(words) >= 2 && (first == '"' || first == 0x201C || first == 0x201D) &&
                     (last == '"' || last == 0x201C || last == 0x201D);
    queue_if(scanner, is_reason ? REASON : COMMENT_TEXT, length_of(words));
  } else {
    if (starts_with(text, words, "note:")) {
      queue(scanner, NOTE_MARK, 5);
      words = trim(text, (Span){words.start + 5, words.end});
    }
    queue_if(scanner, COMMENT_TEXT, length_of(words));
  }
  queue(scanner, COMMENT_CLOSE, is_closed ? 3 : 0);
}

// A comment alone on its lines. It is none if another opens before it closes, or if words stand behind it.
static bool comment_block(Scanner *scanner) {
  Text *text = &scanner->text;
  uint32_t close = 4;
  while (!starts_with(text, (Span){close, UINT32_MAX}, "-->")) {
    if (at(text, close) == END || starts_with(text, (Span){close, UINT32_MAX}, "<!--")) return false;
    close++;
  }
  if (!is_empty(trim(text, line_at(text, close + 3)))) return false;
  enter(scanner, IN_RAW);
  queue(scanner, COMMENT_OPEN, 4);
  queue_comment(scanner, (Span){4, close}, true);
  queue(scanner, BLOCK_END, 0);
  return true;
}

static void queue_code(Scanner *scanner, Span first, uint32_t fence, Span content) {
  Text *text = &scanner->text;
  Span words = trim(text, first);
  Span info = trim(text, (Span){words.start + fence, words.end});
  queue(scanner, FENCE, fence);
  queue_if(scanner, CODE_LANGUAGE, length_of(info));
  queue_if(scanner, CODE_CONTENT, length_of(trim(text, content)));
}

// Code between fences. Without a partner further down it is none.
static bool code_block(Scanner *scanner, Span first, Line fence) {
  Text *text = &scanner->text;
  uint8_t *unclosed = &scanner->state.unclosed[fence.mark == '~'];
  uint32_t length = fence.count < 255 ? fence.count : 255;
  if (*unclosed != 0 && length >= *unclosed) return false;
  for (uint32_t start = after_newline(text, first.end); at(text, start) != END;) {
    Span line = line_at(text, start);
    Line closer = classify(text, trim(text, line));
    if (closer.opening == OPENS_FENCE && closer.is_bare && closer.mark == fence.mark && closer.count >= fence.count) {
      enter(scanner, IN_RAW);
      queue_code(scanner, first, fence.count, (Span){first.end, line.start});
      queue(scanner, FENCE, closer.count);
      queue(scanner, BLOCK_END, 0);
      return true;
    }
    uint32_t next = after_newline(text, line.end);
    if (next == line.end) break;
    start = next;
  }
  *unclosed = length;
  return false;
}

// How many characters the label of a note to readers has that begins at a place: `**Correction (2025-03-06):**`; or 0.
static uint32_t label_length(Text *text, uint32_t place) {
  static const char *const labels[] = {
      "correction", "corrections", "corrected", "clarification", "update", "updated", "editor's note", "editors' note",
  };
  uint32_t i = place, bytes = 0;
  while (at(text, i) == '*' || at(text, i) == '_') i++;
  uint32_t start = i, end = 0;
  for (;; i++) {
    int32_t c = at(text, i);
    bytes += c == END ? 0 : utf8_length(c);
    if (c == END || is_newline(c) || bytes > 60) return 0;
    if (end == 0 && (c == '(' || c == ':')) end = i;
    if (c == ':') break;
  }
  while (end > start && (at(text, end - 1) == '*' || at(text, end - 1) == '_' || at(text, end - 1) == ' ')) end--;
  bool is_label = false;
  for (size_t k = 0; k < sizeof labels / sizeof *labels && !is_label; k++) {
    is_label = end - start == strlen(labels[k]);
    for (uint32_t j = start; j < end && is_label; j++) {
      int32_t c = small(at(text, j));
      is_label = (c == 0x2019 ? '\'' : c) == labels[k][j - start];
    }
  }
  if (!is_label) return 0;
  for (i++; at(text, i) == '*' || at(text, i) == '_'; i++) continue;
  return i - place;
}

// The first words of a block quote, behind its marks.
static uint32_t quote_words(Text *text) {
  uint32_t place = 0;
  for (;;) {
    int32_t c = at(text, place);
    if (c == '>' || c == ' ' || c == '\t') {
      place++;
    } else if (is_newline(c)) {
      Span line;
      if (!joined_line(text, place, &line) || !goes_on(text, IN_QUOTE, line)) return place;
      place = line.start;
    } else {
      return place;
    }
  }
}

// Whether a paragraph is in italics from end to end.
static bool is_italic(Text *text, Span words) {
  int32_t sign = at(text, words.start);
  if ((sign != '*' && sign != '_') || length_of(words) < 3 || at(text, words.end - 1) != sign) return false;
  Span inner = {words.start + 1, words.end - 1};
  Span trimmed = trim(text, inner);
  return trimmed.start == inner.start && trimmed.end == inner.end && !contains(text, inner, sign);
}

// A paragraph of some kind, or what an opening mark that nothing closes makes of it.
static uint16_t paragraph(Scanner *scanner, Span line, bool after_headline) {
  Text *text = &scanner->text;
  State *state = &scanner->state;
  enter(scanner, IN_PARAGRAPH);
  Span words = {0, 0};
  int32_t first = at(text, 0);
  bool is_comment = starts_with(text, line, "<!--");
  bool is_code = starts_with(text, line, "```") || starts_with(text, line, "~~~");
  bool is_deck = after_headline && (first == '*' || first == '_');
  if (is_comment || is_code || is_deck) words = trim(text, (Span){0, block_end(text, IN_PARAGRAPH, 0)});
  if (is_code) {
    state->block = IN_RAW;
    queue_code(scanner, line, run_of(text, line, first), (Span){line.end, words.end});
    queue(scanner, BLOCK_END, 0);
    return CODE_START;
  }
  bool is_closed = false;
  for (uint32_t i = 4; i + 2 < words.end && is_comment && !is_closed; i++) {
    is_closed = starts_with(text, (Span){i, words.end}, "-->");
  }
  if (is_comment && !is_closed) {
    state->block = IN_RAW;
    queue(scanner, COMMENT_OPEN, 4);
    queue_comment(scanner, (Span){4, words.end}, false);
    queue(scanner, BLOCK_END, 0);
    return COMMENT_START;
  }
  if (is_deck && is_italic(text, words)) return DECK_START;
  Span next;
  if (is_byline(text, trim(text, line)) && !(joined_line(text, line.end, &next) && goes_on(text, IN_PARAGRAPH, next))) {
    return BYLINE_START;
  }
  if (state->n_datelines > 0) {
    state->n_datelines--;
    text->limit = 160;
    uint32_t end = dateline_end(text);
    if (end != 0) {
      state->n_datelines = 0;
      state->at_line_start = false;
      queue(scanner, DATELINE, end);
    }
  }
  return PARAGRAPH_START;
}

static uint16_t link_definition(Scanner *scanner, Span words) {
  Text *text = &scanner->text;
  uint32_t close = words.start + 1;
  while (at(text, close) != ']' || at(text, close + 1) != ':') close++;
  Span rest = trim(text, (Span){close + 2, words.end});
  Span target = {rest.start, rest.start};
  while (target.end < rest.end && at(text, target.end) != ' ' && at(text, target.end) != '\t') target.end++;
  enter(scanner, IN_RAW);
  queue(scanner, LINK_OPEN, 1);
  queue(scanner, LINK_LABEL, close - words.start - 1);
  queue(scanner, FOOTNOTE_COLON, 2);
  queue(scanner, at(text, target.start) == '#' ? FIGURE_TARGET : LINK_TARGET, length_of(target));
  queue_if(scanner, LINK_TITLE, length_of(trim(text, (Span){target.end, rest.end})));
  queue(scanner, BLOCK_END, 0);
  return LINK_DEFINITION_START;
}

static uint16_t footnote(Scanner *scanner) {
  Text *text = &scanner->text;
  uint32_t close = 2;
  while (at(text, close) != ']') close++;
  enter(scanner, IN_FOOTNOTE);
  queue(scanner, FOOTNOTE_OPEN, 2);
  queue(scanner, FOOTNOTE_ID, close - 2);
  queue(scanner, FOOTNOTE_COLON, 2);
  return FOOTNOTE_START;
}

// What begins at the first words of a line. The text begins there as well.
static uint16_t block_start(Scanner *scanner) {
  Text *text = &scanner->text;
  State *state = &scanner->state;
  bool after_headline = state->after_headline;
  state->after_headline = false;
  Span range = line_at(text, 0);
  Span words = trim(text, range);
  Line line = classify(text, words);
  switch (line.opening) {
    case OPENS_HEADING:
      enter(scanner, IN_LINE);
      queue(scanner, HEADING_MARK, line.count);
      if (line.count > 1) return SUBHEAD_START;
      state->after_headline = true;
      state->n_datelines = MOST_DATELINES;
      return HEADLINE_START;
    case OPENS_END_MARK:
      enter(scanner, IN_RAW);
      queue(scanner, RAW, length_of(words));
      queue(scanner, BLOCK_END, 0);
      state->n_datelines = MOST_DATELINES;
      return END_MARK_START;
    case OPENS_LINK_DEFINITION: return link_definition(scanner, words);
    case OPENS_FOOTNOTE: return footnote(scanner);
    case OPENS_ITEM:
      enter(scanner, IN_ITEM);
      queue(scanner, ITEM_MARK, line.count);
      return ITEM_START;
    case OPENS_QUOTE:
      enter(scanner, IN_QUOTE);
      state->has_label = label_length(text, quote_words(text)) > 0;
      return state->has_label ? NOTE_START : QUOTE_START;
    case OPENS_COMMENT:
      if (comment_block(scanner)) return COMMENT_START;
      break;
    case OPENS_FENCE:
      if (code_block(scanner, range, line)) return CODE_START;
      break;
    case OPENS_HTML:
      enter(scanner, IN_RAW);
      queue(scanner, RAW, length_of(trim(text, (Span){0, block_end(text, IN_RAW, 0)})));
      queue(scanner, BLOCK_END, 0);
      return HTML_START;
    default: break;
  }
  if (is_table_head(text, range)) {
    enter(scanner, IN_TABLE);
    queue(scanner, LINE_START, 0);
    return TABLE_START;
  }
  Span next;
  if (joined_line(text, range.end, &next) && classify(text, trim(text, next)).opening == OPENS_UNDERLINE) {
    enter(scanner, IN_SETEXT);
    state->after_headline = true;
    state->n_datelines = MOST_DATELINES;
    return SETEXT_START;
  }
  return paragraph(scanner, range, after_headline);
}

static bool scan_block(Scanner *scanner, TSLexer *lexer) {
  State *state = &scanner->state;
  bool is_top = !state->is_started;
  while (!lexer->eof(lexer) && is_white(lexer->lookahead)) {
    is_top = false;
    lexer->advance(lexer, true);
  }
  if (lexer->eof(lexer)) return false;
  mark(scanner);
  state->is_started = true;
  uint32_t n_lines = is_top && lexer->lookahead == '-' ? matter_lines(&scanner->text) : 0;
  if (n_lines > 0 && n_lines < MOST_LINES) {
    state->block = IN_FRONT_MATTER;
    state->n_lines = n_lines;
    state->key = UNDER_OTHER;
    queue(scanner, MATTER_MARK, 3);
    return found(lexer, FRONT_MATTER_START);
  }
  return found(lexer, block_start(scanner));
}

#endif
