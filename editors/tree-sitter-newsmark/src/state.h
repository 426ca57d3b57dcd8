// What the scanner says, what it keeps between two tokens, and how far blocks reach.

#ifndef NEWSMARK_STATE_H_
#define NEWSMARK_STATE_H_

#include "inline.h"
#include "text.h"

enum TokenType {
  FRONT_MATTER_START,
  HEADLINE_START,
  SETEXT_START,
  SUBHEAD_START,
  PARAGRAPH_START,
  DECK_START,
  BYLINE_START,
  ITEM_START,
  QUOTE_START,
  NOTE_START,
  FOOTNOTE_START,
  LINK_DEFINITION_START,
  TABLE_START,
  COMMENT_START,
  CODE_START,
  HTML_START,
  END_MARK_START,
  BLOCK_END,
  SOFT_BREAK,

  MATTER_MARK,
  LINE_START,
  ENTRY_START,
  MATTER_COMMENT,
  MATTER_OTHER,
  KEY,
  NESTED_KEY,
  COLON,
  MATTER_ITEM,
  VALUE_QUOTE,
  VALUE,
  AMOUNT,
  AS_OF,
  SOURCE_ID,
  SEMICOLON,
  EXPRESSION_MARK,
  FIGURE_NAME,
  FUNCTION,
  NUMBER,
  OPERATOR,

  HEADING_MARK,
  UNDERLINE,
  ITEM_MARK,
  QUOTE_MARK,
  NOTE_LABEL,
  SPEAKER_MARK,
  SPEAKER_NAME,
  SPEAKER_COMMA,
  SPEAKER_ROLE,
  DATELINE,
  RAW,
  FENCE,
  CODE_LANGUAGE,
  CODE_CONTENT,
  TABLE_BAR,
  TABLE_DELIMITER,

  TEXT,
  ESCAPE_MARK,
  ESCAPED,
  FIGURE,
  PLACEHOLDER,
  PLACEHOLDER_OPEN,
  PLACEHOLDER_REST,
  ADDRESS,
  AUTOLINK_OPEN,
  AUTOLINK_CLOSE,
  TAG_OPEN,
  TAG_REST,
  CODE_OPEN,
  CODE_TEXT,
  CODE_CLOSE,
  CRITIC_OPEN_MARK,
  CRITIC_TEXT,
  CRITIC_CLOSE_MARK,
  COMMENT_OPEN,
  SWITCH_OFF_MARK,
  RULE,
  REASON,
  NOTE_MARK,
  COMMENT_TEXT,
  COMMENT_CLOSE,
  FOOTNOTE_OPEN,
  FOOTNOTE_ID,
  FOOTNOTE_CLOSE,
  FOOTNOTE_COLON,
  LINK_OPEN,
  FIGURE_LINK_OPEN,
  IMAGE_OPEN,
  LINK_MIDDLE,
  REFERENCE_MIDDLE,
  LINK_TARGET,
  FIGURE_TARGET,
  LINK_TITLE,
  LINK_LABEL,
  LINK_CLOSE,
  REFERENCE_CLOSE,
  EMPHASIS_OPEN,
  EMPHASIS_CLOSE,
  STRONG_OPEN,
  STRONG_CLOSE,
  STRIKE_OPEN,
  STRIKE_CLOSE,
  QUOTATION_OPEN,
  QUOTATION_CLOSE,

  // Valid only while the parser recovers from an error, which no text makes it do.
  RECOVERY,
  // In the queue alone: an expression of the ledger of this length follows.
  EXPRESSION,
};

typedef enum {
  NO_BLOCK,
  IN_FRONT_MATTER,
  IN_LINE,
  IN_SETEXT,
  IN_PARAGRAPH,
  IN_ITEM,
  IN_QUOTE,
  IN_FOOTNOTE,
  IN_TABLE,
  IN_RAW,
} Block;

typedef struct {
  uint8_t token;
  // How many characters it has, blanks before it not counted.
  uint32_t count;
} Queued;

enum { MOST_QUEUED = 8 };

typedef struct {
  uint8_t block;
  // What stands before the place, as inline marks see it.
  uint8_t before;
  // Whether anything was read; whether the last block was a headline; whether a line ends here that goes on; whether only
  // marks of a block quote stand before on this line; whether the label of a note is still to come.
  bool is_started, after_headline, at_break, at_line_start, has_label;
  // In how many paragraphs a dateline may still stand.
  uint8_t n_datelines;
  // Fences as long as these, of backticks and of tildes, are known to have no partner further down.
  uint8_t unclosed[2];
  // Which key of front matter the lines stand under.
  uint8_t key;
  // The lines that front matter still has; the characters that an expression still has.
  uint16_t n_lines, n_expression;
  Queued queue[MOST_QUEUED];
  uint8_t n_queued;
  Opens opens;
} State;

enum { UNDER_OTHER, UNDER_NAMED, UNDER_FIGURES, UNDER_ASSERT };

typedef struct {
  State state;
  Text text;
} Scanner;

// Front matter has fewer lines than this.
enum { MOST_LINES = 60000, MOST_DATELINES = 3 };

static void queue(Scanner *scanner, uint8_t token, uint32_t count) {
  State *state = &scanner->state;
  if (state->n_queued < MOST_QUEUED) state->queue[state->n_queued++] = (Queued){token, count};
}

// A part that may be missing.
static void queue_if(Scanner *scanner, uint8_t token, uint32_t count) {
  if (count > 0) queue(scanner, token, count);
}

static uint32_t length_of(Span span) { return is_empty(span) ? 0 : span.end - span.start; }

static bool found(TSLexer *lexer, uint16_t token) {
  lexer->result_symbol = token;
  return true;
}

static void mark(Scanner *scanner) { scanner->text.lexer->mark_end(scanner->text.lexer); }

// Takes some more characters and ends the token behind them.
static void take(Scanner *scanner, uint32_t count) {
  at(&scanner->text, count - 1);
  mark(scanner);
}

// The line after the line end at a place; false if there is none, or if it is blank.
static bool joined_line(Text *text, uint32_t newline, Span *range) {
  uint32_t start = after_newline(text, newline);
  if (start == newline) return false;
  *range = line_at(text, start);
  return !is_empty(trim(text, *range));
}

static bool is_table_head(Text *text, Span line) {
  Span next;
  if (!contains(text, line, '|') || !joined_line(text, line.end, &next)) return false;
  return classify(text, trim(text, next)).opening == OPENS_DELIMITER;
}

// Whether a line that stands right under a block belongs to it.
static bool goes_on(Text *text, Block block, Span line) {
  Line words = classify(text, trim(text, line));
  switch (block) {
    case IN_PARAGRAPH:
    case IN_ITEM:
    case IN_FOOTNOTE: {
      bool is_text = words.opening == OPENS_TEXT || words.opening == OPENS_UNDERLINE || words.opening == OPENS_DELIMITER;
      if (block == IN_PARAGRAPH) {
        is_text = is_text || words.opening == OPENS_LINK_DEFINITION || (words.opening == OPENS_ITEM && !words.is_bare);
      }
      return is_text && !is_table_head(text, line);
    }
    case IN_QUOTE: return words.opening == OPENS_QUOTE;
    case IN_TABLE: return words.opening == OPENS_TEXT || words.opening == OPENS_DELIMITER;
    case IN_RAW: return true;
    default: return false;
  }
}

// The end of the block, or of the cell of a table, seen from a place in it.
static uint32_t block_end(Text *text, Block block, uint32_t place) {
  for (;;) {
    int32_t c = at(text, place);
    if (c == END || (block == IN_TABLE && c == '|')) return place;
    if (is_newline(c)) {
      Span line;
      if (block == IN_TABLE || !joined_line(text, place, &line) || !goes_on(text, block, line)) return place;
      place = line.start;
    } else {
      place += c == '\\' && block == IN_TABLE && at(text, place + 1) == '|' ? 2 : 1;
    }
  }
}

static uint32_t inline_stop(Scanner *scanner, uint32_t limit) {
  scanner->text.limit = limit;
  return block_end(&scanner->text, scanner->state.block, 0);
}

#endif
