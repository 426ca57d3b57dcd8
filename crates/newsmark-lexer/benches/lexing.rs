//! How fast text becomes tokens: `cargo bench -p newsmark-lexer`.
//!
//! The lexer is to read more than 300 MB/s of prose and 100 MB/s of anything at all. Each line of
//! adversarial text is read at three sizes: as many MB/s at each means that the time is linear.

mod texts;

use std::hint::black_box;

use divan::Bencher;
use divan::counter::BytesCount;
use texts::{LINES, NEWS, Sample};

const MEGABYTE: usize = 1_000_000;

fn main() {
    divan::main();
}

#[divan::bench(args = NEWS)]
fn news(bencher: Bencher<'_, '_>, sample: Sample) {
    measure(bencher, &sample.text(MEGABYTE));
}

/// Paragraph after paragraph and kept, as the reader of articles does it.
#[divan::bench(args = NEWS)]
fn kept_paragraphs(bencher: Bencher<'_, '_>, sample: Sample) {
    let text = sample.text(MEGABYTE);
    let paragraphs: Vec<&str> = text.split_inclusive("\n\n").collect();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let mut n_tokens = 0;
        for paragraph in &paragraphs {
            let mut tokens = Vec::with_capacity(paragraph.len() / 2);
            tokens.extend(newsmark_lexer::lex(paragraph));
            n_tokens += black_box(tokens).len();
        }
        n_tokens
    });
}

#[divan::bench(args = LINES, sample_count = 5)]
fn lines_of_100_kb(bencher: Bencher<'_, '_>, sample: Sample) {
    measure(bencher, &sample.text(MEGABYTE / 10));
}

#[divan::bench(args = LINES, sample_count = 5)]
fn lines_of_1_mb(bencher: Bencher<'_, '_>, sample: Sample) {
    measure(bencher, &sample.text(MEGABYTE));
}

#[divan::bench(args = LINES, sample_count = 5)]
fn lines_of_10_mb(bencher: Bencher<'_, '_>, sample: Sample) {
    measure(bencher, &sample.text(10 * MEGABYTE));
}

fn measure(bencher: Bencher<'_, '_>, text: &str) {
    bencher.counter(BytesCount::of_str(text)).bench(|| {
        for token in newsmark_lexer::lex(text) {
            black_box(token);
        }
    });
}
