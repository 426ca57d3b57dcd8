//! Lists of percentages that exclude each other: the answers to one question, the owners of one firm.
//!
//! A list is read only where its words say that nobody can be counted twice: answers for and against, a
//! share of the vote, who owns or makes how much of something. Where they hint at several answers, at
//! two groups or at several years, nothing is read.

use newsmark_lexer::{Class, Kind};

use super::figure::{Figure, FigureId, Role};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Trigger, Words};

/// Percentages of one whole, of which no two can overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// The shares, in order; at least two.
    pub shares: Vec<FigureId>,
}

/// How far apart, in tokens, two shares of one list may stand.
const REACH: usize = 12;
/// How far from a share its answer is looked for, in tokens.
const CLAUSE: usize = 9;

impl Placed for Shares {
    fn place(&self) -> Place {
        Place::Figure(self.shares.first().copied().unwrap_or_default())
    }

    fn shift(&mut self, by: &Shift) {
        by.figures(&mut self.shares);
    }
}

/// Finds the lists of a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    const OVERLAPPING: Trigger = Trigger::words(&[Class::Overlapping]);
    let mut overlaps = words.places(0..words.len(), OVERLAPPING);
    if overlaps.any(|at| words.phrase(at, Class::Overlapping).is_some()) {
        return;
    }
    let mut lists = Vec::new();
    let mut start = 0;
    while start < facts.figures.len() {
        let end = run_end(words, facts, start);
        if end - start >= 2 && is_exclusive(words, facts, start, end) {
            let ids = (start..end).map(|id| FigureId(id as u32));
            lists.push(Shares { shares: ids.collect() });
        }
        start = end.max(start + 1);
    }
    facts.shares = lists;
}

fn is_share(figure: &Figure) -> bool {
    figure.role == Role::Share && figure.is_percent() && figure.value.is_some()
}

/// The end of the run of percentages that starts with a figure, in one sentence or in two of which the
/// second goes on with `another`.
fn run_end(words: &Words<'_>, facts: &ParagraphFacts, start: usize) -> usize {
    let mut end = start;
    while facts.figures.get(end).is_some_and(is_share) {
        end += 1;
        let Some(next) = facts.figures.get(end) else { break };
        let last = &facts.figures[end - 1];
        let (from, to) =
            (words.index_at(last.range.end()), words.index_at(next.range_with_hedge().start()));
        let same_sentence = next.sentence == last.sentence;
        let goes_on = next.sentence == last.sentence + 1
            && to > 0
            && matches!(words.bytes(to - 1), b"Another" | b"further");
        if !(same_sentence || goes_on) || to - from > REACH {
            break;
        }
    }
    end
}

/// Whether the words say that the shares exclude each other.
fn is_exclusive(words: &Words<'_>, facts: &ParagraphFacts, start: usize, end: usize) -> bool {
    let clauses: Vec<std::ops::Range<usize>> =
        (start..end).map(|index| clause(words, facts, index, start)).collect();
    let has = |clause: &std::ops::Range<usize>, wanted: Class| {
        clause.clone().any(|at| words.is(at, wanted))
    };
    let is_set_apart = clauses.iter().any(|clause| {
        has(clause, Class::Contrast) && !has(clause, Class::Answer)
            || has(clause, Class::Month)
            || clause.clone().any(|at| words.bytes(at) == b"turnout")
    });
    let has_dates = facts.figures[start..end].windows(2).any(|pair| pair[0].as_of != pair[1].as_of);
    if is_set_apart || has_dates {
        return false;
    }
    answers(words, &clauses)
        || has_taken(words, facts, &clauses, start, end)
        || has_chosen(words, facts, start, end)
        || are_of_two_sides(words, facts, start, end)
}

/// `Asked what to protect first, 42 percent chose social care, 27 percent roads, 19 percent parks and 12 percent libraries`: one answer
/// each, the verb said once.
fn has_chosen(words: &Words<'_>, facts: &ParagraphFacts, start: usize, end: usize) -> bool {
    const LONGEST_ANSWER: usize = 6;
    const VERBS: &[Class] = &[Class::Verb, Class::Auxiliary, Class::Cue, Class::Change];
    let figures = &facts.figures[start..end];
    let Some(sentence) = facts.sentences.get(figures[0].sentence as usize) else { return false };
    let first = words.index_at(figures[0].range_with_hedge().start());
    let verb = words.index_at(figures[0].range.end());
    let before = words.index_at(sentence.start()).max(first.saturating_sub(3 * REACH))..first;
    // What comes first, or is the favourite, is one thing.
    let is_one = before.clone().any(|at| {
        matches!(words.bytes(at), b"first" | b"favourite" | b"favorite" | b"biggest" | b"main")
            || words.bytes(at) == b"most" && !words.is(at + 1, Class::Preposition)
    });
    let has_several = before.clone().any(|at| {
        words.kind(at).is_number() || matches!(words.bytes(at), b"two" | b"three" | b"several")
    });
    let has_verb = matches!(words.bytes(verb), b"chose" | b"named" | b"picked" | b"said" | b"put");
    let are_answers = figures.windows(2).all(|pair| {
        let from = words.index_at(pair[0].range.end());
        let to = words.index_at(pair[1].range_with_hedge().start());
        let own = from + usize::from(from == verb)..to;
        own.len() <= LONGEST_ANSWER
            && own.clone().all(|at| !words.is_any_of(at, VERBS))
            && to > 0
            && (words.kind(to - 1) == Kind::Comma || words.bytes(to - 1) == b"and")
    });
    figures.len() >= 3
        && is_one
        && !has_several
        && has_verb
        && are_answers
        && is_listed_last(words, &figures[figures.len() - 1])
}

/// Whether each share is of another answer: for, against, neither.
fn answers(words: &Words<'_>, clauses: &[std::ops::Range<usize>]) -> bool {
    let answer = |clause: &std::ops::Range<usize>| {
        let found = clause.clone().filter_map(|at| words.phrase(at, Class::Answer));
        found.map(|(_, value)| value).filter(|value| *value <= 3).max()
    };
    let answers: Vec<Option<u32>> = clauses.iter().map(answer).collect();
    let n_answered = answers.iter().flatten().count();
    let is_neither = answers.contains(&Some(3));
    let mut kinds: Vec<u32> = answers.iter().flatten().copied().collect();
    kinds.sort_unstable();
    kinds.dedup();
    // Two parties and the undecided; or two answers of which one is the other's opposite.
    let is_poll = is_neither && clauses.len() >= 3;
    is_poll || kinds.len() >= 2 && n_answered == clauses.len() && kinds.len() == answers.len()
}

/// Whether the shares are of one thing that cannot be had twice: `won 47 percent of the vote, Berg 41
/// percent`, `is split: 55 percent for schools, 35 percent for roads`.
fn has_taken(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    clauses: &[std::ops::Range<usize>],
    start: usize,
    end: usize,
) -> bool {
    let (Some(first), Some(own)) = (facts.figures.get(start), clauses.first()) else {
        return false;
    };
    let sentence_start = facts
        .sentences
        .get(first.sentence as usize)
        .map_or(own.start, |sentence| words.index_at(sentence.start()));
    let at = words.index_at(first.range_with_hedge().start());
    let before = sentence_start..at;
    let has = |value: u32| {
        before.clone().any(|at| words.phrase(at, Class::Answer).is_some_and(|(_, v)| v == value))
    };
    let is_of = |figure: &Figure| words.bytes(words.index_at(figure.range.end())) == b"of";
    let others = &facts.figures[start + 1..end];
    // `of the firm` said once holds for all; each with an `of` has its own. At the end it must be votes.
    let of_last = |last: &Figure| {
        let end = words.index_at(last.range.end());
        is_of(last)
            && (end + 1..end + 4).any(|at| words.is_any_of(at, &[Class::Voting, Class::BodyMember]))
    };
    let of_one = match others.split_last() {
        Some((last, between)) if !is_of(first) => of_last(last) && !between.iter().any(is_of),
        _ => is_of(first) && !others.iter().any(is_of),
    };
    let is_elliptic = others.iter().all(|other| {
        let first = words.index_at(other.range_with_hedge().start());
        let before = first.checked_sub(1);
        before.is_some_and(|before| {
            words.kind(before) == Kind::Word
                && !words.is(before, Class::Preposition)
                && !words.is(before, Class::Conjunction)
        })
    });
    let is_closed = end - start >= 3 && is_listed_last(words, &facts.figures[end - 1]);
    let is_split = has(5) && before.clone().any(|at| words.kind(at) == Kind::Colon);
    let is_listed_for = others.iter().all(|other| !is_of(other));
    is_closed && (has(4) && of_one && is_elliptic || is_split && is_listed_for)
}

/// `won 54.2 percent of the vote to 41.1 percent for Reed`, `beat Reed by 54 percent to 41 percent`: what the two sides of one vote
/// have.
fn are_of_two_sides(words: &Words<'_>, facts: &ParagraphFacts, start: usize, end: usize) -> bool {
    const LONGEST_NAME: usize = 3;
    let [first, second] = &facts.figures[start..end] else { return false };
    let [before, from] = [first.range.start(), first.range.end()].map(|at| words.index_at(at));
    let is_vote = |at: usize| matches!(words.bytes(at), b"vote" | b"votes" | b"ballots");
    let is_of = words.bytes(from) == b"of";
    let votes = from + 1 + usize::from(words.bytes(from + 1) == b"the");
    let of_votes = is_of && is_vote(votes);
    let joint = if of_votes { votes + 1 } else { from };
    let verb = before.checked_sub(1).map_or(&b""[..], |at| words.bytes(at));
    let is_won = matches!(verb, b"won" | b"wins" | b"win" | b"took");
    let is_beaten = verb == b"by"
        && (before.saturating_sub(REACH)..before).any(|at| {
            matches!(words.bytes(at), b"won" | b"beat" | b"beats" | b"beating" | b"defeated")
        });
    let next = words.index_at(second.range_with_hedge().start());
    let is_against = words.bytes(joint) == b"to" && next == joint + 1;
    // `won 54 percent of the vote and Reed 41 percent`
    let name = joint + 1..next;
    let is_other = of_votes
        && (words.kind(joint) == Kind::Comma || words.bytes(joint) == b"and")
        && (1..=LONGEST_NAME).contains(&name.len())
        && name.into_iter().all(|at| words.kind(at) == Kind::Word && words.is_capitalised(at));
    let after = words.index_at(second.range.end());
    let is_closed =
        words.kind(after) != Kind::Word || matches!(words.bytes(after), b"for" | b"with");
    (is_won || is_beaten) && (of_votes || !is_of) && (is_against || is_other) && is_closed
}

/// Whether `and` stands shortly before the last share.
fn is_listed_last(words: &Words<'_>, last: &Figure) -> bool {
    let first = words.index_at(last.range_with_hedge().start());
    (first.saturating_sub(5)..first).any(|at| words.bytes(at) == b"and")
}

/// The words that belong to one share: back to the comma or `and` before it, and on to the next.
fn clause(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    index: usize,
    start: usize,
) -> std::ops::Range<usize> {
    let figure = &facts.figures[index];
    let first = words.index_at(figure.range_with_hedge().start());
    let end = words.index_at(figure.range.end());
    let ends = |at: usize| {
        matches!(words.kind(at), Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::FullStop)
            || matches!(words.bytes(at), b"and" | b"while" | b"but" | b"against") && at > end
            || words.kind(at).is_dash()
    };
    let limit = match index > start {
        true => words.index_at(facts.figures[index - 1].range.end()),
        false => 0,
    };
    let mut from = first;
    while from > limit
        && first - from < CLAUSE
        && !ends(from - 1)
        && words.bytes(from - 1) != b"and"
    {
        from -= 1;
    }
    let to = (end..(end + CLAUSE).min(words.len()))
        .find(|&at| ends(at) && words.bytes(at) != b"against");
    from..to.unwrap_or((end + CLAUSE).min(words.len()))
}
