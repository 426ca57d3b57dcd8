// What stands inside a paragraph: where code, links, comments and marks in pairs end.
//
// A port of the inline pass of Newsmark's own parser; docs/format.md, sections 6 to 8 and 10, says the same in words. A
// construct without its end is text. All places are counted from the start of the token; `stop` is the end of the block.

#ifndef NEWSMARK_INLINE_H_
#define NEWSMARK_INLINE_H_

#include "text.h"

// What a character is to the marks beside it.
typedef enum { BEFORE_BLANK, BEFORE_LETTER, BEFORE_DIGIT, BEFORE_OPENING, BEFORE_OTHER, BEFORE_REST_OF_RUN } Before;

static Before before_of(int32_t c) {
  if (c == END || is_blank(c)) return BEFORE_BLANK;
  if (is_digit(c)) return BEFORE_DIGIT;
  if (is_letter(c)) return BEFORE_LETTER;
  bool opens = c == '(' || c == '[' || c == '{' || c == 0x201C || c == 0x2018 || c == 0xAB || c == 0x2014;
  return opens ? BEFORE_OPENING : BEFORE_OTHER;
}

static int32_t char_at(Text *text, uint32_t place, uint32_t stop) { return place < stop ? at(text, place) : END; }

// Behind a run of hyphens at `place`, the end of a mark that is closed by exactly two of them and `last`; or 0.
static uint32_t dashes_end(Text *text, uint32_t place, uint32_t stop, int32_t last) {
  uint32_t length = run_of(text, (Span){place, stop}, '-');
  return length == 2 && char_at(text, place + 2, stop) == last ? place + 3 : 0;
}

// The end of the comment whose `<!--` ends at `place`; or 0.
static uint32_t comment_end(Text *text, uint32_t place, uint32_t stop) {
  while (place < stop) {
    if (at(text, place) != '-') {
      place++;
      continue;
    }
    uint32_t end = dashes_end(text, place, stop, '>');
    if (end != 0) return end;
    place += run_of(text, (Span){place, stop}, '-');
  }
  return 0;
}

// The end of the code that a run of backticks up to `place` opens; or 0.
static uint32_t code_end(Text *text, uint32_t place, uint32_t stop, uint32_t length) {
  while (place < stop) {
    uint32_t run = run_of(text, (Span){place, stop}, '`');
    if (run == length) return place + run;
    place += run == 0 ? 1 : run;
  }
  return 0;
}

// The kinds of CriticMarkup, by what stands behind the opening brace.
static const char *const CRITIC_OPEN[] = {"++", "--", "~~", ">>", "=="};
static const char *const CRITIC_CLOSE[] = {"++}", "--}", "~~}", "<<}", "==}"};
enum { N_CRITIC = 5 };

// The kind of CriticMarkup that opens at a brace; N_CRITIC if none does.
static uint32_t critic_kind(Text *text, uint32_t brace, uint32_t stop) {
  uint32_t kind = 0;
  while (kind < N_CRITIC && !starts_with(text, (Span){brace + 1, stop}, CRITIC_OPEN[kind])) kind++;
  return kind;
}

static uint32_t critic_end(Text *text, uint32_t place, uint32_t stop, uint32_t kind) {
  for (; place < stop; place++) {
    if (starts_with(text, (Span){place, stop}, CRITIC_CLOSE[kind])) return place + 3;
  }
  return 0;
}

// The bracket that closes an id without blanks and brackets; or 0.
static uint32_t id_end(Text *text, uint32_t place, uint32_t stop) {
  uint32_t end = place;
  while (end < stop && !is_blank(at(text, end)) && at(text, end) != '[' && at(text, end) != ']') end++;
  bool is_id = end > place && char_at(text, end, stop) == ']' && char_at(text, end + 1, stop) != '(';
  return is_id ? end : 0;
}

// The end of a web address that begins at `place`; or 0.
static uint32_t address_end(Text *text, uint32_t place, uint32_t stop) {
  Span rest = {place, stop};
  uint32_t body = starts_with(text, rest, "https://")  ? place + 8
                  : starts_with(text, rest, "http://") ? place + 7
                  : starts_with(text, rest, "www.")    ? place + 4
                                                       : 0;
  if (body == 0) return 0;
  uint32_t last = 0;
  for (uint32_t i = body; i < stop; i++) {
    int32_t c = at(text, i);
    if (is_white(c) || c == 0x201C || c == 0x201D || is_one(c, "<>()[]\"")) break;
    bool is_stop = c == 0x2019 || is_one(c, ".,:;?!'");
    if (!is_stop) last = i + 1;
  }
  return last;
}

// The end of the HTML tag that opens at `place`; or 0.
static uint32_t tag_end(Text *text, uint32_t place, uint32_t stop) {
  uint32_t i = place + 1;
  bool is_closing = char_at(text, i, stop) == '/';
  if (is_closing) i++;
  uint32_t name = i;
  while (i < stop && is_ascii_letter(at(text, i))) i++;
  if (i == name) return 0;
  bool has_blank = i < stop && is_blank(at(text, i));
  bool is_bare = true, has_equals = false;
  for (; i < stop && at(text, i) != '<'; i++) {
    int32_t c = at(text, i);
    if (c == '>') return is_bare || (!is_closing && has_blank && has_equals) ? i + 1 : 0;
    is_bare = is_bare && (c == ' ' || c == '\t' || c == '/');
    has_equals = has_equals || c == '=';
  }
  return 0;
}

// How many characters a backslash makes plain, of those behind it; 0 if it is one itself.
static uint32_t escaped(Text *text, uint32_t place, uint32_t stop) {
  int32_t c = char_at(text, place, stop), next = char_at(text, place + 1, stop);
  if (c == END || is_blank(c) || is_letter(c) || is_digit(c) || c >= 0x2500) return 0;
  if (is_one(c, "*_~`#-.")) return run_of(text, (Span){place, stop}, c);
  return (c == '[' && next == '^') || (c == ']' && next == '(') ? 2 : 1;
}

// The place behind what is no text at `place`: code, comments, addresses, escapes; `place` itself if there is nothing of
// the kind.
static uint32_t after_opaque(Text *text, uint32_t place, uint32_t stop, Before before) {
  int32_t c = at(text, place);
  uint32_t end = 0;
  switch (c) {
    case '\\': return place + 1 + escaped(text, place + 1, stop);
    case '<':
      if (starts_with(text, (Span){place, stop}, "<!--")) {
        end = comment_end(text, place + 4, stop);
        return end == 0 ? stop : end;
      }
      end = address_end(text, place + 1, stop);
      if (end != 0) return char_at(text, end, stop) == '>' ? end + 1 : place;
      end = tag_end(text, place, stop);
      break;
    case '`': {
      uint32_t length = run_of(text, (Span){place, stop}, '`');
      end = code_end(text, place + length, stop, length);
      return end == 0 ? place + length : end;
    }
    case '{': {
      uint32_t kind = critic_kind(text, place, stop);
      if (kind < N_CRITIC) end = critic_end(text, place + 3, stop, kind);
      break;
    }
    case '[':
      if (char_at(text, place + 1, stop) != '^') break;
      end = id_end(text, place + 2, stop);
      return end == 0 ? place + 2 : end + 1;
    case 'h':
    case 'w':
      if (before != BEFORE_LETTER) end = address_end(text, place, stop);
      break;
    default: break;
  }
  return end == 0 ? place : end;
}

// What a link leads to.
typedef struct {
  // Whether the words before are a link at all.
  bool is_link;
  // Whether it leads to an id: `][id]`.
  bool is_reference;
  // The bracket behind its words.
  uint32_t middle;
  Span target, title;
  // Behind its last mark.
  uint32_t end;
} Link;

// The target that begins behind `](`, if one ends.
static Link target_at(Text *text, uint32_t middle, uint32_t stop) {
  Link link = {false, false, middle, {middle + 2, middle + 2}, {0, 0}, 0};
  uint32_t depth = 1, blank = 0, close = middle + 2;
  for (;; close++) {
    int32_t c = char_at(text, close, stop);
    if (c == END) return link;
    if (blank == 0 && is_blank(c)) blank = close;
    if (at(text, close - 1) == '\\') continue;
    if (c == '(' || c == 0xFF08) depth++;
    if ((c == ')' || c == 0xFF09) && --depth == 0) break;
  }
  link.end = close + 1;
  link.target.end = blank == 0 ? close : blank;
  if (blank == 0) {
    link.is_link = true;
    return link;
  }
  uint32_t title = blank;
  while (is_blank(at(text, title))) title++;
  int32_t mark = at(text, title);
  link.is_link = (mark == '"' || mark == '\'') && title + 1 < close && at(text, close - 1) == mark;
  link.title = (Span){title, close};
  return link;
}

// The link that a `]` at `middle` ends the words of, if what follows is a target or an id.
static Link link_at_middle(Text *text, uint32_t middle, uint32_t stop) {
  Link none = {false, false, middle, {0, 0}, {0, 0}, 0};
  int32_t next = char_at(text, middle + 1, stop);
  if (next == '(') return target_at(text, middle, stop);
  if (next != '[' || char_at(text, middle + 2, stop) == '^') return none;
  uint32_t close = id_end(text, middle + 2, stop);
  if (close == 0) return none;
  return (Link){true, true, middle, {middle + 2, close}, {0, 0}, close + 1};
}

// The link whose words begin at `place`, behind its bracket.
static Link link_from(Text *text, uint32_t place, uint32_t stop) {
  Link none = {false, false, 0, {0, 0}, {0, 0}, 0};
  uint32_t depth = 0;
  Before before = BEFORE_OPENING;
  while (place < stop) {
    int32_t c = at(text, place);
    uint32_t after = after_opaque(text, place, stop, before);
    before = before_of(c);
    if (after != place) {
      place = after;
      continue;
    }
    if (c == '[') depth++;
    if (c == ']') {
      Link link = link_at_middle(text, place, stop);
      if (depth == 0) return link.is_link ? link : none;
      depth--;
      if (link.is_link) place = link.end - 1;
    }
    place++;
  }
  return none;
}

// What is open around a place.
typedef enum { OPEN_STAR, OPEN_UNDERSCORE, OPEN_TILDE, OPEN_LINK, OPEN_QUOTE } OpenKind;

typedef struct {
  uint8_t kind;
  // Of emphasis, the length of its mark; of a quotation, the kind of its mark; of a link, how many plain brackets are open.
  uint8_t count;
} Open;

// How many things may be open at a place, and behind how many brackets the end of a mark is looked for.
enum { MOST_OPEN = 16, MOST_BRACKETS = 32 };

// How far a quotation or emphasis may reach, and how far a link, code, a tag or CriticMarkup.
enum { MOST_INLINE = 2000, MOST_LINK = 600 };

typedef struct {
  Open items[MOST_OPEN];
  uint8_t length;
} Opens;

// Quotation marks, by what opens them.
static const int32_t QUOTE_OPEN[] = {0x201C, '"', 0x2018, 0xAB, 0x201E, 0x300C, 0x2039};
static const int32_t QUOTE_CLOSE[] = {0x201D, '"', 0x2019, 0xBB, 0x201C, 0x300D, 0x203A};
enum { N_QUOTES = 7, QUOTE_CURLY = 0, QUOTE_STRAIGHT = 1, QUOTE_SINGLE = 2, QUOTE_LOW = 4, QUOTE_UNCLOSED = 7 };

static bool is_quotation_mark(int32_t c) {
  for (int i = 0; i < N_QUOTES; i++) {
    if (c == QUOTE_OPEN[i] || c == QUOTE_CLOSE[i]) return true;
  }
  return false;
}

// Where what a mark would close stands among what is open; -1 if it closes nothing. Nothing closes across a link.
static int closes(const Opens *opens, OpenKind kind, uint32_t count) {
  for (int i = opens->length - 1; i >= 0; i--) {
    Open open = opens->items[i];
    if (open.kind == OPEN_LINK) return -1;
    if (open.kind != kind) continue;
    if (kind == OPEN_QUOTE) {
      if (open.count == count) return i;
    } else {
      return open.count <= count ? i : -1;
    }
  }
  return -1;
}

// The quotation that a mark would close, as an index into what is open; -1 if it closes none.
static int closes_quotation(const Opens *opens, int32_t c, Before before, int32_t next) {
  for (uint32_t kind = 0; kind < N_QUOTES; kind++) {
    if (c != QUOTE_CLOSE[kind]) continue;
    bool is_apostrophe = kind == QUOTE_SINGLE && before_of(next) == BEFORE_LETTER;
    bool is_opening = kind == QUOTE_STRAIGHT && before == BEFORE_BLANK && before_of(next) != BEFORE_BLANK;
    if (is_apostrophe || is_opening || (kind == QUOTE_SINGLE && before == BEFORE_BLANK)) continue;
    int index = closes(opens, OPEN_QUOTE, kind);
    if (index >= 0) return index;
  }
  return -1;
}

// The kind of quotation that a mark would open; N_QUOTES if it opens none.
static uint32_t opens_quotation(int32_t c, Before before, int32_t next) {
  uint32_t kind = 0;
  while (kind < N_QUOTES && c != QUOTE_OPEN[kind]) kind++;
  if (kind == N_QUOTES || before_of(next) == BEFORE_BLANK) return N_QUOTES;
  bool is_outside = before == BEFORE_BLANK || before == BEFORE_OPENING;
  bool needs_outside = kind == QUOTE_STRAIGHT || kind == QUOTE_SINGLE;
  return needs_outside && !is_outside ? N_QUOTES : kind;
}

static OpenKind emphasis_kind(int32_t c) { return c == '*' ? OPEN_STAR : c == '_' ? OPEN_UNDERSCORE : OPEN_TILDE; }

static bool is_emphasis_mark(int32_t c) { return c == '*' || c == '_' || c == '~'; }

// Whether a run of marks stands where it cannot be emphasis.
static bool is_plain_run(int32_t mark, uint32_t length, Before before, int32_t next) {
  Before after = before_of(next);
  if (mark == '*') return before == BEFORE_DIGIT && after == BEFORE_DIGIT;
  if (mark == '~') return length != 2;
  return (before == BEFORE_DIGIT || before == BEFORE_LETTER) && (after == BEFORE_DIGIT || after == BEFORE_LETTER);
}

typedef enum { RESOLVED_CLOSED, RESOLVED_DROPPED, RESOLVED_UNCLOSED } Resolved;

// What becomes of the last of what is open, if the text goes on at `place`: whether its own mark closes it, or one around
// it does before.
static Resolved resolve(Text *text, uint32_t place, uint32_t stop, Opens opens) {
  int candidate = opens.length - 1;
  Before before = BEFORE_OTHER;
  uint32_t n_brackets = 0;
  while (place < stop) {
    int32_t c = at(text, place);
    int32_t next = char_at(text, place + 1, stop);
    uint32_t after = after_opaque(text, place, stop, before);
    if (after != place) {
      before = before_of(at(text, after - 1));
      place = after;
      continue;
    }
    int closed = -1;
    after = place + 1;
    if (c == '[' || (c == '!' && next == '[' && char_at(text, place + 2, stop) != '^')) {
      if (++n_brackets > MOST_BRACKETS) return RESOLVED_DROPPED;
      after = c == '!' ? place + 2 : place + 1;
      uint32_t near = after + MOST_LINK < stop ? after + MOST_LINK : stop;
      if (link_from(text, after, near).is_link && opens.length < MOST_OPEN) {
        opens.items[opens.length++] = (Open){OPEN_LINK, 0};
      } else {
        for (int i = opens.length - 1; i >= 0; i--) {
          if (opens.items[i].kind != OPEN_LINK) continue;
          opens.items[i].count++;
          break;
        }
      }
    } else if (c == ']') {
      int link = opens.length - 1;
      while (link >= 0 && opens.items[link].kind != OPEN_LINK) link--;
      if (link >= 0 && opens.items[link].count > 0) {
        opens.items[link].count--;
      } else if (link >= 0) {
        Link target = link_at_middle(text, place, stop);
        if (target.is_link) after = target.end;
        closed = link;
      }
    } else if (is_emphasis_mark(c)) {
      uint32_t run = run_of(text, (Span){place, stop}, c), rest = run;
      after = place + run;
      next = char_at(text, after, stop);
      if (!is_plain_run(c, run, before, next)) {
        int index = before == BEFORE_BLANK ? -1 : closes(&opens, emphasis_kind(c), rest);
        while (index >= 0) {
          if (index <= candidate) return index == candidate ? RESOLVED_CLOSED : RESOLVED_DROPPED;
          rest -= opens.items[index].count;
          opens.length = index;
          index = closes(&opens, emphasis_kind(c), rest);
        }
        bool is_opening = rest == run && run <= 3 && before_of(next) != BEFORE_BLANK && opens.length < MOST_OPEN;
        if (is_opening) opens.items[opens.length++] = (Open){emphasis_kind(c), run};
      }
    } else if (is_quotation_mark(c)) {
      closed = closes_quotation(&opens, c, before, next);
      uint32_t kind = closed >= 0 ? N_QUOTES : opens_quotation(c, before, next);
      if (kind < N_QUOTES && opens.length < MOST_OPEN) opens.items[opens.length++] = (Open){OPEN_QUOTE, kind};
    }
    if (closed >= 0) {
      if (closed <= candidate) return closed == candidate ? RESOLVED_CLOSED : RESOLVED_DROPPED;
      opens.length = closed;
    }
    before = before_of(at(text, after - 1));
    place = after;
  }
  return RESOLVED_UNCLOSED;
}

#endif
