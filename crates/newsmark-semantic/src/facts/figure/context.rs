//! What the words around a figure say about it: direction, role, time, and how firmly it is stated.

use newsmark_lexer::vocabulary::units::Dimension;
use newsmark_lexer::{Class, Kind};

use super::quantity::Quantity;
use super::{Context, Direction, Role, Supposed};
use crate::paragraph::{Trigger, Words};

/// What the vocabulary gives the words of a condition.
const CONDITION: u32 = 3;

/// What says how firmly something is stated.
const FIRMNESS: Trigger = Trigger::words(&[
    Class::Irrealis,
    Class::Negation,
    Class::Earlier,
    Class::Update,
    Class::Partial,
]);

/// How far back the words of a clause are looked at, in tokens.
const CLAUSE: usize = 30;

/// Which way a figure went, where the words say that it is a change itself. `start` is the first token of
/// the figure, its hedge included. What a thing rose to is a level and has no direction.
pub(crate) fn change(words: &Words<'_>, start: usize, quantity: &Quantity) -> Option<Direction> {
    // `fell four seats short`: what is missing, and no change.
    let is_short = (quantity.end..quantity.end + 3)
        .take_while(|&at| words.kind(at) == Kind::Word)
        .any(|at| words.bytes(at) == b"short");
    if is_short {
        return None;
    }
    change_before(words, start, quantity).or_else(|| change_after(words, quantity))
}

/// `rose 5%`, `up by 16.08 million`, `an increase of 815,000`.
fn change_before(words: &Words<'_>, start: usize, quantity: &Quantity) -> Option<Direction> {
    let mut at = start.checked_sub(1)?;
    // `by just 1.2 percent`
    at -= usize::from(at > 0 && is_only(words, at) && matches!(words.bytes(at - 1), b"by" | b"of"));
    let link = words.text(at);
    let is_linked = matches!(link, "by" | "of");
    if is_linked || matches!(link, "another" | "some") {
        at = at.checked_sub(1)?;
    }
    // `up a further`, `fell sharply by`
    while at > 0
        && (words.is(at, Class::Adverb) && !words.is(at, Class::Change)
            || words.is(at, Class::Other))
    {
        at -= 1;
        at -= usize::from(at > 0 && matches!(words.bytes(at), b"a" | b"an"));
    }
    if link == "by" && words.value(at, Class::Change).is_none() {
        at = verb_over_object(words, at)?;
    }
    let value = words.value(at, Class::Change)?;
    // `raised $5 million` is no rise; `raised by 5` is. Verbs take no `of`.
    let fits = match link {
        "of" => !is_verb_form(words.text(at)),
        // `added 7 basis points`: points are always a difference.
        _ => is_linked || value <= 2 || is_points(quantity),
    };
    let is_particle = matches!(words.bytes(at), b"up" | b"down")
        && at > 0
        && words.is(at - 1, Class::ParticleVerb);
    if fits && !is_particle { Direction::of_change(value) } else { None }
}

/// `just`, `only`: what follows is little, and as exact as without it.
fn is_only(words: &Words<'_>, at: usize) -> bool {
    matches!(words.bytes(at), b"just" | b"only" | b"merely" | b"exactly" | b"precisely")
}

/// The verb whose object ends at a token: `raised its annual budget`.
fn verb_over_object(words: &Words<'_>, end: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    const ENDS: &[Class] = &[Class::Preposition, Class::Conjunction, Class::Auxiliary, Class::Verb];
    let first = end.saturating_sub(LONGEST);
    let object = (first..=end).rev().take_while(|&at| {
        let is_verb = words.is(at, Class::Change)
            && (is_verb_form(words.text(at)) || words.value(at, Class::Change) > Some(2));
        words.kind(at) == Kind::Word && !words.is_any_of(at, ENDS) && !is_verb
    });
    let start = end + 1 - object.count();
    let verb = start.checked_sub(1).filter(|&verb| verb >= first.saturating_sub(1))?;
    (start <= end && words.is(verb, Class::Change) && !words.is(start, Class::Change))
        .then_some(verb)
}

/// Past forms are verbs.
pub(crate) fn is_verb_form(text: &str) -> bool {
    text.ends_with("ed")
        || matches!(text, "rose" | "fell" | "grew" | "sank" | "shrank" | "went" | "swung")
}

/// `a 13 percent increase`, `34.4% higher`, `5 points more than`.
fn change_after(words: &Words<'_>, quantity: &Quantity) -> Option<Direction> {
    let mut at = quantity.end;
    at += usize::from(words.kind(at) == Kind::Hyphen && words.is_glued(at));
    let than = |word: &str, at: usize| words.text(at) == word && words.bytes(at + 1) == b"than";
    // `7.6 points less than four years ago`
    let counted = at + usize::from(matches!(words.bytes(at), b"points" | b"point"));
    if counted > at && than("more", counted) {
        return Some(Direction::Up);
    }
    if counted > at && than("less", counted) {
        return Some(Direction::Down);
    }
    if than("more", at) {
        return Some(Direction::Up);
    }
    if than("less", at) || than("fewer", at) {
        return Some(Direction::Down);
    }
    // `£9.4 million larger than this year's`
    let is_compared = words.bytes(at + 1) == b"than" && quantity.unit.is_some();
    if let Some(value) = words.value(at, Class::Comparative).filter(|_| is_compared) {
        return Some(if value == 1 { Direction::Up } else { Direction::Down });
    }
    // `half as much again as the 855,000 tonnes`
    let is_again = words.bytes(at) == b"as"
        && matches!(words.bytes(at + 1), b"much" | b"many" | b"large" | b"big" | b"high" | b"long")
        && words.bytes(at + 2) == b"again";
    if is_again && quantity.role == Role::Share {
        return Some(Direction::Up);
    }
    // `5.3 points below the 68.7 percent of 2021`
    let is_in_points = matches!(words.bytes(at), b"points" | b"point");
    let link = at + usize::from(is_in_points);
    let is_of_value = words.bytes(link + 1) == b"the"
        && (words.kind(link + 2).is_number() || words.kind(link + 2) == Kind::CurrencySign);
    if is_of_value && (is_in_points || quantity.unit.is_some()) {
        match words.text(link) {
            "below" => return Some(Direction::Down),
            "above" => return Some(Direction::Up),
            _ => {}
        }
    }
    // `80 percent cheaper`, `20 percent less power`
    if (is_share(quantity) || quantity.role == Role::Share)
        && !matches!(words.bytes(at), b"above" | b"below" | b"better" | b"worse")
        && let Some(value) = words.value(at, Class::Comparative)
    {
        return Some(if value == 1 { Direction::Up } else { Direction::Down });
    }
    at += usize::from(words.is(at, Class::Adverb));
    // `a 0.3 percentage point year-on-year rise`
    if words.bytes(at) == b"year" && words.bytes(at + 2) == b"on" {
        at += 5;
    }
    let value = words.value(at, Class::Change).filter(|value| *value <= 2)?;
    let text = words.text(at);
    // `5% rose` begins another clause.
    let is_noun =
        !is_verb_form(text) && !text.ends_with("ing") && !words.is(at, Class::Preposition);
    // `20 miles down a road`
    let is_way = matches!(text, "up" | "down") && words.is(at + 1, Class::Determiner);
    if is_way {
        return None;
    }
    let has_unit = quantity.unit.is_some() || quantity.role == Role::Ratio;
    (has_unit && (is_noun || matches!(text, "up" | "down"))).then(|| Direction::of_change(value))?
}

fn is_points(quantity: &Quantity) -> bool {
    quantity.unit.and_then(super::Unit::dimension) == Some(Dimension::Points)
}

fn is_share(quantity: &Quantity) -> bool {
    quantity.unit.and_then(super::Unit::dimension) == Some(Dimension::Share)
}

/// `another 22`, `16 other states`, `the remaining 12`, `20 more people`, `$200 each`: one part beside others.
pub(crate) fn is_beside_others(words: &Words<'_>, start: usize, end: usize) -> bool {
    let before = start > 0 && words.is(start - 1, Class::Other);
    let after = words.is(end, Class::Other) && words.bytes(end + 1) != b"than";
    // `the first 14 doses` are some of them.
    let counted = ["first", "last", "next", "final", "top"];
    let word_before = start.checked_sub(1).map_or(&b""[..], |before| words.bytes(before));
    let before =
        before || counted.iter().any(|word| word_before.eq_ignore_ascii_case(word.as_bytes()));
    let each = (end..end + 3).any(|at| matches!(words.bytes(at), b"each" | b"apiece"));
    before || after || each
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
    // `If the line opens, there are 60 trains`: what a sentence begins with holds for all of it.
    if words.value(sentence_start, Class::Irrealis) == Some(CONDITION) {
        context.irrealis = true;
        context.supposed = Some(Supposed::Condition);
    }
    for at in words.places(first..start, FIRMNESS) {
        let has = |class| words.phrase(at, class).is_some_and(|(length, _)| at + length <= start);
        context.irrealis |= has(Class::Irrealis) && !is_known_plan(words, at);
        // `No. 22` denies nothing.
        let is_number = words.bytes(at).eq_ignore_ascii_case(b"no")
            && (words.kind(at + 1) == Kind::FullStop || words.kind(at + 1).is_number());
        // `At sites without otters it shrank by 35 percent`: what follows is a clause of its own.
        let is_left = words.bytes(at).eq_ignore_ascii_case(b"without")
            && (at + 1..start).any(|at| {
                is_verb_form(words.text(at)) && words.is(at, Class::Change)
                    || matches!(words.bytes(at), b"it" | b"they" | b"he" | b"she")
            });
        context.negated |= has(Class::Negation) && !is_number && !is_left;
        if let Some((_, value)) = words.phrase(at, Class::Irrealis).filter(|_| context.irrealis) {
            context.supposed.get_or_insert(match value {
                2 => Supposed::Target,
                CONDITION => Supposed::Condition,
                _ => Supposed::Forecast,
            });
        }
        context.earlier |= has(Class::Earlier);
        context.updated |= has(Class::Update);
        context.partial |= has(Class::Partial);
    }
    for at in end..(end + 6).min(words.len()) {
        if matches!(words.kind(at), Kind::Comma | Kind::FullStop | Kind::Semicolon | Kind::Colon) {
            break;
        }
        context.earlier |= words.phrase(at, Class::Earlier).is_some();
        context.updated |= words.phrase(at, Class::Update).is_some();
    }
    context
}

/// `support for the plan slipped`: a plan that there is already; `the plan to hire 40` is still to come.
fn is_known_plan(words: &Words<'_>, at: usize) -> bool {
    let is_noun =
        matches!(words.bytes(at), b"plan" | b"plans" | b"project" | b"projects" | b"goal");
    let goes_on = matches!(
        words.bytes(at + 1),
        b"to" | b"calls" | b"call" | b"is" | b"are" | b"was" | b"for" | b"of"
    );
    // `The £214.6m spending plan for 2025-26`: that of a year.
    let is_of_year = words.bytes(at + 1) == b"for" && is_year(words, at + 2);
    let is_known = at > 0 && words.is(at - 1, Class::Determiner)
        || at > 1 && words.bytes(at - 1) == b"spending";
    is_noun && (!goes_on || is_of_year) && is_known
}

/// Whether a number can be a year.
fn is_year(words: &Words<'_>, at: usize) -> bool {
    words.kind(at) == Kind::Integer && words.text(at).len() == 4
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
