//! Nobody, and whoever owns the words: *no captain said*, *Hult's answer*.

use newsmark_lexer::vocabulary::{Class, without_possessive};
use newsmark_lexer::{TextRange, TextSize};

use super::edges::is_possessive;
use super::{Subject, SubjectKind};
use crate::facts::quote::layout::Layout;

/// Whether it is nobody who says it: *no captain*, *neither of them*.
pub(in super::super) fn is_nobody(layout: &Layout<'_, '_>, subject: &Subject) -> bool {
    let first = layout.bytes(subject.first);
    let before = subject.first.checked_sub(1).map_or(&b""[..], |before| layout.bytes(before));
    [first, before].iter().any(|word| {
        [&b"nobody"[..], b"no", b"none", b"neither"]
            .iter()
            .any(|none| word.eq_ignore_ascii_case(none))
    })
}

/// Whose words a phrase calls by what they are: *Hult* of *Hult's short answer*, *the board* of *the board's verdict*.
pub(in super::super) fn owner_of_words(
    layout: &Layout<'_, '_>,
    phrase: &Subject,
) -> Option<Subject> {
    let speech = (phrase.first..=phrase.last)
        .take_while(|&i| !layout.is(i, Class::Preposition))
        .find(|&i| layout.is(i, Class::SpeechNoun))?;
    let token = layout.token(phrase.first)?;
    let own = |last, range, kind| Some(Subject { first: phrase.first, last, range, kind });
    if matches!(
        layout.bytes(phrase.first),
        b"his" | b"His" | b"her" | b"Her" | b"their" | b"Their" | b"its" | b"Its"
    ) {
        return own(phrase.first, layout.words.range(token), SubjectKind::Pronoun);
    }
    let owner = (phrase.first..speech).find(|&i| is_possessive(layout, i))?;
    if let Some(name) = layout.name(owner) {
        let named = Subject { first: name.first, ..phrase.clone() };
        let range = layout.words.span(layout.token(name.first)?, layout.token(name.last)?);
        let last = name.last;
        return Some(Subject {
            last,
            range: without_s(layout, range),
            kind: SubjectKind::Name(name.id),
            ..named
        });
    }
    let range = layout.words.span(token, layout.token(owner)?);
    own(owner, without_s(layout, range), SubjectKind::Description)
}

/// A stretch without the `'s` at its end.
fn without_s(layout: &Layout<'_, '_>, range: TextRange) -> TextRange {
    let words = without_possessive(&layout.words.text[range]);
    TextRange::at(range.start(), TextSize::of(words))
}
