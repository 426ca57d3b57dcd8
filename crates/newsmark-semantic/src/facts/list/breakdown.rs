//! A whole and its parts, where the words say that one is made of the others.

use newsmark_lexer::vocabulary::vocabulary;
use newsmark_lexer::{Class, Kind, TextRange};

use super::{Breakdown, exclusive};
use crate::facts::figure::{Figure, FigureId, Role};
use crate::paragraph::{ParagraphFacts, Words};

/// The longest purpose of a part, in tokens: `for public housing`.
const LONGEST_PURPOSE: usize = 5;
/// How far, in tokens, the whole may stand from its parts.
const REACH: usize = 8;

pub(super) fn collect(words: &Words<'_>, facts: &ParagraphFacts) -> Vec<Breakdown> {
    let mut breakdowns = Vec::new();
    let mut at = 0;
    while at < facts.figures.len() {
        let end = run_end(words, facts, at);
        if end - at >= 2
            && let Some(breakdown) = read(words, facts, at, end)
        {
            breakdowns.push(breakdown);
        }
        at = end.max(at + 1);
    }
    breakdowns
}

/// The end of the run of listed amounts that starts with a figure: `190 adults, 38 children and 12 infants`.
fn run_end(words: &Words<'_>, facts: &ParagraphFacts, start: usize) -> usize {
    let mut end = start;
    while end < facts.figures.len() && is_part(&facts.figures[end]) {
        end += 1;
        let Some(next) = facts.figures.get(end) else { break };
        let last = &facts.figures[end - 1];
        let same_terms = next.unit == last.unit
            && next.role == last.role
            && next.sentence == last.sentence
            && next.per == last.per;
        // `seven women and five men, four of them under 30`
        let of_them = |figure: &Figure| {
            let at = phrase_end(words, figure);
            words.bytes(at) == b"of"
                && matches!(words.bytes(at + 1), b"them" | b"whom" | b"which" | b"these")
        };
        if !same_terms
            || of_them(next) && !of_them(&facts.figures[start])
            || !is_listed(
                words,
                part_end(words, last),
                words.index_at(next.range_with_hedge().start()),
            )
        {
            break;
        }
    }
    end
}

fn is_part(figure: &Figure) -> bool {
    matches!(figure.role, Role::Level | Role::Share)
        && figure.value.is_some()
        && !figure.context.negated
}

/// The first token after a figure and its noun.
fn phrase_end(words: &Words<'_>, figure: &Figure) -> usize {
    words.index_at(figure.phrase_end())
}

/// The first token after a part: what it is for belongs to it (`210 million euros for roads`), and what it
/// is (`52 are diesel`).
fn part_end(words: &Words<'_>, figure: &Figure) -> usize {
    let mut at = phrase_end(words, figure);
    let is_verb = |at: usize| {
        matches!(
            words.bytes(at),
            b"are" | b"were" | b"was" | b"is" | b"went" | b"go" | b"came" | b"come"
        )
    };
    if words.bytes(at) == b"will" && is_verb(at + 1) {
        at += 1;
    }
    let opens = words.is(at, Class::Preposition) || is_verb(at) || words.is(at, Class::Exclusive);
    if opens {
        let limit = at + LONGEST_PURPOSE;
        at += 1;
        while at < limit && words.kind(at) == Kind::Word && !words.is(at, Class::Conjunction) {
            at += 1;
        }
    }
    at
}

/// Whether only a comma, `and` or `plus` stands between, and perhaps a name: `412 pupils and Brill 388`.
fn is_listed(words: &Words<'_>, end: usize, first: usize) -> bool {
    let is_name = |at: usize| words.kind(at) == Kind::Word && words.is_capitalised(at);
    let name = first.checked_sub(1).filter(|&name| name > end && is_name(name));
    let first = name.unwrap_or(first);
    let gap = first.saturating_sub(end);
    (1..=2).contains(&gap)
        && (end..first)
            .all(|at| words.kind(at) == Kind::Comma || matches!(words.bytes(at), b"and" | b"plus"))
}

fn read(words: &Words<'_>, facts: &ParagraphFacts, start: usize, end: usize) -> Option<Breakdown> {
    before(words, facts, start, end)
        .or_else(|| after(words, facts, start, end))
        .or_else(|| (end - start >= 3).then(|| after(words, facts, start, end - 1))?)
        .or_else(|| apposition(words, facts, start, end))
        .or_else(|| opened(words, facts, start, end))
}

/// `Of the 240 berths, 190 are taken and 60 are free`: parts that exclude each other, of a whole that opens the
/// sentence.
fn opened(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    start: usize,
    end: usize,
) -> Option<Breakdown> {
    // Money is listed like its parts: `Of the $9 million, $5 million`.
    let is_first = facts.figures.get(start)?.unit.is_some() && end - start >= 3;
    let (total, start) = if is_first { (start, start + 1) } else { (start.checked_sub(1)?, start) };
    let (whole, parts) = (facts.figures.get(total)?, facts.figures.get(start..end)?);
    let sentence = words.index_at(facts.sentences.get(whole.sentence as usize)?.start());
    let first = words.index_at(whole.range_with_hedge().start());
    // `Of 1,240 applications 880 were approved`
    let comma = phrase_end(words, whole);
    let is_comma = words.kind(comma) == Kind::Comma;
    let is_opened = words.bytes(sentence) == b"Of"
        && first - sentence <= 4
        && (sentence + 1..first)
            .all(|at| words.is(at, Class::Determiner) || words.kind(at) == Kind::Word)
        && (is_comma || whole.noun.as_ref().is_some_and(|noun| !noun.from_subject))
        && words.range(comma + usize::from(is_comma)).start()
            == parts.first()?.range_with_hedge().start();
    let are_alike = parts.iter().all(|part| part.noun.is_none() || part.unit.is_some());
    let fits = is_opened
        && is_whole(whole, parts.first()?)
        && are_alike
        && exclusive::are_exclusive(words, parts);
    fits.then(|| breakdown(facts, total, start..end, false))
}

/// `46 posts, 21 in parks, 15 in housing and 12 in culture`: what is counted, then bare numbers of it. They
/// may be some of the parts only.
fn apposition(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    start: usize,
    end: usize,
) -> Option<Breakdown> {
    // A whole that is itself in the form of a part begins the run; one that a verb changed stands before it.
    let is_first = facts.figures.get(start)?.noun.is_some();
    let (total, first) = if is_first { (start, start + 1) } else { (start.checked_sub(1)?, start) };
    let (whole, parts) = (&facts.figures[total], facts.figures.get(first..end)?);
    // `26 people from the rubble, 15 alive`
    let comma = (phrase_end(words, whole)..phrase_end(words, whole) + LONGEST_PURPOSE)
        .find(|&at| words.kind(at) != Kind::Word)?;
    let last = words.index_at(parts.last()?.range_with_hedge().start());
    let is_counted = whole.unit.is_none()
        && whole.noun.as_ref().is_some_and(|noun| !noun.from_subject)
        && words.kind(comma) == Kind::Comma
        && words.range(comma + 1).start() == parts.first()?.range_with_hedge().start();
    let are_bare = parts.iter().all(|part| part.noun.is_none() && part.unit.is_none());
    // `31 from Ashby and 40 under thirty`: two ways of counting the same people.
    let link = |part: &Figure| words.text(phrase_end(words, part));
    let have_places = parts.iter().all(|part| {
        words.is(phrase_end(words, part), Class::Preposition)
            && part_end(words, part) > phrase_end(words, part)
            && parts.first().map(link) == Some(link(part))
    });
    let are_exclusive = exclusive::are_exclusive(words, parts);
    let have_places = have_places || are_exclusive;
    let are_bare = are_bare || are_exclusive;
    // `56 members, 31 women and 27 men`
    let is_person = |figure: &Figure| {
        figure
            .noun
            .as_ref()
            .is_some_and(|noun| vocabulary().look_up(&noun.lemmas.head).is(Class::PeopleNoun))
    };
    let are_people = is_person(whole) && parts.iter().all(is_person);
    let is_closed = parts.len() >= 2 && last > 0 && words.bytes(last - 1) == b"and";
    let fits = is_counted && is_closed && (are_bare && have_places || are_people);
    fits.then(|| breakdown(facts, total, first..end, false))
}

/// `The 240 passengers were 190 adults and 50 children`, `240 passengers: 190 ...`, `included 190 ...`.
fn before(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    start: usize,
    end: usize,
) -> Option<Breakdown> {
    let total = start.checked_sub(1)?;
    let (whole, first) = (&facts.figures[total], &facts.figures[start]);
    let (from, to) = (phrase_end(words, whole), words.index_at(first.range_with_hedge().start()));
    let gap = from..to;
    // `The crew of 24 consisted of`
    let consists = gap.clone().any(|at| {
        let consists = |(length, _)| at + length == to && (length > 1 || at == from);
        words.phrase(at, Class::Total).is_some_and(consists)
    });
    // `29 died during the study: 14 from bites`
    let is_listed = to > from && words.kind(to - 1) == Kind::Colon && first.noun.is_none();
    let is_named = whole.noun.is_some() || whole.unit.is_some() || consists || is_listed;
    if !is_named || !is_whole(whole, first) || to <= from || to - from > REACH {
        return None;
    }
    let of_which = gap
        .clone()
        .any(|at| words.bytes(at) == b"which" && words.bytes(at.wrapping_sub(1)) == b"of");
    let partial = of_which || gap.clone().any(|at| words.phrase(at, Class::Partial).is_some());
    let equates = gap.clone().any(|at| words.kind(at) == Kind::Colon || words.kind(at).is_dash())
        || gap.clone().any(|at| {
            words.phrase(at, Class::Total).is_some()
                || matches!(words.bytes(at), b"comprising" | b"consisting" | b"split" | b"divided")
        })
        || gap.len() <= 2 && gap.clone().all(|at| matches!(words.bytes(at), b"were" | b"are"));
    let is_whole_list = equates && !goes_on(words, facts.figures.get(end - 1)?);
    if !(partial || is_whole_list) {
        return None;
    }
    Some(breakdown(facts, total, start..end, !partial))
}

/// Whether another number follows a part that was not read as one of the list.
fn goes_on(words: &Words<'_>, last: &Figure) -> bool {
    let is_number = |at: usize| words.kind(at).is_number() || words.is(at, Class::NumberWord);
    let end = phrase_end(words, last);
    let joint = (end..end + LONGEST_PURPOSE)
        .find(|&at| words.kind(at) != Kind::Word || matches!(words.bytes(at), b"and" | b"plus"));
    joint.is_some_and(|joint| {
        let joins =
            words.kind(joint) == Kind::Comma || matches!(words.bytes(joint), b"and" | b"plus");
        joins && (joint + 1..joint + 4).any(is_number)
    })
}

/// `190 men and 50 women, a total of 240`, `for a total of`, `240 in all`.
fn after(words: &Words<'_>, facts: &ParagraphFacts, start: usize, end: usize) -> Option<Breakdown> {
    let whole = facts.figures.get(end)?;
    let last = &facts.figures[end - 1];
    let (from, to) = (phrase_end(words, last), words.index_at(whole.range_with_hedge().start()));
    if !is_whole(whole, last) || whole.sentence != last.sentence || to <= from || to - from > REACH
    {
        return None;
    }
    // `64 in all, and eight more`: that ends with the number before it.
    let is_of_last = |at: usize| {
        let of_all = matches!(words.bytes(at), b"all" | b"total");
        of_all && words.bytes(at - 1) == b"in" || words.bytes(at) == b"all"
    };
    let announced = (from..to).any(|at| {
        let is_concluding =
            words.bytes(at) == b"in" && matches!(words.bytes(at + 1), b"all" | b"total");
        words.phrase(at, Class::Total).is_some() && !is_concluding && !is_of_last(at)
    });
    let tail = phrase_end(words, whole);
    let concluded = words.bytes(tail) == b"in"
        && matches!(words.bytes(tail + 1), b"all" | b"total")
        || words.bytes(tail) == b"altogether"
        || whole.noun.as_ref().is_some_and(|noun| &*noun.lemmas.head == "total");
    (announced || concluded).then(|| breakdown(facts, end, start..end, true))
}

/// Whether a figure can be the whole of parts like this one: the same unit, an amount of its own.
fn is_whole(whole: &Figure, part: &Figure) -> bool {
    is_part(whole)
        // `212 shops, 71 of which have closed, a third of the total`
        && whole.role == part.role
        && whole.unit == part.unit
        && whole.per == part.per
        && whole.sentence == part.sentence
}

fn breakdown(
    facts: &ParagraphFacts,
    total: usize,
    parts: std::ops::Range<usize>,
    complete: bool,
) -> Breakdown {
    let ranges = parts.clone().map(|part| facts.figures[part].range);
    let range = ranges.fold(facts.figures[total].range, |range: TextRange, part| range.cover(part));
    let id = |index: usize| FigureId(index as u32);
    Breakdown { range, total: id(total), parts: parts.map(id).collect(), complete }
}
