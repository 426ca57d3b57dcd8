// Front matter: which lines at the top of a text belong to it, and what stands on each.
//
// A port of the reader of Newsmark's own parser; docs/format.md, section 4, says the same in words.

#ifndef NEWSMARK_FRONT_MATTER_H_
#define NEWSMARK_FRONT_MATTER_H_

#include "text.h"

// A line that says something.
typedef struct {
  Span words;
  bool is_indented, after_blank, is_there;
  // Where to look for the line after it.
  uint32_t next;
} MatterLine;

typedef enum { SHAPE_FENCE, SHAPE_ENTRY, SHAPE_NESTED, SHAPE_COMMENT, SHAPE_OTHER } Shape;

static const char *const KEYS[] = {
    "slug",   "headline", "deck",     "byline",  "dateline", "date",    "updated", "language", "embargo",
    "status", "desk",     "keywords", "figures", "people",   "sources", "assert",  "checks",
};

static bool is_known_key(Text *text, Span key) {
  for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
    if (equals(text, key, KEYS[i])) return true;
  }
  return false;
}

static MatterLine matter_line(Text *text, uint32_t start) {
  MatterLine line = {{start, start}, false, false, false, start};
  while (at(text, start) != END) {
    Span range = line_at(text, start);
    line.next = after_newline(text, range.end);
    line.words = trim(text, range);
    if (!is_empty(line.words)) {
      line.is_there = true;
      line.is_indented = line.words.start > range.start;
      return line;
    }
    if (line.next == range.end) break;
    line.after_blank = true;
    start = line.next;
  }
  return line;
}

static bool is_matter_fence(Text *text, MatterLine line) {
  return line.is_there && !line.is_indented && equals(text, line.words, "---");
}

// The key of `key: value`; empty if there is none.
static Span key_of(Text *text, Span words) {
  Span none = {words.start, words.start};
  Span key = none;
  while (key.end < words.end && key.end - key.start < 40 && at(text, key.end) != ':') {
    int32_t c = at(text, key.end);
    bool is_key = is_ascii_letter(c) || (key.end > key.start && (is_digit(c) || c == '_' || c == '-'));
    if (!is_key) return none;
    key.end++;
  }
  if (is_empty(key) || key.end == words.end || at(text, key.end) != ':') return none;
  int32_t after = key.end + 1 < words.end ? at(text, key.end + 1) : ' ';
  return after == ' ' || after == '\t' ? key : none;
}

// The key of a nested line: anything before a colon and a blank; names of people have blanks.
static Span nested_key_of(Text *text, Span words) {
  Span none = {words.start, words.start};
  for (uint32_t i = words.start; i < words.end; i++) {
    if (at(text, i) != ':') continue;
    if (i + 1 < words.end && at(text, i + 1) != ' ') continue;
    bool is_trimmed = i > words.start && !is_white(at(text, i - 1));
    return is_trimmed ? (Span){words.start, i} : none;
  }
  return none;
}

static bool is_item_line(Text *text, Span words) { return equals(text, words, "-") || starts_with(text, words, "- "); }

static Shape matter_shape(Text *text, MatterLine line) {
  if (is_matter_fence(text, line)) return SHAPE_FENCE;
  if (line.is_indented || is_item_line(text, line.words)) return SHAPE_NESTED;
  if (at(text, line.words.start) == '#') return SHAPE_COMMENT;
  return is_empty(key_of(text, line.words)) ? SHAPE_OTHER : SHAPE_ENTRY;
}

static bool is_known_entry(Text *text, MatterLine line) { return is_known_key(text, key_of(text, line.words)); }

static bool has_matter_fence(Text *text, uint32_t start) {
  for (MatterLine line = matter_line(text, start); line.is_there; line = matter_line(text, line.next)) {
    if (is_matter_fence(text, line)) return true;
  }
  return false;
}

// Whether a line shows that the doubtful one before it is front matter too, and not prose above a rule.
static bool vouches(Text *text, MatterLine line, MatterLine doubtful) {
  if (!line.is_there) return false;
  Shape doubt = matter_shape(text, doubtful);
  bool is_prose = doubtful.after_blank && (doubt == SHAPE_COMMENT || doubt == SHAPE_OTHER);
  switch (matter_shape(text, line)) {
    case SHAPE_FENCE:
      if (line.after_blank) return doubt == SHAPE_NESTED && !is_empty(nested_key_of(text, doubtful.words));
      return !is_prose;
    case SHAPE_NESTED: return !line.after_blank && !is_prose;
    case SHAPE_ENTRY: return !line.after_blank && (is_known_entry(text, line) || !is_prose);
    default: return false;
  }
}

// How many lines front matter has that begins with the first line of the text, that one not counted; 0 if there is none.
static uint32_t matter_lines(Text *text) {
  MatterLine line = matter_line(text, 0);
  if (!is_matter_fence(text, line)) return 0;
  bool has_entry = false;
  uint32_t n_lines = 0;
  for (;;) {
    line = matter_line(text, line.next);
    if (!line.is_there) break;
    Shape shape = matter_shape(text, line);
    if (shape == SHAPE_FENCE) return has_entry || n_lines == 0 ? n_lines + 1 : 0;
    bool belongs = (shape == SHAPE_ENTRY && (!line.after_blank || is_known_entry(text, line))) ||
                   (shape == SHAPE_NESTED && has_entry && !line.after_blank);
    if (!belongs) {
      MatterLine next = matter_line(text, line.next);
      if (!vouches(text, next, line) || !has_matter_fence(text, line.next)) break;
    }
    has_entry = has_entry || shape == SHAPE_ENTRY;
    n_lines++;
  }
  return has_entry ? n_lines : 0;
}

// The value in the rest of a line: without a comment behind two blanks, and without blanks around it.
static Span value_in(Text *text, Span rest) {
  for (uint32_t i = rest.start; i + 2 < rest.end; i++) {
    if (at(text, i) == ' ' && at(text, i + 1) == ' ' && at(text, i + 2) == '#') rest.end = i;
  }
  return trim(text, rest);
}

// Whether a value stands in a pair of quotation marks that is not inside as well.
static bool is_quoted(Text *text, Span value) {
  int32_t mark = at(text, value.start);
  if ((mark != '"' && mark != '\'') || value.end - value.start < 2 || at(text, value.end - 1) != mark) return false;
  return !contains(text, (Span){value.start + 1, value.end - 1}, mark);
}

#endif
