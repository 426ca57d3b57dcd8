//! Meanings of words as semantic tokens: each counted from the one before it, none longer than a line.

use newsmark_semantic::TextRange;
use newsmark_semantic::features::{self, TokenKind, TokenTraits};
use tower_lsp::lsp_types::{
    Position, Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokensEdit,
    SemanticTokensLegend,
};

use crate::view::View;

/// Kinds with the names that themes know, in the order of the legend.
static TYPES: [(TokenKind, SemanticTokenType); 10] = [
    (TokenKind::Figure, SemanticTokenType::NUMBER),
    (TokenKind::Name, SemanticTokenType::PROPERTY),
    (TokenKind::Person, SemanticTokenType::CLASS),
    (TokenKind::Speaker, SemanticTokenType::TYPE),
    (TokenKind::Cue, SemanticTokenType::FUNCTION),
    (TokenKind::Source, SemanticTokenType::NAMESPACE),
    (TokenKind::Key, SemanticTokenType::KEYWORD),
    (TokenKind::Rule, SemanticTokenType::ENUM_MEMBER),
    (TokenKind::Comment, SemanticTokenType::COMMENT),
    (TokenKind::Placeholder, SemanticTokenType::MACRO),
];

static MODIFIERS: [SemanticTokenModifier; 3] = [
    SemanticTokenModifier::DEFINITION,
    SemanticTokenModifier::new("quoted"),
    SemanticTokenModifier::new("cited"),
];

/// What the numbers in tokens stand for.
pub(crate) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TYPES.iter().map(|(_, name)| name.clone()).collect(),
        token_modifiers: MODIFIERS.to_vec(),
    }
}

/// The tokens of a stretch of text.
pub(crate) fn tokens(view: &View<'_>, within: TextRange) -> Vec<SemanticToken> {
    let mut tokens = Vec::new();
    let mut before = Position::default();
    let found = features::semantic_tokens(view.analysis);
    let first = found.partition_point(|token| token.range.end() <= within.start());
    for token in found[first..].iter().take_while(|token| token.range.start() < within.end()) {
        let kind = TYPES.iter().position(|(kind, _)| *kind == token.kind).unwrap_or_default();
        for range in lines(view, token.range) {
            let delta_line = range.start.line - before.line;
            let line_start = if delta_line == 0 { before.character } else { 0 };
            tokens.push(SemanticToken {
                delta_line,
                delta_start: range.start.character - line_start,
                length: range.end.character - range.start.character,
                token_type: kind as u32,
                token_modifiers_bitset: bits(token.traits),
            });
            before = range.start;
        }
    }
    tokens
}

/// What has changed, as one edit; none if nothing has.
pub(crate) fn delta(old: &[SemanticToken], new: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let same = |(a, b): &(&SemanticToken, &SemanticToken)| a == b;
    let start = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let inserted = &new_rest[..new_rest.len() - end];
    let n_deleted = old_rest.len() - end;
    (n_deleted > 0 || !inserted.is_empty()).then(|| SemanticTokensEdit {
        // The protocol counts numbers, five a token.
        start: 5 * start as u32,
        delete_count: 5 * n_deleted as u32,
        data: (!inserted.is_empty()).then(|| inserted.to_vec()),
    })
}

/// The pieces of a range, one a line.
fn lines(view: &View<'_>, range: TextRange) -> Vec<Range> {
    let whole = view.range(range);
    if whole.start.line == whole.end.line {
        return vec![whole];
    }
    let words = view.analysis.facts.words(range);
    let mut at = 0;
    let mut pieces = Vec::new();
    for line in words.split_inclusive(['\n', '\r']) {
        let bare = line.trim_end_matches(['\n', '\r']);
        if !bare.is_empty() {
            let place = |length: usize| {
                range.start() + newsmark_semantic::TextSize::new((at + length) as u32)
            };
            pieces.push(view.range(TextRange::new(place(0), place(bare.len()))));
        }
        at += line.len();
    }
    pieces
}

fn bits(traits: TokenTraits) -> u32 {
    let TokenTraits { is_definition, is_quoted, is_cited } = traits;
    u32::from(is_definition) | u32::from(is_quoted) << 1 | u32::from(is_cited) << 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn token(number: u32) -> SemanticToken {
        SemanticToken { delta_line: number, ..SemanticToken::default() }
    }

    proptest! {
        #[test]
        fn a_delta_leads_from_the_old_to_the_new(old in prop::collection::vec(0u32..3, 0..12), new in prop::collection::vec(0u32..3, 0..12)) {
            let [old, new] = [old, new].map(|numbers| numbers.into_iter().map(token).collect::<Vec<_>>());
            let mut made = old.clone();
            if let Some(edit) = delta(&old, &new) {
                let (start, n) = (edit.start as usize / 5, edit.delete_count as usize / 5);
                made.splice(start..start + n, edit.data.unwrap_or_default());
            }
            prop_assert_eq!(made, new);
        }
    }
}
