//! Where sentences end.
//!
//! A stop ends a sentence if what follows can begin one; after an abbreviation or an initial, only if
//! it can hardly be anything else. Two sentences taken for one do less harm than one torn apart:
//! figures of the halves would lose each other.

use newsmark_lexer::{Class, Kind, TextRange};

use super::{Trigger, Words};
use crate::document::BlockKind;

/// How many tokens of news there are for one sentence, at the least.
const TOKENS_A_SENTENCE: usize = 16;

/// Adds the sentences of a paragraph, in order. Each token belongs to exactly one.
pub(crate) fn split(words: &Words<'_>, sentences: &mut Vec<TextRange>) {
    sentences.reserve(words.len() / TOKENS_A_SENTENCE + 1);
    let mut start = 0;
    let mut index = 0;
    // A straight mark looks the same on both sides; the one that stands after an open one closes.
    let mut is_open = false;
    let is_by_line = may_end_with_line(words);
    while index < words.len() {
        if !is_by_line {
            // Nothing happens before the next stop or mark, or the end.
            index = words.place(index..words.len(), STOPS).unwrap_or(words.len() - 1);
        }
        let stop = Stop::read(words, index, is_open);
        let last = stop.as_ref().map_or(index, |stop| stop.last);
        if last + 1 == words.len()
            || stop.is_some_and(|stop| stop.ends_sentence(words, start))
            || ends_with_line(words, last)
        {
            sentences.push(words.span(start, last));
            start = last + 1;
        }
        let n_marks = (index..=last).filter(|&i| words.kind(i) == Kind::StraightDouble).count();
        is_open ^= n_marks % 2 == 1;
        index = last + 1;
    }
}

/// What can end a sentence, and the mark that opens and closes.
const STOPS: Trigger = Trigger::kinds(&[
    Kind::FullStop,
    Kind::Question,
    Kind::Exclamation,
    Kind::Ellipsis,
    Kind::Abbreviation,
    Kind::StraightDouble,
]);

/// Whether a line can end a sentence without a stop.
fn may_end_with_line(words: &Words<'_>) -> bool {
    matches!(words.kind, BlockKind::BlockQuote | BlockKind::Note(_) | BlockKind::Table)
}

/// Whether the line ends a sentence after a token without a stop: in tables, and in block quotes before
/// an empty line or the dash that names the speaker.
fn ends_with_line(words: &Words<'_>, index: usize) -> bool {
    if !may_end_with_line(words) {
        return false;
    }
    let gap = TextRange::new(words.range(index).end(), words.range(index + 1).start());
    let gap = &words.text[gap];
    let n_lines = gap.matches('\n').count().max(gap.matches('\r').count());
    match words.kind {
        BlockKind::Table => n_lines > 0,
        _ => n_lines > 1 || (n_lines == 1 && words.kind(index + 1).is_dash()),
    }
}

/// A stop with the marks that belong to it: `.`, `?!`, `.”)`.
struct Stop {
    first: usize,
    /// The last of the stops.
    stop: usize,
    /// The last of the closing marks.
    last: usize,
}

impl Stop {
    fn read(words: &Words<'_>, first: usize, is_open: bool) -> Option<Stop> {
        if !is_stop(words.kind(first)) && words.kind(first) != Kind::Abbreviation {
            return None;
        }
        let mut stop = first;
        while is_stop(words.kind(stop + 1)) && words.is_glued(stop + 1) {
            stop += 1;
        }
        let mut last = stop;
        while closes(words, last + 1) {
            let opens = words.kind(last + 1) == Kind::StraightDouble && !is_open;
            if opens && words.is_glued(last + 2) {
                break;
            }
            last += 1;
        }
        Some(Stop { first, stop, last })
    }

    /// Whether it ends the sentence that begins at `start`. Something follows it.
    fn ends_sentence(&self, words: &Words<'_>, start: usize) -> bool {
        let next = self.last + 1;
        if is_wide(words, self.stop) {
            return true;
        }
        if words.is_glued(next) {
            return self.ends_unspaced(words, start);
        }
        if self.stop > self.first && words.kind(self.first) != Kind::Abbreviation {
            return begins_sentence(words, next) && !names_speaker(words, self.stop, next);
        }
        match abbreviation(words, start, self.first) {
            Abbreviation::No => {
                begins_sentence(words, next) && !names_speaker(words, self.stop, next)
            }
            Abbreviation::BeforeNumber => {
                begins_sentence(words, next) && !words.kind(next).is_number()
            }
            Abbreviation::OfTime => begins_sentence(words, next) && !continues_time(words, next),
            Abbreviation::Yes => is_starter(words, next),
        }
    }

    /// Whether it ends the sentence although the next begins without a blank, as where the lines of a
    /// web page were joined: `on Monday.The council`. Names of machines and files look alike, so
    /// both sides must look like prose.
    fn ends_unspaced(&self, words: &Words<'_>, start: usize) -> bool {
        let is_plain = abbreviation(words, start, self.first) == Abbreviation::No;
        let before = self.first.checked_sub(1).map_or("", |before| words.text(before));
        let is_word = before.chars().nth(2).is_some() || self.last > self.stop;
        let mut next = self.last + 1;
        next += usize::from(matches!(
            words.kind(next),
            Kind::StraightDouble | Kind::CurlyDoubleOpen | Kind::CurlySingleOpen
        ));
        let mut letters = words.text(next).chars().skip(1);
        let is_name = letters.next().is_some_and(char::is_lowercase) && letters.next().is_some();
        let begins = is_starter(words, next) || (words.is_capitalised(next) && is_name);
        let goes_on = words.is_glued(next + 1)
            && matches!(
                words.kind(next + 1),
                Kind::FullStop | Kind::At | Kind::Slash | Kind::ParenOpen
            );
        is_plain && is_word && begins && !goes_on
    }
}

fn is_stop(kind: Kind) -> bool {
    matches!(kind, Kind::FullStop | Kind::Question | Kind::Exclamation | Kind::Ellipsis)
}

/// Whether a stop is of the kind that needs no blank after it: `。`
fn is_wide(words: &Words<'_>, stop: usize) -> bool {
    is_stop(words.kind(stop)) && words.text(stop).starts_with(['。', '？', '！'])
}

/// Whether a mark belongs to the sentence whose stop it follows.
fn closes(words: &Words<'_>, index: usize) -> bool {
    let is_mark = matches!(
        words.kind(index),
        Kind::StraightDouble
            | Kind::CurlyDoubleClose
            | Kind::StraightSingle
            | Kind::CurlySingleClose
            | Kind::GuillemetClose
            | Kind::AngleClose
            | Kind::CornerClose
            | Kind::ParenClose
            | Kind::BracketClose
    );
    is_mark && words.is_glued(index)
}

/// Whether a stop may belong to the word before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Abbreviation {
    No,
    /// `No.`, `fig.`: only if a number follows.
    BeforeNumber,
    /// `a.m.`: a day or a zone may follow.
    OfTime,
    Yes,
}

fn abbreviation(words: &Words<'_>, start: usize, stop: usize) -> Abbreviation {
    if words.kind(stop) == Kind::Abbreviation {
        let is_time = matches!(words.bytes(stop), b"a.m." | b"p.m.");
        return if is_time { Abbreviation::OfTime } else { Abbreviation::Yes };
    }
    if words.kind(stop) != Kind::FullStop || stop == start || !words.is_glued(stop) {
        return Abbreviation::No;
    }
    let before = stop - 1;
    let is_short = |text: &str| text.chars().nth(1).is_none();
    match words.kind(before) {
        // `1.` opens an item of a list that is set as text.
        Kind::Integer if before == start => Abbreviation::Yes,
        Kind::Word if words.is_capitalised(before) && is_short(words.text(before)) => {
            Abbreviation::Yes
        }
        Kind::Word => match words.value(before, Class::StopAbbreviation) {
            Some(1) => Abbreviation::BeforeNumber,
            Some(_) => Abbreviation::Yes,
            None => Abbreviation::No,
        },
        _ => Abbreviation::No,
    }
}

/// Whether a sentence can begin at a token: anything but a word in lower case and a mark that joins.
fn begins_sentence(words: &Words<'_>, index: usize) -> bool {
    match words.kind(index) {
        Kind::Word | Kind::Abbreviation => !words.text(index).starts_with(char::is_lowercase),
        Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::FullStop | Kind::Slash => false,
        Kind::Question | Kind::Exclamation | Kind::Percent | Kind::Times | Kind::Equals => false,
        kind => !kind.is_dash() && kind != Kind::Hyphen,
    }
}

/// Whether a sentence begins at a token even after an abbreviation: a capital on a word that would
/// have none inside a sentence.
fn is_starter(words: &Words<'_>, index: usize) -> bool {
    const SMALL_WORDS: &[Class] = &[
        Class::Determiner,
        Class::Pronoun,
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Adverb,
    ];
    // `A. B. Jones` begins with an initial, not with an article.
    let is_initial = words.text(index).len() == 1 && words.kind(index + 1) == Kind::FullStop;
    words.is_capitalised(index) && !is_initial && words.is_any_of(index, SMALL_WORDS)
}

/// Whether a time of day goes on: `9 a.m. Monday`, `9 a.m. EST`, `9 a.m. (0800 GMT)`.
fn continues_time(words: &Words<'_>, index: usize) -> bool {
    let is_zone = |text: &str| text.len() >= 2 && !text.contains(char::is_lowercase);
    words.is_any_of(index, &[Class::Weekday, Class::Month])
        || words.kind(index) == Kind::ParenOpen
        || (words.kind(index) == Kind::Word && is_zone(words.text(index)))
}

/// Whether `?` or `!` closed a quote and the name of its speaker follows: `"Will it hold?" Marlow asked.`
fn names_speaker(words: &Words<'_>, stop: usize, next: usize) -> bool {
    let is_quoted = next > stop + 1 && words.kind(stop + 1) != Kind::ParenClose;
    if !is_quoted || !matches!(words.kind(stop), Kind::Question | Kind::Exclamation) {
        return false;
    }
    let is_name = |index: usize| words.is_capitalised(index) && !is_starter(words, index);
    let n_names = (next..next + 5).take_while(|&index| is_name(index)).count();
    n_names > 0 && words.is(next + n_names, Class::Cue)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// Shows each sentence between bars.
    fn check(text: &str, expect: Expect) {
        check_in(text, BlockKind::Paragraph, expect);
    }

    fn check_in(text: &str, kind: BlockKind, expect: Expect) {
        let words = Words::read(text, kind);
        let mut sentences = Vec::new();
        split(&words, &mut sentences);
        let sentences: Vec<&str> = sentences.into_iter().map(|range| &text[range]).collect();
        expect.assert_eq(&sentences.join(" | ").replace('\n', "/"));
    }

    #[test]
    fn a_stop_before_a_capital_or_a_number_ends_a_sentence() {
        check(
            "Fares rose. Riders left. 40 stayed. \u{20AC}5 was too much.",
            expect!["Fares rose. | Riders left. | 40 stayed. | €5 was too much."],
        );
        check(
            "It rose 4.5 percent in 2024. The port said so!",
            expect!["It rose 4.5 percent in 2024. | The port said so!"],
        );
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_they_close() {
        check(
            "\"Fares rose.\" Riders left. (Some stayed.) “All is well.” He left.",
            expect![[
                r#""Fares rose." | Riders left. | (Some stayed.) | “All is well.” | He left."#
            ]],
        );
        check("Fares rose.[^port] Riders left.[^port]", expect!["Fares rose. | Riders left."]);
    }

    #[test]
    fn a_question_inside_a_sentence_does_not_end_it() {
        check(
            "\"Will it hold?\" she asked. \"Run!\" Marlow shouted. \"Why?\" Nobody knew.",
            expect![[
                r#""Will it hold?" she asked. | "Run!" Marlow shouted. | "Why?" | Nobody knew."#
            ]],
        );
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        check(
            "Mr. Smith met Dr. A. B. Jones on Jan. 17 in St. Ives. No. 10 was quiet.",
            expect!["Mr. Smith met Dr. A. B. Jones on Jan. 17 in St. Ives. | No. 10 was quiet."],
        );
        check(
            "U.S. President Ann Lee left the U.S. The senate stayed at 9 a.m. Monday.",
            expect!["U.S. President Ann Lee left the U.S. | The senate stayed at 9 a.m. Monday."],
        );
        check(
            "The answer was no. Acme Inc. shares fell. He left at 9 p.m. Police came.",
            expect![
                "The answer was no. | Acme Inc. shares fell. | He left at 9 p.m. | Police came."
            ],
        );
    }

    #[test]
    fn an_ellipsis_ends_a_sentence_only_before_a_capital() {
        check(
            "Well… perhaps. And then... Nothing. “We … we won,” he said.",
            expect!["Well… perhaps. | And then... | Nothing. | “We … we won,” he said."],
        );
    }

    #[test]
    fn lines_end_sentences_in_block_quotes_and_tables_only() {
        let quote = "We did not\n> expect it\n>\n> again\n> — Ines Marlow, port director";
        check_in(
            quote,
            BlockKind::BlockQuote,
            expect!["We did not/> expect it | again | — Ines Marlow, port director"],
        );
        check_in(
            "| Year | Riders |\n|---|---|\n| 2023 | 1.08 |",
            BlockKind::Table,
            expect!["| Year | Riders | | | 2023 | 1.08 |"],
        );
        check("Folded\nlines are one", expect!["Folded/lines are one"]);
    }

    #[test]
    fn sentences_that_were_joined_come_apart() {
        check(
            "Fares rose on Monday.The council met.\"We know,\" it said.\"All of us.\"Then it left.",
            expect![[
                r#"Fares rose on Monday. | The council met. | "We know," it said. | "All of us." | Then it left."#
            ]],
        );
        check(
            "It runs on Node.js, see Readme.Md or ask ann.lee@example.org. The U.S.Army left.",
            expect![
                "It runs on Node.js, see Readme.Md or ask ann.lee@example.org. | The U.S.Army left."
            ],
        );
    }

    #[test]
    fn wide_stops_need_no_blank() {
        check("票价上涨。乘客离开！", expect!["票价上涨。 | 乘客离开！"]);
    }
}
