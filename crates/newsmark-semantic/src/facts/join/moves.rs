//! Where the places of an article have gone since it was joined before.
//!
//! A paragraph that stays takes its places along. One that was read again keeps those before and behind the edit: the
//! words there are the same, and so is what can be said of them alone. A place that the edit itself took is nowhere.

use newsmark_lexer::{TextRange, TextSize};

use super::{Piece, Seam};
use crate::facts::ParagraphSpan;
use crate::version::{Earlier, Kept};

/// The stretches of an earlier text that stand in a later one too, in order, with how far each moved.
pub(crate) struct Moves {
    stretches: Vec<Stretch>,
}

/// Words that are the same as before.
struct Stretch {
    /// Where they stood.
    old: TextRange,
    /// What to add to a place in them, all around the numbers of 32 bits.
    by: u32,
}

impl Moves {
    /// From paragraphs of one text to as many of another; none where paragraphs came or went.
    pub(super) fn between(
        old: &[ParagraphSpan],
        old_text: Earlier<'_>,
        new: &[Piece],
        text: &str,
        seam: &Seam<'_>,
    ) -> Option<Moves> {
        if old.len() != new.len() {
            return None;
        }
        let others = seam.others(old.len());
        let mut moves = Moves { stretches: Vec::with_capacity(2 + 2 * others.len()) };
        moves.all(&old[..others.start], &new[..others.start]);
        for (old, (new, _)) in old[others.clone()].iter().zip(&new[others.clone()]) {
            let (old, new) = (old.range, new.range);
            let Kept { before, behind, .. } = Kept::between(&old_text.words(old), &text[new]);
            let head = TextRange::at(old.start(), TextSize::new(before as u32));
            let tail = TextRange::new(old.end() - TextSize::new(behind as u32), old.end());
            moves.go_on(head, apart(old.start(), new.start()));
            moves.stretches.push(Stretch { old: tail, by: apart(old.end(), new.end()) });
        }
        moves.all(&old[others.end..], &new[others.end..]);
        Some(moves)
    }

    /// Adds paragraphs that have all moved in the same way, behind the last words.
    fn all(&mut self, old: &[ParagraphSpan], new: &[Piece]) {
        if let ([first, ..], [.., last], [(new, _), ..]) = (old, old, new) {
            self.go_on(
                first.range.cover(last.range),
                apart(first.range.start(), new.range.start()),
            );
        }
    }

    /// Adds words behind the last ones, of which no fact has a part together with some of these.
    fn go_on(&mut self, old: TextRange, by: u32) {
        match self.stretches.last_mut().filter(|last| last.by == by) {
            Some(last) => last.old = last.old.cover(old),
            None => self.stretches.push(Stretch { old, by }),
        }
    }

    /// Where something begins that began there.
    pub(crate) fn place(&self, old: TextSize) -> Option<TextSize> {
        Some(self.range(TextRange::new(old, old))?.start())
    }

    /// Where some words stand now; none if they are no longer the same.
    pub(crate) fn range(&self, old: TextRange) -> Option<TextRange> {
        let begins = |stretch: &Stretch| stretch.old.start() <= old.start();
        // Nearly everything stands before the edit or behind it.
        let stretch = match &self.stretches[..] {
            [.., last] if begins(last) => last,
            [first, next, ..] if begins(first) && !begins(next) => first,
            all => &all[all.partition_point(begins).checked_sub(1)?],
        };
        let place = |at: TextSize| TextSize::new(u32::from(at).wrapping_add(stretch.by));
        let is_whole = old.end() <= stretch.old.end();
        is_whole.then(|| TextRange::new(place(old.start()), place(old.end())))
    }

    /// The same for words that there may be.
    pub(crate) fn any(&self, old: Option<TextRange>) -> Option<Option<TextRange>> {
        match old {
            Some(old) => self.range(old).map(Some),
            None => Some(None),
        }
    }
}

/// From one place to another.
fn apart(old: TextSize, new: TextSize) -> u32 {
    u32::from(new).wrapping_sub(old.into())
}
