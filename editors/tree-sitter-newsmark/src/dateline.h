// Datelines and bylines, by their shape.
//
// A port of the dateline reader of Newsmark's own parser; docs/format.md, section 3.8, says the same in words.

#ifndef NEWSMARK_DATELINE_H_
#define NEWSMARK_DATELINE_H_

#include "text.h"

static const char *const MONTHS[] = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "jan",     "feb",      "mar",   "apr",   "jun", "jul",  "aug",  "sep",    "sept",      "oct",     "nov",      "dec",
};
static const char *const WEEKDAYS[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon",    "tue",     "tues",      "wed",      "thu",    "thur",     "thurs", "fri", "sat", "sun",
};

static bool is_among(Text *text, Span word, const char *const *words, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (equals_in_any_case(text, word, words[i])) return true;
  }
  return false;
}

static bool is_month(Text *text, Span word) { return is_among(text, word, MONTHS, sizeof MONTHS / sizeof *MONTHS); }

static uint32_t skip_blanks(Text *text, uint32_t place) {
  while (is_blank(at(text, place))) place++;
  return place;
}

static bool joins_letters(Text *text, uint32_t place) {
  int32_t c = at(text, place);
  return (c == '\'' || c == 0x2019) && is_letter(at(text, place + 1));
}

// The word at a place, or the letters with a stop after each.
static Span word_at(Text *text, uint32_t place) {
  uint32_t end = place;
  while (is_letter(at(text, end)) || (end > place && joins_letters(text, end))) end++;
  if (end == place + 1 && at(text, end) == '.' && is_ascii_letter(at(text, end + 1)) && at(text, end + 2) == '.') {
    while (is_ascii_letter(at(text, end + 1)) && at(text, end + 2) == '.') end += 2;
    end++;
  }
  return (Span){place, end};
}

// The number at a place, or nothing.
static Span integer_at(Text *text, uint32_t place) {
  Span digits = {place, place};
  while (is_digit(at(text, digits.end))) digits.end++;
  return digits;
}

// The end of a dash at a place; 0 if there is none. A hyphen with blanks around it does for one.
static uint32_t dash_end(Text *text, uint32_t place) {
  int32_t c = at(text, place);
  if (c == 0x2013 || c == 0x2014 || c == 0x2015) return place + 1;
  if (c != '-') return 0;
  uint32_t end = place + run_of(text, (Span){place, text->limit}, '-');
  if (end > place + 1) return end;
  return place > 0 && is_blank(at(text, place - 1)) && is_blank(at(text, end)) ? end : 0;
}

// What follows the place of a dateline.
typedef struct {
  // Where to read on.
  uint32_t next;
  bool has_day, has_agency;
  // Behind the last thing read.
  uint32_t end;
} Filed;

static void read_day(Text *text, Filed *filed) {
  uint32_t place = skip_blanks(text, filed->next);
  Span word = word_at(text, place);
  if (is_among(text, word, WEEKDAYS, sizeof WEEKDAYS / sizeof *WEEKDAYS)) {
    place = word.end;
    if (at(text, place) == '.') place++;
    if (at(text, place) == ',') place++;
    place = skip_blanks(text, place);
    word = word_at(text, place);
  }
  bool month_first = is_month(text, word);
  if (month_first) place = word.end;
  if (month_first && at(text, place) == '.') place++;
  Span day = integer_at(text, skip_blanks(text, place));
  if (is_empty(day)) return;
  place = day.end;
  if (!month_first) {
    word = word_at(text, skip_blanks(text, place));
    if (!is_month(text, word)) return;
    place = word.end;
    if (at(text, place) == '.') place++;
  }
  filed->has_day = true;
  filed->next = filed->end = place;
  place = skip_blanks(text, place);
  if (at(text, place) == ',') place = skip_blanks(text, place + 1);
  Span year = integer_at(text, place);
  int32_t first = at(text, year.start);
  if (year.end - year.start == 4 && (first == '1' || first == '2')) filed->next = filed->end = year.end;
}

static void read_agency(Text *text, Filed *filed) {
  uint32_t place = skip_blanks(text, filed->next);
  if (at(text, place) != '(') return;
  uint32_t n_tokens = 0, end = skip_blanks(text, place + 1);
  while (n_tokens < 6 && at(text, end) != ')') {
    if (at(text, end) == END) return;
    Span word = word_at(text, end);
    end = skip_blanks(text, is_empty(word) ? end + 1 : word.end);
    n_tokens++;
  }
  if (n_tokens == 0 || at(text, end) != ')') return;
  filed->has_agency = true;
  filed->next = filed->end = end + 1;
}

static bool read_dash(Text *text, Filed *filed) {
  uint32_t end = dash_end(text, skip_blanks(text, filed->next));
  if (end != 0) filed->next = filed->end = end;
  return end != 0;
}

// One to six capitalised words, with commas, stops, slashes and hyphens between them; empty if there is no such place.
static Span read_place(Text *text, bool *has_month) {
  uint32_t place = 0, end = 0, n_words = 0;
  for (;;) {
    uint32_t next = skip_blanks(text, place);
    int32_t c = at(text, next);
    if (is_upper(c)) {
      Span word = word_at(text, next);
      if (is_month(text, word)) {
        uint32_t day = word.end + (at(text, word.end) == '.' ? 1 : 0);
        if (!is_empty(integer_at(text, skip_blanks(text, day)))) break;
        *has_month = true;
      }
      n_words++;
      place = end = word.end;
    } else if ((c == ',' || c == '.' || c == '/' || c == '-') && dash_end(text, next) == 0) {
      if (c == '.' && next == end) end = next + 1;
      place = next + 1;
    } else {
      break;
    }
  }
  return n_words >= 1 && n_words <= 6 ? (Span){0, end} : (Span){0, 0};
}

// `BEIJING`, and `NAIROBI, Kenya` where a sentence begins behind the dash.
static bool is_in_capitals(Text *text, Span place, uint32_t after, bool has_month) {
  uint32_t comma = place.start;
  bool has_lower = false;
  for (uint32_t i = place.start; i < place.end; i++) has_lower = has_lower || is_lower(at(text, i));
  if (!has_lower) return true;
  while (comma < place.end && at(text, comma) != ',') {
    if (is_lower(at(text, comma))) return false;
    comma++;
  }
  if (comma == place.end || has_month || comma - place.start <= 3) return false;
  int32_t c = at(text, skip_blanks(text, after));
  bool begins = is_upper(c) || is_digit(c) || c == 0x201C || c == 0x2018 || c == '"' || c == '\'' || c == '[' || c == '*';
  return begins && !contains(text, (Span){comma + 1, place.end}, ',');
}

// The end of the dateline with which a paragraph begins; 0 if it has none.
static uint32_t dateline_end(Text *text) {
  if (!is_upper(at(text, 0))) return 0;
  bool has_month = false;
  Span place = read_place(text, &has_month);
  if (is_empty(place)) return 0;
  Filed filed = {place.end, false, false, place.end};
  // Behind the place's last joint.
  while (is_blank(at(text, filed.next)) || at(text, filed.next) == ',') filed.next++;
  read_day(text, &filed);
  read_agency(text, &filed);
  bool has_dash = read_dash(text, &filed);
  while (has_dash && (!filed.has_day || !filed.has_agency)) {
    Filed more = filed;
    read_agency(text, &more);
    read_day(text, &more);
    bool has_more = more.next != filed.next;
    if (!has_more || !read_dash(text, &more)) break;
    filed = more;
  }
  bool capitals = is_in_capitals(text, place, filed.next, has_month);
  if (has_dash) return capitals || filed.has_day || filed.has_agency ? filed.end : 0;
  return filed.has_day && filed.has_agency && capitals ? filed.end : 0;
}

static const char *const NAME_PARTICLES[] = {
    "and", "in", "of", "for", "at", "the", "de", "del", "der", "di", "da", "du", "la", "le", "van", "von", "bin", "al",
};

// `By Jane Smith and John Doe`: after the first word, names only.
static bool is_byline(Text *text, Span words) {
  Span by = {words.start, words.start + 2};
  if (words.end - words.start < 5 || !equals_in_any_case(text, by, "by") || !is_blank(at(text, by.end))) return false;
  if (at(text, words.end - 1) == '.') return false;
  uint32_t n_words = 0, place = by.end;
  while (place < words.end) {
    int32_t c = at(text, place);
    if (is_digit(c)) return false;
    Span word = word_at(text, place);
    if (is_empty(word)) {
      place++;
      continue;
    }
    bool is_particle = is_among(text, word, NAME_PARTICLES, sizeof NAME_PARTICLES / sizeof *NAME_PARTICLES);
    if (!is_upper(c) && !is_particle) return false;
    place = word.end;
    n_words++;
  }
  return n_words >= 1 && n_words <= 12;
}

#endif
