//! Comments: notes to colleagues, which no reader sees.
//!
//! A comment alone on its lines speaks of the block after it, one in running text of its sentence. A
//! comment without an end hides the rest of its paragraph, and speaks of nothing.

use newsmark_lexer::{TextRange, TextSize};

use crate::document::{BlockKind, Document};
use crate::paragraph::{MarkKind, Words};

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// `<!-- note: ask the port -->`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// All of it.
    pub range: TextRange,
    /// What stands between the marks, without blanks around it.
    pub words: TextRange,
    /// Whether it has an end.
    pub is_closed: bool,
    /// The words that it speaks of: the next block, or the sentence it stands in.
    pub about: TextRange,
}

impl Comment {
    /// One that was found in a paragraph, where that begins at this place.
    pub(super) fn at(self, start: TextSize) -> Comment {
        let Comment { range, words, about, .. } = self;
        Comment { range: range + start, words: words + start, about: about + start, ..self }
    }
}

/// Finds the comments in a paragraph's running text.
pub(crate) fn inline(words: &Words<'_>, sentences: &[TextRange]) -> Vec<Comment> {
    let mut comments: Vec<Comment> = Vec::new();
    for mark in words.marks.iter().filter(|mark| mark.kind == MarkKind::Comment) {
        // Behind the stop of a sentence it speaks of that sentence, as does one behind another comment.
        let before = words.text[..usize::from(mark.range.start())].trim_end();
        let end = TextSize::of(before);
        let about = match comments.last() {
            Some(last) if last.range.end() == end => last.about,
            _ => sentence_at(words.text, sentences, end).unwrap_or(mark.range),
        };
        comments.push(comment(words.text, mark.range, about));
    }
    comments
}

/// The last sentence that begins before a place, or the first, with the references and comments behind it.
fn sentence_at(text: &str, sentences: &[TextRange], place: TextSize) -> Option<TextRange> {
    let index = sentences.partition_point(|sentence| sentence.start() < place).saturating_sub(1);
    let start = sentences.get(index)?.start();
    let end = sentences.get(index + 1).map_or(TextSize::of(text), |next| next.start());
    let words = &text[TextRange::new(start, end)];
    Some(TextRange::at(start, TextSize::of(words.trim_end())))
}

/// All comments of a text, in order; those in running text are known.
pub(crate) fn collect(text: &str, document: &Document, inline: Vec<Comment>) -> Vec<Comment> {
    let mut comments = inline;
    let n_inline = comments.len();
    let mut after: Option<Option<TextRange>> = None;
    for (index, block) in document.blocks.iter().enumerate() {
        if block.kind == BlockKind::Comment {
            // Comments one after the other speak of the same block, which is looked for once.
            let about = after.unwrap_or_else(|| following(document, index + 1));
            comments.push(comment(text, block.content, about.unwrap_or(block.range)));
            after = Some(about);
        } else {
            after = None;
        }
    }
    if n_inline > 0 {
        comments.sort_by_key(|comment| comment.range.start());
    }
    comments
}

/// The block at or after an index that is no comment; all items of a list are one.
fn following(document: &Document, index: usize) -> Option<TextRange> {
    let rest = document.blocks.get(index..)?;
    let mut rest = rest.iter().skip_while(|block| block.kind == BlockKind::Comment);
    let first = rest.next()?;
    let is_item = |kind| kind == BlockKind::ListItem;
    let others = rest.take_while(|block| is_item(first.kind) && is_item(block.kind));
    Some(others.last().map_or(first.range, |last| first.range.cover(last.range)))
}

fn comment(text: &str, range: TextRange, about: TextRange) -> Comment {
    let all = &text[range];
    // HTML ends an empty comment so.
    let is_empty = all.starts_with("<!-->") || all.starts_with("<!--->");
    let is_closed = is_empty || all[OPEN.len().min(all.len())..].contains(CLOSE);
    let inner = all.strip_prefix(OPEN).unwrap_or(all);
    let inner = inner.strip_suffix(CLOSE).unwrap_or(inner);
    let blanks = inner.len() - inner.trim_start().len();
    let start = range.start() + TextSize::new((OPEN.len() + blanks) as u32);
    let words = TextRange::at(start.min(range.end()), TextSize::of(inner.trim()));
    Comment { range, words, is_closed, about }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    fn check(text: &str, expect: Expect) {
        let facts = crate::analyze(text, &crate::Settings::default()).facts;
        let mut dump = String::new();
        for comment in &facts.comments {
            let (words, about) = (facts.words(comment.words), facts.words(comment.about));
            let end = if comment.is_closed { "" } else { ", unclosed" };
            dump += &format!("{words:?} about {about:?}{end}\n");
        }
        expect.assert_eq(&dump);
    }

    #[test]
    fn a_comment_speaks_of_the_next_block_or_of_its_sentence() {
        check(
            "<!-- note: one -->\n\n<!-- two\n\nlines -->\nThe ferry sank. It rose. <!-- three --> <!-- four --> It <!--five--> sank.\n\n<!-- six -->\n- a\n- b\n\nEnd.\n",
            expect![[r#"
                "note: one" about "The ferry sank. It rose. <!-- three --> <!-- four --> It <!--five--> sank."
                "two\n\nlines" about "The ferry sank. It rose. <!-- three --> <!-- four --> It <!--five--> sank."
                "three" about "It rose. <!-- three --> <!-- four -->"
                "four" about "It rose. <!-- three --> <!-- four -->"
                "five" about "It <!--five--> sank."
                "six" about "- a\n- b"
            "#]],
        );
    }

    #[test]
    fn a_comment_without_an_end_is_known_as_one() {
        check(
            "A <!-- b\n\n<!-- c\nd\n\n<!-- e -->",
            expect![[r#"
                "b" about "A <!-- b", unclosed
                "c\nd" about "<!-- c\nd", unclosed
                "e" about "<!-- e -->"
            "#]],
        );
    }
}
