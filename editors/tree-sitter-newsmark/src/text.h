// Characters and lines of Newsmark: what a character is, and what the first characters of a line open.
//
// A port of the line reader of Newsmark's own parser; docs/format.md, sections 2 and 3, says the same in words. Nothing
// here depends on the locale. A text is reached through `at`, which reads on only as far as it is asked to.

#ifndef NEWSMARK_TEXT_H_
#define NEWSMARK_TEXT_H_

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tree_sitter/parser.h"

// The text from the start of the token on.
typedef struct {
  TSLexer *lexer;
  int32_t *data;
  uint32_t length, capacity;
  // Nothing from here on is looked at: this bounds what one token may cost.
  uint32_t limit;
} Text;

enum { END = -1 };

// Takes one more character into the text. Returns false at the end.
static bool text_read(Text *text) {
  if (text->lexer->eof(text->lexer)) return false;
  if (text->length == text->capacity) {
    uint32_t capacity = text->capacity == 0 ? 256 : 2 * text->capacity;
    int32_t *data = realloc(text->data, capacity * sizeof(int32_t));
    if (data == NULL) return false;
    text->data = data;
    text->capacity = capacity;
  }
  text->data[text->length++] = text->lexer->lookahead;
  text->lexer->advance(text->lexer, false);
  return true;
}

// The character at a place counted from the start of the token, or END.
static int32_t at(Text *text, uint32_t place) {
  if (place >= text->limit) return END;
  while (text->length <= place) {
    if (!text_read(text)) return END;
  }
  return text->data[place];
}

static bool is_newline(int32_t c) { return c == '\n' || c == '\r'; }

// Blanks of any width, and line ends.
static bool is_white(int32_t c) {
  return (c >= 9 && c <= 13) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// What separates words inside a paragraph: blanks, the blank without width, a byte order mark.
static bool is_blank(int32_t c) { return is_white(c) || c == 0x200B || c == 0x2060 || c == 0xFEFF; }

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool is_ascii_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Beyond ASCII whatever is no sign that stands between words.
static bool is_letter(int32_t c) {
  if (c < 0x80) return is_ascii_letter(c);
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  if (c >= 0x2000 && c <= 0x2BFF) return c == 0x2126 || c == 0x212A || c == 0x212B;
  if (c >= 0x3000 && c <= 0x3020) return false;
  if (c >= 0xFE10 && c <= 0xFE6F) return false;
  if (c >= 0xFF00 && c <= 0xFF20) return false;
  return c != 0xFEFF && c < 0x1F000 && !is_white(c);
}

// Whether it is one of some characters of ASCII. (There is no `strchr` where Zed runs a scanner.)
static bool is_one(int32_t c, const char *characters) {
  for (; *characters != '\0'; characters++) {
    if (c == *characters) return true;
  }
  return false;
}

// Capitals of Latin, Greek and Cyrillic.
static bool is_upper(int32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c >= 0xC0 && c <= 0xDE) return c != 0xD7;
  if (c >= 0x100 && c <= 0x137) return c % 2 == 0;
  if (c >= 0x139 && c <= 0x148) return c % 2 == 1;
  if (c >= 0x14A && c <= 0x178) return c % 2 == 0 || c == 0x178;
  if (c >= 0x179 && c <= 0x17E) return c % 2 == 1;
  if (c >= 0x1E00 && c <= 0x1EFF) return c % 2 == 0;
  return (c >= 0x386 && c <= 0x3AB && c != 0x390) || (c >= 0x400 && c <= 0x42F);
}

static bool is_lower(int32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  if (c >= 0xDF && c <= 0xFF) return c != 0xF7;
  if (c >= 0x100 && c <= 0x17F) return !is_upper(c);
  if (c >= 0x1E00 && c <= 0x1EFF) return c % 2 == 1;
  return c == 0x390 || (c >= 0x3AC && c <= 0x3CE) || (c >= 0x430 && c <= 0x45F);
}

static uint32_t utf8_length(int32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

// Some characters of the text, from `start` up to `end`.
typedef struct {
  uint32_t start, end;
} Span;

static bool is_empty(Span span) { return span.start >= span.end; }

// The line that begins at a place, without what ends it.
static Span line_at(Text *text, uint32_t start) {
  uint32_t end = start;
  for (int32_t c = at(text, end); c != END && !is_newline(c); c = at(text, end)) end++;
  return (Span){start, end};
}

static Span trim(Text *text, Span span) {
  while (!is_empty(span) && is_white(at(text, span.start))) span.start++;
  while (!is_empty(span) && is_white(at(text, span.end - 1))) span.end--;
  return span;
}

// Where the line after a line end begins; the place itself at the end of the text.
static uint32_t after_newline(Text *text, uint32_t place) {
  int32_t c = at(text, place);
  if (!is_newline(c)) return place;
  return c == '\r' && at(text, place + 1) == '\n' ? place + 2 : place + 1;
}

static bool starts_with(Text *text, Span span, const char *words) {
  for (; *words != '\0'; words++, span.start++) {
    if (is_empty(span) || at(text, span.start) != *words) return false;
  }
  return true;
}

static bool equals(Text *text, Span span, const char *words) {
  return span.end - span.start == strlen(words) && starts_with(text, span, words);
}

static int32_t small(int32_t c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

static bool equals_in_any_case(Text *text, Span span, const char *words) {
  if (span.end - span.start != strlen(words)) return false;
  for (; *words != '\0'; words++, span.start++) {
    if (small(at(text, span.start)) != *words) return false;
  }
  return true;
}

static bool contains(Text *text, Span span, int32_t c) {
  for (; !is_empty(span); span.start++) {
    if (at(text, span.start) == c) return true;
  }
  return false;
}

// How often a character stands at the start of a span.
static uint32_t run_of(Text *text, Span span, int32_t c) {
  uint32_t length = 0;
  while (span.start + length < span.end && at(text, span.start + length) == c) length++;
  return length;
}

// What the first characters of a line open.
typedef enum {
  OPENS_TEXT,
  OPENS_HEADING,
  OPENS_QUOTE,
  OPENS_ITEM,
  OPENS_FOOTNOTE,
  OPENS_LINK_DEFINITION,
  OPENS_COMMENT,
  OPENS_HTML,
  OPENS_FENCE,
  OPENS_DELIMITER,
  OPENS_UNDERLINE,
  OPENS_END_MARK,
} Opening;

typedef struct {
  Opening opening;
  // The level of a heading, the length of a fence, the characters of an item's mark.
  uint32_t count;
  // The character of a fence.
  int32_t mark;
  // Whether an item may follow running text without a blank line; whether nothing stands behind a fence.
  bool is_bare;
} Line;

static Line line_of(Opening opening) { return (Line){opening, 0, 0, false}; }

static bool is_all(Text *text, Span words, const char *characters) {
  for (; !is_empty(words); words.start++) {
    int32_t c = at(text, words.start);
    if (!is_one(c, characters)) return false;
  }
  return true;
}

static bool is_delimiter(Text *text, Span words) {
  return is_all(text, words, "|-: \t") && contains(text, words, '|') && contains(text, words, '-');
}

static bool is_rule(Text *text, Span words) {
  int32_t mark = at(text, words.start);
  uint32_t n_marks = 0;
  for (; !is_empty(words); words.start++) {
    int32_t c = at(text, words.start);
    if (c == mark) n_marks++;
    else if (c != ' ' && c != '\t') return false;
  }
  return n_marks >= 3;
}

// A sign around the word of an end mark.
static bool is_sign(int32_t c) { return is_one(c, "-*#/()[]~ ") || c == 0x2013 || c == 0x2014; }

// `ENDS`, `-30-`, `(END)`
static bool is_end_mark(Text *text, Span words) {
  uint32_t bytes = 0;
  for (uint32_t i = words.start; i < words.end; i++) {
    bytes += utf8_length(at(text, i));
    if (bytes > 20) return false;
  }
  Span inner = words;
  while (!is_empty(inner) && is_sign(at(text, inner.start))) inner.start++;
  while (!is_empty(inner) && is_sign(at(text, inner.end - 1))) inner.end--;
  if (equals(text, inner, "END") || equals(text, inner, "ENDS")) return true;
  bool is_framed = is_sign(at(text, words.start)) && is_sign(at(text, words.end - 1));
  if (equals(text, inner, "30")) {
    return is_framed && !contains(text, words, '(') && !contains(text, words, '[') && !contains(text, words, '#');
  }
  return is_framed && (equals_in_any_case(text, inner, "end") || equals_in_any_case(text, inner, "ends"));
}

static Line heading(Text *text, Span words) {
  uint32_t level = run_of(text, words, '#');
  uint32_t after = words.start + level;
  if (after == words.end) return line_of(OPENS_END_MARK);
  int32_t c = at(text, after);
  if (level > 6 || (c != ' ' && c != '\t')) return line_of(OPENS_TEXT);
  if (is_all(text, (Span){after, words.end}, "# \t")) return line_of(OPENS_END_MARK);
  return (Line){OPENS_HEADING, level, '#', false};
}

// `[^id]: words` or `[id]: target`; an id is short.
static Line definition(Text *text, Span words) {
  uint32_t close = words.start;
  while (close + 1 < words.end && !(at(text, close) == ']' && at(text, close + 1) == ':')) {
    if (close - words.start > 200) return line_of(OPENS_TEXT);
    close++;
  }
  if (close + 1 >= words.end) return line_of(OPENS_TEXT);
  Span id = {words.start + 1, close};
  bool is_footnote = at(text, id.start) == '^';
  if (is_footnote) id.start++;
  if (is_empty(id) || contains(text, id, '[') || contains(text, id, ']')) return line_of(OPENS_TEXT);
  if (is_footnote) {
    bool is_id = !contains(text, id, '^') && !contains(text, id, ' ') && !contains(text, id, '\t');
    return line_of(is_id ? OPENS_FOOTNOTE : OPENS_TEXT);
  }
  Span target = trim(text, (Span){close + 2, words.end});
  Span title = target;
  while (title.start < target.end && at(text, title.start) != ' ' && at(text, title.start) != '\t') title.start++;
  target.end = title.start;
  title = trim(text, title);
  int32_t first = at(text, target.start);
  bool is_target = !is_empty(target) && (first == '#' || first == '<' || first == '/');
  for (uint32_t i = target.start; i + 2 < target.end && !is_target; i++) {
    is_target = starts_with(text, (Span){i, target.end}, "://");
  }
  int32_t quote = at(text, title.start);
  bool is_title = is_empty(title) || quote == '"' || quote == '\'' || quote == '(';
  return line_of(is_target && is_title ? OPENS_LINK_DEFINITION : OPENS_TEXT);
}

// The tags that open a block of HTML wherever they stand.
static const char *const BLOCK_TAGS[] = {
    "address", "article", "aside", "audio", "blockquote", "body", "button", "canvas", "caption", "center", "col",
    "colgroup", "dd", "details", "dialog", "div", "dl", "dt", "embed", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main",
    "menu", "meta", "nav", "object", "ol", "p", "pre", "script", "section", "source", "style", "summary", "svg", "table",
    "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "video",
};

static Line markup(Text *text, Span words) {
  if (starts_with(text, words, "<!--")) return line_of(OPENS_COMMENT);
  int32_t second = words.start + 1 < words.end ? at(text, words.start + 1) : END;
  if (second == '!' || second == '?') {
    bool is_declaration = words.start + 2 < words.end && is_ascii_letter(at(text, words.start + 2));
    return line_of(is_declaration ? OPENS_HTML : OPENS_TEXT);
  }
  Span name = {words.start + (second == '/' ? 2 : 1), words.start};
  name.end = name.start;
  while (name.end < words.end && name.end - name.start < 12 &&
         (is_ascii_letter(at(text, name.end)) || is_digit(at(text, name.end)))) {
    name.end++;
  }
  int32_t after = name.end < words.end ? at(text, name.end) : ' ';
  if (after != ' ' && after != '\t' && after != '>' && after != '/') return line_of(OPENS_TEXT);
  for (size_t i = 0; i < sizeof BLOCK_TAGS / sizeof *BLOCK_TAGS; i++) {
    if (equals_in_any_case(text, name, BLOCK_TAGS[i])) return line_of(OPENS_HTML);
  }
  return line_of(OPENS_TEXT);
}

static Line fence(Text *text, Span words) {
  int32_t mark = at(text, words.start);
  uint32_t length = run_of(text, words, mark);
  Span rest = {words.start + length, words.end};
  if (length < 3 || (mark == '`' && contains(text, rest, '`'))) return line_of(OPENS_TEXT);
  return (Line){OPENS_FENCE, length, mark, is_empty(rest)};
}

// A line that begins with `-`, `*`, `_` or `+`.
static Line dashes(Text *text, Span words) {
  if (is_delimiter(text, words)) return line_of(OPENS_DELIMITER);
  if (is_rule(text, words) || is_end_mark(text, words)) return line_of(OPENS_END_MARK);
  int32_t second = words.start + 1 < words.end ? at(text, words.start + 1) : END;
  bool is_item = at(text, words.start) != '_' && (second == ' ' || second == '\t');
  return is_item ? (Line){OPENS_ITEM, 1, 0, true} : line_of(OPENS_TEXT);
}

// `1. Words` or `1) Words`; a longer number is a year that opens a sentence.
static Line numbered(Text *text, Span words) {
  uint32_t digits = 0;
  while (words.start + digits < words.end && is_digit(at(text, words.start + digits))) digits++;
  uint32_t stop = words.start + digits;
  if (digits > 2 || stop + 1 >= words.end || (at(text, stop) != '.' && at(text, stop) != ')')) return line_of(OPENS_TEXT);
  if (at(text, stop + 1) != ' ' && at(text, stop + 1) != '\t') return line_of(OPENS_TEXT);
  return (Line){OPENS_ITEM, digits + 1, 0, digits == 1 && at(text, words.start) == '1'};
}

// What a line's words open.
static Line classify(Text *text, Span words) {
  if (is_empty(words)) return line_of(OPENS_TEXT);
  int32_t first = at(text, words.start);
  Line line = line_of(OPENS_TEXT);
  if (first == '#') line = heading(text, words);
  else if (first == '>') return line_of(OPENS_QUOTE);
  else if (first == '[') line = definition(text, words);
  else if (first == '<') line = markup(text, words);
  else if (first == '`' || first == '~') line = fence(text, words);
  else if (first == '=' && run_of(text, words, '=') >= 3 && run_of(text, words, '=') == words.end - words.start)
    return line_of(OPENS_UNDERLINE);
  else if ((first == '|' || first == ':') && is_delimiter(text, words)) return line_of(OPENS_DELIMITER);
  else if (first == '-' || first == '*' || first == '_' || first == '+') line = dashes(text, words);
  else if (is_digit(first)) line = numbered(text, words);
  else if (first == 0x2022 && words.start + 1 < words.end && at(text, words.start + 1) == ' ')
    return (Line){OPENS_ITEM, 1, 0, true};
  if (line.opening == OPENS_TEXT && is_end_mark(text, words)) return line_of(OPENS_END_MARK);
  return line;
}

#endif
