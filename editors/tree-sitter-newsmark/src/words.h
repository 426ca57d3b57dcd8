// Running text, with the numbers, addresses and placeholders in it.

#ifndef NEWSMARK_WORDS_H_
#define NEWSMARK_WORDS_H_

#include "marks.h"
#include "state.h"

static bool is_currency(int32_t c) {
  return c == '$' || c == 0xA3 || c == 0xA5 || c == 0x20AC || c == 0x20B9;
}

// Reads letters into a word; gives their number. Those beyond its size are read and not kept.
static uint32_t read_letters(Scanner *scanner, char *word, uint32_t size) {
  TSLexer *lexer = scanner->text.lexer;
  uint32_t length = 0;
  while (!lexer->eof(lexer) && is_letter(lexer->lookahead)) {
    if (length + 1 < size) word[length] = lexer->lookahead < 0x80 ? (char)lexer->lookahead : '?';
    length++;
    text_read(&scanner->text);
  }
  word[length < size ? length : size - 1] = '\0';
  return length;
}

static bool is_one_of(const char *word, const char *const *words, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (strcmp(word, words[i]) == 0) return true;
  }
  return false;
}

static const char *const SCALES[] = {"percent", "per", "percentage", "hundred", "thousand", "million", "billion", "trillion"};
static const char *const SUFFIXES[] = {"m", "mn", "bn", "tn", "k", "million", "billion", "trillion", "percent"};

// A number in digits with its sign of money, its scale or percent. What a number means is the server's to say.
static bool scan_figure(Scanner *scanner, TSLexer *lexer) {
  Text *text = &scanner->text;
  State *state = &scanner->state;
  if (is_currency(lexer->lookahead)) {
    take(scanner, 1);
    if (!is_digit(lexer->lookahead)) return plain(scanner, lexer);
  }
  for (;;) {
    while (is_digit(lexer->lookahead)) text_read(text);
    mark(scanner);
    state->before = BEFORE_DIGIT;
    if (lexer->lookahead != '.' && lexer->lookahead != ',') break;
    text_read(text);
    if (!is_digit(lexer->lookahead)) return found(lexer, FIGURE);
  }
  char word[12];
  if (lexer->lookahead == '%') {
    text_read(text);
    mark(scanner);
    state->before = BEFORE_OTHER;
    return found(lexer, FIGURE);
  }
  if (is_letter(lexer->lookahead)) {
    read_letters(scanner, word, sizeof word);
    mark(scanner);
    state->before = BEFORE_LETTER;
    bool is_suffix = is_one_of(word, SUFFIXES, sizeof SUFFIXES / sizeof *SUFFIXES);
    return found(lexer, is_suffix && !is_digit(lexer->lookahead) ? FIGURE : TEXT);
  }
  if (lexer->lookahead != ' ' && lexer->lookahead != 0xA0) return found(lexer, FIGURE);
  text_read(text);
  if (lexer->lookahead == '%') {
    text_read(text);
  } else {
    read_letters(scanner, word, sizeof word);
    if (!is_one_of(word, SCALES, sizeof SCALES / sizeof *SCALES)) return found(lexer, FIGURE);
    if (strcmp(word, "per") == 0 || strcmp(word, "percentage") == 0) {
      bool is_per = strcmp(word, "per") == 0;
      if (lexer->lookahead != ' ') return found(lexer, FIGURE);
      text_read(text);
      read_letters(scanner, word, sizeof word);
      if (is_per ? strcmp(word, "cent") != 0 : strncmp(word, "point", 5) != 0) return found(lexer, FIGURE);
    }
  }
  mark(scanner);
  state->before = BEFORE_LETTER;
  return found(lexer, FIGURE);
}

// At the first letter of a word that may be an address or TK. What comes before ends the token there.
static bool scan_word(Scanner *scanner, TSLexer *lexer, bool is_first, uint16_t *token) {
  Text *text = &scanner->text;
  uint32_t start = text->length;
  mark(scanner);
  if (lexer->lookahead == 'T') {
    char word[8];
    uint32_t length = read_letters(scanner, word, sizeof word);
    bool is_tk = strcmp(word, "TK") == 0 || strcmp(word, "TKTK") == 0 || strcmp(word, "TKTKTK") == 0;
    int32_t next = lexer->eof(lexer) ? END : lexer->lookahead;
    if (!is_tk || length > 6 || next == '-' || next == '/' || next == '_' || next == '&' || is_digit(next)) return false;
    if (is_first) mark(scanner);
    *token = is_first ? PLACEHOLDER : TEXT;
    if (length == 2 && next == ' ') {
      text_read(text);
      if (is_upper(lexer->lookahead) || is_digit(lexer->lookahead)) return false;
    }
    return true;
  }
  const char *const *prefix = (const char *const[]){"https://", "http://", "www."};
  for (uint32_t i = 0; i < 8; i++) {
    bool fits = false;
    for (int k = 0; k < 3; k++) {
      uint32_t length = strlen(prefix[k]);
      bool is_so_far = i < length;
      for (uint32_t j = 0; j < i && is_so_far; j++) is_so_far = text->data[start + j] == prefix[k][j];
      fits = fits || (is_so_far && lexer->lookahead == prefix[k][i]);
      if (is_so_far && i + 1 == length && lexer->lookahead == prefix[k][i]) {
        text_read(text);
        if (is_white(lexer->lookahead) || lexer->eof(lexer)) return false;
        *token = is_first ? ADDRESS : TEXT;
        return true;
      }
    }
    if (!fits) return false;
    text_read(text);
  }
  return false;
}

// The rest of an address whose beginning was read.
static bool scan_address(Scanner *scanner, TSLexer *lexer) {
  Text *text = &scanner->text;
  text->limit = UINT32_MAX;
  uint32_t place = text->length;
  for (;; place++) {
    int32_t c = lexer->eof(lexer) ? END : lexer->lookahead;
    if (c == END || is_white(c) || c == 0x201C || c == 0x201D || is_one(c, "<>()[]\"")) break;
    bool is_stop = c == 0x2019 || is_one(c, ".,:;?!'");
    text_read(text);
    if (!is_stop) mark(scanner);
  }
  scanner->state.before = BEFORE_LETTER;
  return found(lexer, ADDRESS);
}

static bool is_special(const State *state, int32_t c) {
  if (c == '|') return state->block == IN_TABLE;
  if (is_quotation_mark(c)) return true;
  if (is_one(c, "\\<`{![]*_~")) return true;
  return is_currency(c);
}

// Running text up to the next thing that may be something else.
static bool scan_text(Scanner *scanner, TSLexer *lexer) {
  State *state = &scanner->state;
  Text *text = &scanner->text;
  bool is_heading = state->block == IN_LINE;
  uint32_t length = 0;
  Before before = state->before;
  while (!lexer->eof(lexer) && !is_newline(lexer->lookahead)) {
    int32_t c = lexer->lookahead;
    if (length > 0 && is_special(state, c)) break;
    bool is_word_start = before != BEFORE_LETTER && before != BEFORE_DIGIT;
    if (is_digit(c) && is_word_start) {
      if (length == 0) return scan_figure(scanner, lexer);
      break;
    }
    if (is_word_start && (c == 'h' || c == 'w' || c == 'T')) {
      uint16_t token = TEXT;
      uint32_t start = text->length;
      if (scan_word(scanner, lexer, length == 0, &token)) {
        if (token == ADDRESS) return scan_address(scanner, lexer);
        state->before = token == TEXT ? before : BEFORE_LETTER;
        return found(lexer, token);
      }
      length += text->length - start;
      if (text->length > start) before = before_of(text->data[text->length - 1]);
      if (text->length > start) continue;
    }
    if (is_heading && (c == ' ' || c == '\t')) {
      // A closing run of `#` is no part of a heading.
      mark(scanner);
      while (lexer->lookahead == ' ' || lexer->lookahead == '\t') text_read(text);
      uint32_t n_marks = 0;
      while (lexer->lookahead == '#') text_read(text), n_marks++;
      bool is_first = length == 0;
      length = text->length;
      before = n_marks > 0 ? BEFORE_OTHER : BEFORE_BLANK;
      if (n_marks == 0) continue;
      if (is_first) mark(scanner);
      while (is_white(lexer->lookahead) && !is_newline(lexer->lookahead)) text_read(text);
      if (lexer->eof(lexer) || is_newline(lexer->lookahead)) {
        if (is_first) mark(scanner);
        state->before = BEFORE_BLANK;
        return found(lexer, is_first ? HEADING_MARK : TEXT);
      }
      before = before_of(text->data[text->length - 1]);
      length = text->length;
      continue;
    }
    before = before_of(c);
    text_read(text);
    length++;
  }
  mark(scanner);
  state->before = before;
  return found(lexer, TEXT);
}

#endif
