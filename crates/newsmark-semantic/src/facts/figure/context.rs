//! What the words around a figure say about it: direction, role, time, and how firmly it is stated.

use newsmark_lexer::{Class, Kind};

use super::quantity::Quantity;
use super::{Context, Direction, Role};
use crate::paragraph::Words;

/// How far back the words of a clause are looked at, in tokens.
const CLAUSE: usize = 30;

/// Which way the words say that a figure went, and whether it is the change itself. `start` is the first
/// token of the figure, its hedge included.
pub(crate) fn change(
    words: &Words<'_>,
    start: usize,
    quantity: &Quantity,
) -> Option<(Direction, Role)> {
    change_before(words, start).or_else(|| change_after(words, quantity))
}

/// `rose 5%`, `up by 16.08 million`, `an increase of 815,000`, `rose to 15`.
fn change_before(words: &Words<'_>, start: usize) -> Option<(Direction, Role)> {
    let mut at = start.checked_sub(1)?;
    let mut link = "";
    if matches!(words.text(at), "by" | "of" | "to" | "at") {
        link = words.text(at);
        at = at.checked_sub(1)?;
    } else if matches!(words.text(at), "a" | "an" | "another" | "some") {
        at = at.checked_sub(1)?;
    }
    // `climbed sharply to`, `up a further`, `fell back to`
    while at > 0
        && (words.is(at, Class::Adverb) && !words.is(at, Class::Change)
            || matches!(words.text(at), "further" | "net" | "back" | "another"))
    {
        at -= 1;
    }
    let value = words.value(at, Class::Change)?;
    let direction = Direction::of_change(value)?;
    let is_noun_after_article = link == "of";
    // `raised $5 million` is no rise; `raised by 5` is.
    if value > 2 && link.is_empty() {
        return None;
    }
    match link {
        // What a thing rose to is a level; only the change itself goes up or down.
        "to" => None,
        "at" => (words.text(at) == "higher" || words.text(at) == "lower")
            .then_some((direction, Role::Level)),
        "of" if is_noun_after_article && is_verb_form(words.text(at)) => None,
        _ => Some((direction, Role::Change)),
    }
}

/// Past forms are verbs and take no `of`.
fn is_verb_form(text: &str) -> bool {
    text.ends_with("ed") || matches!(text, "rose" | "fell" | "grew" | "sank" | "shrank")
}

/// `a 13 percent increase`, `34.4% higher`, `5 points more than`.
fn change_after(words: &Words<'_>, quantity: &Quantity) -> Option<(Direction, Role)> {
    let mut at = quantity.end;
    let hyphen = words.kind(at) == Kind::Hyphen && words.is_glued(at);
    at += usize::from(hyphen);
    if words.is(at, Class::Adverb) && words.text(at) != "more" && words.text(at) != "less" {
        at += 1;
    }
    // `a 0.3 percentage point year-on-year rise`
    if words.text(at) == "year" && words.text(at + 2) == "on" {
        at += 5;
    }
    match words.text(at) {
        "more" | "above" if words.text(at) == "more" && words.text(at + 1) == "than" => {
            return Some((Direction::Up, Role::Change));
        }
        "less" | "fewer" if words.text(at + 1) == "than" => {
            return Some((Direction::Down, Role::Change));
        }
        _ => {}
    }
    let value = words.value(at, Class::Change)?;
    if value > 2 && !matches!(words.text(at), "boost") {
        return None;
    }
    let text = words.text(at);
    // `5% rose` begins another clause.
    let is_noun =
        !is_verb_form(text) && !text.ends_with("ing") && !words.is(at, Class::Preposition)
            || matches!(text, "up" | "down");
    let after_unit = quantity.unit.is_some() || quantity.role == Role::Ratio;
    (is_noun && after_unit)
        .then(|| Direction::of_change(value).map(|direction| (direction, Role::Change)))?
}

/// How firmly a figure is stated: the words of its clause before it, and those right after.
pub(crate) fn firmness(
    words: &Words<'_>,
    start: usize,
    end: usize,
    sentence_start: usize,
) -> Context {
    let mut context = Context::default();
    let first = clause_start(words, start, sentence_start);
    for at in first..start {
        let has = |class| words.phrase(at, class).is_some_and(|(length, _)| at + length <= start);
        context.irrealis |= has(Class::Irrealis);
        context.negated |= has(Class::Negation);
        context.earlier |= has(Class::Earlier);
        context.partial |= has(Class::Partial);
    }
    for at in end..(end + 6).min(words.len()) {
        if matches!(words.kind(at), Kind::Comma | Kind::FullStop | Kind::Semicolon | Kind::Colon) {
            break;
        }
        context.earlier |= words.phrase(at, Class::Earlier).is_some();
    }
    context
}

/// The start of the clause that a token stands in.
pub(crate) fn clause_start(words: &Words<'_>, index: usize, sentence_start: usize) -> usize {
    let mut at = index;
    while at > sentence_start && index - at < CLAUSE {
        let kind = words.kind(at - 1);
        if matches!(
            kind,
            Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::ParenOpen | Kind::ParenClose
        ) || kind.is_dash()
        {
            break;
        }
        at -= 1;
    }
    at
}
