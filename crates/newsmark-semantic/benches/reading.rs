//! How fast articles are read: `cargo bench -p newsmark-semantic`.
//!
//! The whole analysis is to read more than 20 MB/s on one core. A keystroke is measured in pairs, read by a
//! reader that knows the text before it and by one that does not.

use divan::Bencher;
use divan::counter::BytesCount;
use newsmark_semantic::measure::Voices;
use newsmark_semantic::{Reader, Settings, analyze};
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

/// A text in words, about.
const WORDS: [usize; 2] = [2_000, 100_000];

#[divan::bench(args = WORDS, sample_count = 50)]
fn keystroke_read_afresh(bencher: Bencher<'_, '_>, n_words: usize) {
    let [_, after] = keystroke(n_words);
    bencher.bench(|| analyze(&after, &Settings::default()));
}

#[divan::bench(args = WORDS, sample_count = 50)]
fn keystroke_read_incrementally(bencher: Bencher<'_, '_>, n_words: usize) {
    let [before, after] = keystroke(n_words);
    let mut reader = Reader::default();
    reader.read(&before, &Settings::default());
    let mut is_typed = false;
    bencher.bench_local(|| {
        // Typed and taken back, again and again.
        is_typed = !is_typed;
        reader.read(if is_typed { &after } else { &before }, &Settings::default())
    });
}

/// A text before and after a letter is typed in the middle of it.
fn keystroke(n_words: usize) -> [String; 2] {
    let before = Sample::Numbers.text(n_words * 6);
    let middle = before.len() / 2;
    let place = before[middle..].find(' ').map_or(middle, |blank| middle + blank);
    let after = format!("{}e{}", &before[..place], &before[place..]);
    [before, after]
}
