//! How fast articles are read: `cargo bench -p newsmark-semantic`.
//!
//! The whole analysis is to read more than 20 MB/s on one core. A keystroke is measured in pairs, read by a
//! reader that knows the text before it and by one that does not.

use std::fmt;

use divan::Bencher;
use divan::counter::BytesCount;
use newsmark_semantic::measure::Voices;
use newsmark_semantic::{Reader, Settings, Sources, TextRange, TextSize, Version, analyze};
use texts::{LINES, NEWS, Sample};

#[path = "../../newsmark-lexer/benches/texts/mod.rs"]
mod texts;

fn main() {
    divan::main();
}

#[divan::bench(args = NEWS, sample_count = 20)]
fn articles_of_1_mb(bencher: Bencher<'_, '_>, sample: Sample) {
    let text = sample.text(1_000_000);
    read(bencher, &text);
}

#[divan::bench(args = LINES, sample_count = 5)]
fn lines_of_1_mb(bencher: Bencher<'_, '_>, sample: Sample) {
    let text = sample.text(1_000_000);
    read(bencher, &text);
}

fn read(bencher: Bencher<'_, '_>, text: &str) {
    bencher.counter(BytesCount::of_str(text)).bench(|| analyze(text, &Settings::default()));
}

/// All of the analysis of an article of about 900 words, most of it somebody's.
#[divan::bench(sample_count = 200)]
fn quoted_article_of_900_words(bencher: Bencher<'_, '_>) {
    read(bencher, &quoted_article());
}

/// Only who is in it and who says what: names, quotations and their speakers. It is to take less than 0.3 ms.
#[divan::bench(sample_count = 200)]
fn quotes_and_people_of_900_words(bencher: Bencher<'_, '_>) {
    let text = quoted_article();
    let mut voices = Voices::new(&text);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| voices.read());
}

fn quoted_article() -> String {
    let mut text = String::from("# Harbour board ‘looked away’: report\n\n");
    let people = ["Tove Arnesen", "Max Weil", "Clara Hult", "Ines Rocha", "Olga Brandt"];
    for round in 0..28 {
        let (name, other) = (people[round % 5], people[(round + 2) % 5]);
        let family = other.split(' ').next_back().unwrap_or(other);
        text += &format!(
            "“We looked away for {round} years,” said {name}, who runs yard {round} of the port. She \
             called it “a mistake.”\n\n“Nobody asked,” {family} told the board. “Nobody would have.”\n\n"
        );
    }
    text
}

/// Texts of some articles, in words, about. Prose is what it is to be measured on; where every sentence has numbers drawn at
/// random, thousands of them cannot be right, and all that is said of them is said anew.
const TEXTS: [Typed; 4] = [
    Typed(Sample::Prose, 2_000),
    Typed(Sample::Prose, 100_000),
    Typed(Sample::Numbers, 2_000),
    Typed(Sample::Numbers, 100_000),
];

/// A text that somebody types in.
#[derive(Clone, Copy)]
struct Typed(Sample, usize);

impl fmt::Display for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} words", self.0, self.1)
    }
}

impl Typed {
    /// The text, and the end of a word in the middle of it.
    fn text(self) -> (String, TextSize) {
        let text = self.0.text(self.1 * 6);
        let middle = text.len() / 2;
        let place = text[middle..].find(' ').map_or(middle, |blank| middle + blank);
        (text, TextSize::new(place as u32))
    }
}

#[divan::bench(args = TEXTS, sample_count = 50)]
fn keystroke_read_afresh(bencher: Bencher<'_, '_>, typed: Typed) {
    let (text, _) = typed.text();
    bencher.bench(|| analyze(&text, &Settings::default()));
}

/// As the server does it: what it knew of the version before is given back, and only the stroke is told. This is what a
/// stroke costs apart from the pipe; in prose of 100,000 words it is to take at most four times as long as in 2,000.
#[divan::bench(args = TEXTS, sample_count = 400)]
fn keystroke_read_incrementally(bencher: Bencher<'_, '_>, typed: Typed) {
    let (text, place) = typed.text();
    let (settings, sources) = (Settings::default(), Sources::default());
    let mut reader = Reader::default();
    let mut known = Some(reader.read(&text, &settings));
    let mut is_typed = false;
    bencher.bench_local(|| {
        if let Some(known) = known.take() {
            reader.take_back(known);
        }
        // Typed and taken back, again and again.
        let (length, by) = if is_typed { ("e", "") } else { ("", "e") };
        is_typed = !is_typed;
        let replaced = TextRange::at(place, TextSize::of(length));
        let version = Version::Edited { replaced, by };
        known = Some(reader.read_version(version, &settings, &sources, |_| {}));
    });
}
