//! What is wanted at a cursor: the line up to it says so.
//!
//! Only a bounded piece of the line is looked at. Where nothing is clear, nothing is wanted.

use newsmark_lexer::{TextRange, TextSize};

use super::template::Place;
use crate::facts::Facts;

/// How far back a construct may have begun, in bytes.
const REACH: usize = 400;

/// What may be written at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Key,
    Figure,
    Expression,
    Source,
    /// In a switch-off, where a reason has to follow, or in the front matter.
    Rule {
        with_reason: bool,
    },
    /// What a comment is.
    Comment,
    Level,
    Language,
    /// The name of a house.
    Profile,
    ListedPerson,
    Person,
    Unit,
    /// Markup to fill in.
    Template(Place),
}

/// What is wanted at an offset, and what has been typed of it: up to the end of the word, so that it is
/// replaced and not doubled.
pub(super) fn at(facts: &Facts, offset: TextSize) -> Option<(Wanted, TextRange)> {
    let (before, after) = line(&facts.text, offset);
    let (wanted, typed) = match is_in_front_matter(facts, offset) {
        true => in_front_matter(facts, offset, before)?,
        false => match template(facts, offset, before, after) {
            Some((place, word)) => (Wanted::Template(place), word),
            None => in_text(before)?,
        },
    };
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let rest = after.find(|c| !is_name(c)).unwrap_or(after.len());
    let start = offset - TextSize::of(typed);
    Some((wanted, TextRange::new(start, offset + TextSize::new(rest as u32))))
}

/// A line before and after an offset, or as much of it as matters.
fn line(text: &str, offset: TextSize) -> (&str, &str) {
    let offset = text.floor_char_boundary(usize::from(offset));
    let from = text.floor_char_boundary(offset.saturating_sub(REACH));
    let to = text.floor_char_boundary(offset + REACH);
    let before = &text[from..offset];
    let before = &before[before.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
    let after = &text[offset..to];
    (before, &after[..after.find(['\n', '\r']).unwrap_or(after.len())])
}

fn is_in_front_matter(facts: &Facts, offset: TextSize) -> bool {
    let at = usize::from(offset);
    match &facts.document.front_matter {
        Some(matter) => {
            let words = facts.words(matter.range);
            let end = usize::from(matter.range.end());
            let last = usize::from(matter.range.start()) + words.rfind(['\n', '\r']).unwrap_or(0);
            let is_in = if matter.is_closed { at <= last } else { at <= end + 1 };
            is_in && at >= usize::from(matter.range.start()) + "---".len()
        }
        // Just begun: nothing of it is an entry yet.
        None => {
            let begun = &facts.text[..facts.text.floor_char_boundary(at)];
            let rest = begun.strip_prefix("---\n").or_else(|| begun.strip_prefix("---\r\n"));
            rest.is_some_and(|rest| !rest.contains(['\n', '\r']))
        }
    }
}

fn in_front_matter<'t>(
    facts: &Facts,
    offset: TextSize,
    before: &'t str,
) -> Option<(Wanted, &'t str)> {
    let words = before.trim_start();
    if words.len() == before.len() {
        return match before.split_once(':') {
            None => Some((Wanted::Key, before)),
            Some(("language", value)) => Some((Wanted::Language, value.trim_start())),
            Some(("profile", value)) => Some((Wanted::Profile, value.trim_start())),
            Some(_) => None,
        };
    }
    let matter = facts.document.front_matter.as_ref()?;
    let owner = matter.entry_at(offset)?;
    let item = words.strip_prefix('-').map_or(words, str::trim_start);
    match facts.words(owner.key) {
        "checks" => match words.split_once(':') {
            None => Some((Wanted::Rule { with_reason: false }, words)),
            Some((_, value)) if !value.trim_start().contains(' ') => {
                Some((Wanted::Level, value.trim_start()))
            }
            Some(_) => None,
        },
        "figures" => {
            let (_, value) = words.split_once(':')?;
            in_ledger(value.trim_start())
        }
        "assert" => Some((Wanted::Expression, last_word(item))),
        "people" if !item.contains([',', ':']) => Some((Wanted::ListedPerson, item)),
        _ => None,
    }
}

fn in_ledger(value: &str) -> Option<(Wanted, &str)> {
    if let Some(expression) = value.strip_prefix('=') {
        return Some((Wanted::Expression, last_word(expression)));
    }
    match value.split(';').count() {
        1 => unit(value),
        3 => Some((Wanted::Source, value.rsplit(';').next().unwrap_or_default().trim_start())),
        _ => None,
    }
}

fn in_text(before: &str) -> Option<(Wanted, &str)> {
    if let Some(open) = before.rfind("<!--").filter(|&open| !before[open..].contains("-->")) {
        let words = before[open + "<!--".len()..].trim_start();
        return match words.strip_prefix("ok:") {
            Some(rule) if !rule.trim_start().contains(char::is_whitespace) => {
                Some((Wanted::Rule { with_reason: true }, rule.trim_start()))
            }
            Some(_) => None,
            None if words.len() <= "note:".len() && !words.contains(':') => {
                Some((Wanted::Comment, words))
            }
            None => None,
        };
    }
    if let Some(name) = behind(before, "](#") {
        return Some((Wanted::Figure, name));
    }
    if let Some(id) = behind(before, "[^") {
        return Some((Wanted::Source, id));
    }
    unit(before).or_else(|| {
        let word = last_word(before);
        let is_begun = word.chars().count() >= 2 && word.starts_with(char::is_uppercase);
        is_begun.then_some((Wanted::Person, word))
    })
}

/// The word of a template: on a line of its own, behind the last words of a paragraph, or one that nobody writes.
fn template<'t>(
    facts: &Facts,
    offset: TextSize,
    before: &'t str,
    after: &str,
) -> Option<(Place, &'t str)> {
    let ahead = before.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let word = &before[ahead.len()..];
    let at = facts.text.floor_char_boundary(usize::from(offset));
    let above = &facts.text[..at - before.len()];
    if ahead.ends_with([' ', '(']) {
        return (word == "fig").then_some((Place::Words, word));
    }
    let below = &facts.text[at + after.len()..];
    // On an empty line nothing was typed, so somebody asks.
    let is_begun = word.len() > 1 || before.is_empty();
    if !is_begun || !after.trim().is_empty() || !begins_blank(below) {
        return None;
    }
    match ahead.chars().next_back() {
        None if above.trim().is_empty() => Some((Place::Top, word)),
        None if ends_blank(above) => Some((Place::Block, word)),
        Some('.' | ',' | ')' | '"' | '”') if word.len() > 2 => Some((Place::Mark, word)),
        _ => None,
    }
}

/// Whether the line below is blank, or there is none.
fn begins_blank(below: &str) -> bool {
    let mut lines = below.lines();
    lines.next();
    lines.next().is_none_or(|line| line.trim().is_empty())
}

/// Whether the line above is blank.
fn ends_blank(above: &str) -> bool {
    above.lines().next_back().is_none_or(|line| line.trim().is_empty())
}

/// What stands behind an opening mark, if that is a name and nothing else.
fn behind<'t>(before: &'t str, mark: &str) -> Option<&'t str> {
    let name = &before[before.rfind(mark)? + mark.len()..];
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    name.chars().all(is_name).then_some(name)
}

/// A word after a number: `12 kilo`, `1.2 million peo`.
fn unit(before: &str) -> Option<(Wanted, &str)> {
    let word = last_word(before);
    let number = before[..before.len() - word.len()].strip_suffix(' ')?;
    let number = ["thousand", "million", "billion", "trillion"]
        .iter()
        .find_map(|scale| number.strip_suffix(scale))
        .map_or(number, str::trim_end);
    let is_unit = !word.is_empty() && word.chars().all(char::is_lowercase);
    (is_unit && number.ends_with(|c: char| c.is_ascii_digit())).then_some((Wanted::Unit, word))
}

fn last_word(before: &str) -> &str {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    &before[before.trim_end_matches(is_name).len()..]
}
