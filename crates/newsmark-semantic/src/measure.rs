//! A part of the analysis by itself, so that a benchmark can say what it costs.
//!
//! Nothing here is for anybody but the benchmarks: whoever wants to know who said what asks the
//! [`Analysis`](crate::Analysis). What the part needs is made ready first and not counted: blocks, words,
//! sentences, dates and figures.

use std::sync::Arc;

use crate::document::{self, Document};
use crate::facts::{self, Former, ParagraphSpan, people, quote};
use crate::paragraph::{self, Paragraph, Words};
use crate::settings::DecimalSign;

/// The paragraphs of an article's only headline and body, ready to be read for people and quotations.
pub struct Voices<'t> {
    text: &'t str,
    document: Document,
    paragraphs: Vec<(ParagraphSpan, Words<'t>, Arc<Paragraph>)>,
}

impl<'t> Voices<'t> {
    /// Makes an article ready.
    pub fn new(text: &'t str) -> Voices<'t> {
        let document = document::parse(text);
        let blocks = document.blocks.iter().filter(|block| block.kind.is_read());
        let paragraphs = blocks.map(|block| {
            let words = &text[block.content];
            let facts = paragraph::read_phrase(words, DecimalSign::Point);
            let span = ParagraphSpan { range: block.content, kind: block.kind };
            (span, Words::read(words, block.kind), Arc::new(Paragraph::new(facts)))
        });
        let paragraphs = paragraphs.collect();
        Voices { text, document, paragraphs }
    }

    /// Finds names and quotations, joins names into people, and gives each quotation its speaker: how many
    /// quotations and people there are.
    pub fn read(&mut self) -> [usize; 2] {
        for (_, words, paragraph) in &mut self.paragraphs {
            let mut facts = std::mem::take(&mut Arc::make_mut(paragraph).facts);
            facts.names = people::mentions(words);
            quote::collect(words, &mut facts);
            *paragraph = Arc::new(Paragraph::new(facts));
        }
        let pieces = self.paragraphs.iter().map(|(span, _, paragraph)| (*span, paragraph));
        let pieces: Vec<_> = pieces.collect();
        let mut article = facts::join(&pieces, self.text, Former::default());
        people::resolve(&mut article, &self.document, self.text);
        quote::restated(&mut article, self.text);
        quote::not_reopened(&mut article);
        [article.quotes.len(), article.people.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Settings, analyze};

    #[test]
    fn as_many_are_found_as_by_the_whole_analysis() {
        let text = "# Board ‘looked away’: Hult\n\n“We looked away for 9 years,” said Clara Hult, who runs \
            the yard. She called it “a mistake.”\n\n“Nobody asked,” Max Weil told the board.\n";
        let article = &analyze(text, &Settings::default()).facts.articles[0];
        let whole = [article.quotes.len(), article.people.len()];
        let mut voices = Voices::new(text);
        assert_eq!(voices.read(), whole);
        assert_eq!(voices.read(), whole, "read a second time");
        assert_eq!(whole, [4, 2]);
    }
}
