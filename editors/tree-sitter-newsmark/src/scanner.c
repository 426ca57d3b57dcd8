// The scanner of the grammar: reads blocks, then what is inside them, always by looking before it says anything.
//
// Nothing a writer can type is an error, so no mark is announced before its end was found within the same block. A block
// begins with a token without width; what then follows for certain waits in a queue of kinds and lengths. Around a place
// stands what is open there. All of that is the state, which is kept with every token. One token looks no further than
// its block, and inside a paragraph no further than MOST_INLINE or MOST_LINK characters; only front matter, code between fences and
// comments are looked for beyond a blank line.

#include "blocks.h"
#include "marks.h"
#include "matter.h"
#include "state.h"
#include "words.h"

// What stands at the start of a line of a block quote or a table.
static bool scan_line_start(Scanner *scanner, TSLexer *lexer, bool *is_found) {
  State *state = &scanner->state;
  Text *text = &scanner->text;
  *is_found = true;
  while (!lexer->eof(lexer) && is_white(lexer->lookahead) && !is_newline(lexer->lookahead)) lexer->advance(lexer, true);
  if (state->block == IN_QUOTE && lexer->lookahead == '>') {
    take(scanner, 1);
    return found(lexer, QUOTE_MARK);
  }
  state->at_line_start = false;
  if (state->block == IN_QUOTE && !is_newline(lexer->lookahead)) {
    mark(scanner);
    if (state->has_label) {
      state->has_label = false;
      queue(scanner, NOTE_LABEL, label_length(text, 0));
      return found(lexer, LINE_START);
    }
    int32_t c = lexer->lookahead;
    if (c == 0x2014 || c == 0x2013 || c == '-') {
      uint32_t length = 0;
      while (lexer->lookahead == c) text_read(text), length++;
      mark(scanner);
      Span line = line_at(text, 0);
      Span words = trim(text, line), next;
      bool is_dash = (c != '-' || length >= 2) && is_blank(at(text, length)) && length_of(words) > length + 1;
      if (is_dash && !(joined_line(text, line.end, &next) && goes_on(text, IN_QUOTE, next))) {
        Span name = trim(text, (Span){length, words.end});
        uint32_t comma = name.start;
        while (comma < name.end && at(text, comma) != ',') comma++;
        queue_if(scanner, SPEAKER_NAME, length_of(trim(text, (Span){name.start, comma})));
        if (comma < name.end) queue(scanner, SPEAKER_COMMA, 1);
        if (comma < name.end) queue_if(scanner, SPEAKER_ROLE, length_of(trim(text, (Span){comma + 1, name.end})));
        return found(lexer, SPEAKER_MARK);
      }
      return text_token(scanner, lexer, c);
    }
  }
  *is_found = false;
  return false;
}

static bool scan_inline(Scanner *scanner, TSLexer *lexer) {
  State *state = &scanner->state;
  Text *text = &scanner->text;
  if (state->at_break) {
    uint32_t n_ends = 0;
    while (!lexer->eof(lexer) && is_white(lexer->lookahead)) {
      n_ends += is_newline(lexer->lookahead);
      lexer->advance(lexer, true);
    }
    state->at_break = false;
    state->at_line_start = true;
    state->before = BEFORE_BLANK;
    if (state->block == IN_TABLE && n_ends > 0) {
      mark(scanner);
      Span words = trim(text, line_at(text, 0));
      if (classify(text, words).opening == OPENS_DELIMITER) queue(scanner, TABLE_DELIMITER, length_of(words));
      return found(lexer, LINE_START);
    }
  }
  if (state->at_line_start) {
    bool is_found = false;
    bool result = scan_line_start(scanner, lexer, &is_found);
    if (is_found) return result;
  }
  if (lexer->eof(lexer) || is_newline(lexer->lookahead)) return scan_line_end(scanner, lexer);
  switch (lexer->lookahead) {
    case '\\': return scan_escape(scanner, lexer);
    case '<': return scan_less(scanner, lexer);
    case '`': return scan_code(scanner, lexer);
    case '{': return scan_critic(scanner, lexer);
    case '!':
    case '[': return scan_bracket(scanner, lexer);
    case ']': return scan_bracket_close(scanner, lexer);
    case '*':
    case '_':
    case '~': return scan_emphasis(scanner, lexer);
    case '|':
      if (state->block != IN_TABLE) break;
      mark(scanner);
      if (state->opens.length > 0) return scan_unclosed(scanner, lexer);
      take(scanner, 1);
      state->at_line_start = true;
      state->before = BEFORE_BLANK;
      return found(lexer, TABLE_BAR);
    default: break;
  }
  if (is_quotation_mark(lexer->lookahead)) return scan_quotation(scanner, lexer);
  if (is_currency(lexer->lookahead)) return scan_figure(scanner, lexer);
  return scan_text(scanner, lexer);
}

void *tree_sitter_newsmark_external_scanner_create(void) { return calloc(1, sizeof(Scanner)); }

void tree_sitter_newsmark_external_scanner_destroy(void *payload) {
  Scanner *scanner = payload;
  free(scanner->text.data);
  free(scanner);
}

bool tree_sitter_newsmark_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
  Scanner *scanner = payload;
  State *state = &scanner->state;
  if (valid_symbols[RECOVERY]) return false;
  scanner->text.lexer = lexer;
  scanner->text.length = 0;
  scanner->text.limit = UINT32_MAX;
  if (state->n_expression > 0) return scan_expression(scanner, lexer);
  if (state->n_queued > 0) return scan_queued(scanner, lexer);
  if (state->block == NO_BLOCK) return scan_block(scanner, lexer);
  if (state->block == IN_FRONT_MATTER) return scan_matter_line(scanner, lexer);
  return scan_inline(scanner, lexer);
}

static char *put(char *buffer, uint32_t value, int bytes) {
  for (; bytes > 0; bytes--, value >>= 8) *buffer++ = (char)(value & 0xFF);
  return buffer;
}

static uint32_t get(const char **buffer, int bytes) {
  uint32_t value = 0;
  for (int i = 0; i < bytes; i++) value |= (uint32_t)(uint8_t)*(*buffer)++ << (8 * i);
  return value;
}

unsigned tree_sitter_newsmark_external_scanner_serialize(void *payload, char *buffer) {
  const State *state = &((Scanner *)payload)->state;
  char *end = buffer;
  uint32_t flags = state->is_started | state->after_headline << 1 | state->at_break << 2 | state->at_line_start << 3 |
                   state->has_label << 4 | (uint32_t)state->n_datelines << 5;
  end = put(end, flags, 1);
  end = put(end, state->block | state->before << 4, 1);
  end = put(end, state->unclosed[0], 1);
  end = put(end, state->unclosed[1], 1);
  end = put(end, state->key, 1);
  end = put(end, state->n_lines, 2);
  end = put(end, state->n_expression, 2);
  end = put(end, state->n_queued, 1);
  for (uint8_t i = 0; i < state->n_queued; i++) {
    end = put(end, state->queue[i].token, 1);
    end = put(end, state->queue[i].count, 4);
  }
  for (uint8_t i = 0; i < state->opens.length; i++) {
    end = put(end, state->opens.items[i].kind, 1);
    end = put(end, state->opens.items[i].count, 1);
  }
  return end - buffer;
}

void tree_sitter_newsmark_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  State *state = &((Scanner *)payload)->state;
  memset(state, 0, sizeof *state);
  if (length == 0) {
    state->n_datelines = MOST_DATELINES;
    return;
  }
  const char *end = buffer + length;
  uint32_t flags = get(&buffer, 1);
  state->is_started = flags & 1;
  state->after_headline = flags >> 1 & 1;
  state->at_break = flags >> 2 & 1;
  state->at_line_start = flags >> 3 & 1;
  state->has_label = flags >> 4 & 1;
  state->n_datelines = flags >> 5;
  uint32_t block = get(&buffer, 1);
  state->block = block & 15;
  state->before = block >> 4;
  state->unclosed[0] = get(&buffer, 1);
  state->unclosed[1] = get(&buffer, 1);
  state->key = get(&buffer, 1);
  state->n_lines = get(&buffer, 2);
  state->n_expression = get(&buffer, 2);
  state->n_queued = get(&buffer, 1);
  for (uint8_t i = 0; i < state->n_queued; i++) {
    state->queue[i].token = get(&buffer, 1);
    state->queue[i].count = get(&buffer, 4);
  }
  while (buffer + 1 < end) {
    uint8_t kind = get(&buffer, 1);
    state->opens.items[state->opens.length++] = (Open){kind, (uint8_t)get(&buffer, 1)};
  }
}
