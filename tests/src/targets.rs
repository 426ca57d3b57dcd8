//! What must hold for any text: the bodies of the fuzz targets, which the tests run on texts of their own.

use newsmark_lexer::{Kind, TextRange, TextSize, Token, WordId, lex};
use newsmark_semantic::features::{self, Symbol};
use newsmark_semantic::{Analysis, Reader, Settings, Sources, Version, analyze, document};

use crate::findings;

/// Tokens tile the text, whatever it is.
///
/// # Panics
///
/// If they do not.
pub fn lexer(text: &str) {
    let mut end = TextSize::new(0);
    for Token { kind, word, range, .. } in lex(text) {
        assert!(range.start() == end && !range.is_empty(), "{kind:?} {range:?} after {end:?}");
        end = range.end();
        let words = text.get(std::ops::Range::<usize>::from(range));
        let words = words.unwrap_or_else(|| panic!("{kind:?} {range:?} cuts a character"));
        assert!(kind != Kind::Other || words.chars().count() == 1, "{words:?}");
        let may_be_known = matches!(kind, Kind::Word | Kind::Abbreviation);
        assert!(may_be_known || word == WordId::UNKNOWN, "{kind:?} {words:?}");
    }
    assert_eq!(end, TextSize::of(text));
}

/// A text can be read, and all that is said about it is in it.
///
/// # Panics
///
/// If it cannot, or something is not.
pub fn document(text: &str) {
    blocks(text);
    let settings = Settings::default();
    let analysis = analyze(text, &settings);
    for finding in &analysis.findings {
        let related = finding.related.iter().map(|related| related.range);
        related.chain([finding.range]).for_each(|range| sound(text, range));
        for fix in &finding.fixes {
            fix.edits.iter().for_each(|edit| sound(text, edit.range));
            analyze(&findings::fixed(text, fix), &settings);
        }
    }
    features::outline(&analysis).iter().for_each(|symbol| symbols(text, symbol, None));
    for article in &analysis.facts.articles {
        for figure in &article.figures {
            sound(text, figure.range);
            let hover = features::hover(&analysis, figure.range.start());
            hover.iter().for_each(|hover| sound(text, hover.range));
        }
    }
}

/// Blocks stand in order, and the articles share them out.
fn blocks(text: &str) {
    let document = document::parse(text);
    let matter = document.front_matter.as_ref().map(|matter| matter.range);
    let mut end = TextSize::new(0);
    for block in &document.blocks {
        sound(text, block.range);
        sound(text, block.content);
        assert!(block.range.contains_range(block.content), "{block:?}");
        let is_given = matter.is_some_and(|matter| matter.contains_range(block.range));
        assert!(block.range.start() >= end || is_given, "{block:?} begins before {end:?}");
        end = end.max(block.range.end());
    }
    let mut next = 0;
    for article in &document.articles {
        assert_eq!(article.blocks.start, next);
        next = article.blocks.end;
        sound(text, article.range);
    }
    assert_eq!(next, document.blocks.len());
}

fn symbols(text: &str, symbol: &Symbol, parent: Option<TextRange>) {
    sound(text, symbol.range);
    assert!(symbol.range.contains_range(symbol.selection), "{symbol:?}");
    assert!(parent.is_none_or(|parent| parent.contains_range(symbol.range)), "{symbol:?}");
    symbol.children.iter().for_each(|child| symbols(text, child, Some(symbol.range)));
}

/// A range that lies in the text, on character boundaries.
fn sound(text: &str, range: TextRange) {
    let words = text.get(std::ops::Range::<usize>::from(range));
    assert!(words.is_some(), "{range:?} is no part of the text");
}

/// What stands between a text and its edits, and between two edits, in what [`edits`] is given.
pub const EDIT: char = '\u{1}';

/// After any edits, a text is read as if it were opened anew. The text comes first, then, after each
/// [`EDIT`], a character that tells where, one that tells how much goes, and what comes instead.
///
/// # Panics
///
/// If it is not.
pub fn edits(script: &str) {
    let settings = Settings::default();
    let mut parts = script.split(EDIT);
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut reader = Reader::default();
    let mut kept = reader.read(&text, &settings);
    for (index, edit) in parts.take(8).enumerate() {
        let before = text.clone();
        apply(edit, &mut text);
        reader.take_back(kept);
        kept = match index % 3 {
            0 => reader.read(&text, &settings),
            _ => read_edited(&mut reader, &before, &text, &settings),
        };
        assert_eq!(all(&kept), all(&analyze(&text, &settings)), "after {text:?}");
    }
}

/// Reads a text of which the reader has read an earlier version last, as an edit of that one.
pub fn read_edited(
    reader: &mut Reader,
    before: &str,
    after: &str,
    settings: &Settings,
) -> Analysis {
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| {
        let same = pairs.take_while(|(old, new)| old == new);
        same.map(|(character, _)| character.len_utf8()).sum::<usize>()
    };
    let start = same(&mut before.chars().zip(after.chars()));
    let (old, new) = (&before[start..], &after[start..]);
    let behind = same(&mut old.chars().rev().zip(new.chars().rev()));
    let length = TextSize::of(&old[..old.len() - behind]);
    let replaced = TextRange::at(TextSize::of(&before[..start]), length);
    let version = Version::Edited { replaced, by: &new[..new.len() - behind] };
    reader.read_version(version, settings, &Sources::default(), |_| {})
}

/// Replaces a part of the text, on character boundaries.
fn apply(edit: &str, text: &mut String) {
    let mut characters = edit.chars();
    let mut number = || characters.next().map_or(0, |character| character as usize);
    // A character of ASCII reaches every part of a text.
    let start = text.floor_char_boundary(number() * text.len() / 128 % (text.len() + 1));
    let end = text.floor_char_boundary((start + number() % 64).min(text.len()));
    text.replace_range(start..end, characters.as_str());
}

/// All that an analysis says, to compare.
pub fn all(analysis: &Analysis) -> String {
    format!("{:?}\n{:?}", analysis.facts, analysis.findings)
}
