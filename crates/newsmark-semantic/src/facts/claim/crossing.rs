//! Numbers that something is said to have gone past, with what it came to.

use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;

use super::frame::Frame;
use crate::facts::figure::{Direction, Figure, FigureId, Role};
use crate::facts::{Place, Placed, Shift};

/// `passed 10,000, reaching 10,420`: a number that was left behind, and where the thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The words that say so.
    pub verb: TextRange,
    /// The number that was passed.
    pub threshold: FigureId,
    /// What it came to.
    pub level: FigureId,
    /// Which way.
    pub direction: Direction,
}

impl Placed for Crossing {
    fn place(&self) -> Place {
        self.verb.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.verb]);
        by.figures([&mut self.threshold, &mut self.level]);
    }
}

/// How far before its number, in tokens, the verb may stand: `passed the symbolic mark of`.
const REACH: usize = 6;
/// How far, in tokens, the level may stand.
const REACH_OF_LEVEL: usize = 12;
/// How far from a mark, by part of it, what passed it is looked for. What is further off is another thing.
const FARTHEST: Decimal = Decimal::from_parts(4, 0, 0, false, 1);

pub(super) fn collect(frame: &Frame<'_>) -> Vec<Crossing> {
    frame.figures_beside(Class::Crossing).filter_map(|index| read(frame, index)).collect()
}

fn read(frame: &Frame<'_>, index: usize) -> Option<Crossing> {
    let figure = frame.figure(index);
    let is_amount = matches!(figure.role, Role::Level | Role::Share | Role::Change);
    let is_firm = !figure.context.irrealis && !figure.context.negated;
    if !is_amount || !is_firm || figure.value.is_none() {
        return None;
    }
    let (verb, end, direction) = verb_before(frame, index)?;
    let level = after(frame, index, direction).or_else(|| before(frame, index, verb))?;
    Some(Crossing {
        verb: frame.place(verb..end),
        threshold: FigureId(index as u32),
        level: FigureId(level as u32),
        direction,
    })
}

/// The verb that goes past a number, and where it ends.
fn verb_before(frame: &Frame<'_>, index: usize) -> Option<(usize, usize, Direction)> {
    let number = frame.number(index);
    let start = frame.before(index).max(number.saturating_sub(REACH));
    let (verb, value) = frame.last_of(start..number, Class::Crossing)?;
    let (length, _) = frame.words.phrase(verb, Class::Crossing)?;
    let end = verb + length;
    let is_object = |at: usize| {
        frame.words.is_any_of(at, &[Class::Determiner, Class::Adverb, Class::Hedge])
            || frame.is_one_of(
                at,
                &[
                    "of",
                    "mark",
                    "limit",
                    "threshold",
                    "target",
                    "level",
                    "barrier",
                    "milestone",
                    "record",
                    "ceiling",
                    "cap",
                    "goal",
                    "magic",
                    "symbolic",
                    "legal",
                    "official",
                    "safe",
                ],
            )
    };
    // `had not passed`, `yet to pass`, `failed to top`, `before passing`
    let around = verb.saturating_sub(4).max(frame.sentence(index).start)..verb;
    let is_denied = frame.has(around.clone(), Class::Negation)
        || frame.has(around.clone(), Class::Irrealis)
        || frame.has_word(
            around,
            &[
                "yet", "to", "failed", "after", "before", "once", "if", "when", "without",
                "nearly", "almost",
            ],
        );
    let direction = if value == 1 { Direction::Up } else { Direction::Down };
    // Records, ceilings and hurdles are broken and cleared; only a mark is a number.
    let needs_mark = frame.is_one_of(verb, &["broke", "broken", "cleared"]) && end == verb + 1;
    let after = frame.number_end(index)..frame.number_end(index) + 3;
    let is_mark = frame.has_word(after, &["mark", "barrier", "milestone", "threshold"]);
    ((end..number).all(is_object) && !is_denied && (!needs_mark || is_mark))
        .then_some((verb, end, direction))
}

/// Where it stands, in the words that follow: `, reaching 9,870`, `to 5.2 percent`, `and stands at 980,000`.
fn after(frame: &Frame<'_>, index: usize, direction_of_verb: Direction) -> Option<usize> {
    // `passed half a million in 2023, standing at 487,000`
    let is_year = |at: usize| {
        let other = frame.figures().get(at);
        other.is_some_and(|other| matches!(other.role, Role::Date | Role::Rank))
    };
    let next = index + 1 + usize::from(is_year(index + 1));
    if !is_level_of(frame, index, next) || has_several(frame, next) {
        return None;
    }
    let gap = frame.end(index)..frame.first(next);
    let mut tokens = gap.clone();
    if gap.len() > REACH_OF_LEVEL
        || tokens.any(|at| breaks(frame, at) && !(at == gap.start && is_mark(frame, at)))
    {
        return None;
    }
    // `the 1 million mark to reach`: the mark is no part of the gap that counts.
    let last = frame.back_over_small_words(gap.end).checked_sub(1).filter(|at| *at >= gap.start)?;
    // `passed 4 percent in March and eased to 3.8`; `passed 61 to 38`
    let turns = gap.clone().any(|at| {
        let direction = frame.words.value(at, Class::Change).and_then(Direction::of_change);
        direction.is_some_and(|turned| turned != direction_of_verb)
    });
    let is_bare_pass = gap.len() == 1 && direction_of_verb == Direction::Up;
    if turns || is_bare_pass {
        return None;
    }
    let is_to = frame.is(last, "to")
        && (gap.len() == 1
            || frame.words.kind(last - 1) == Kind::Comma
            || frame.words.is(last - 1, Class::Change)
            || frame.words.is(last - 1, Class::Adverb));
    // `passed 48 motions, with 12 rejected`
    let is_stated_so = frame.has_word(
        frame.number_end(next)..frame.number_end(next) + 2,
        &["sold", "recorded", "registered", "counted", "shipped"],
    );
    let has_part =
        frame.figure(index).noun.is_some() && frame.figure(next).noun.is_none() && !is_stated_so;
    let is_at = frame.is_one_of(
        last,
        &["at", "reaching", "hitting", "totalling", "totaling", "peaking", "settling"],
    ) || frame.is(last, "with") && !has_part;
    let is_stated = frame.is_one_of(
        last,
        &[
            "reached", "hit", "stood", "numbered", "totalled", "totaled", "is", "was", "reach",
            "number", "stand", "stands",
        ],
    ) && gap.clone().any(|at| frame.is_one_of(at, &["and", "when", "as"]));
    // `closed above 12,000 on Monday and ended the week at 11,940`
    let is_at = is_at && !frame.has_word(gap.clone(), &["ended", "closed", "finished", "settled"]);
    // `passed 10,000 in May, with 300 new members`
    (is_to || is_at || is_stated).then_some(next)
}

/// Where it stands, in the words before: `With 980,000 members the union has passed 1 million`.
fn before(frame: &Frame<'_>, index: usize, verb: usize) -> Option<usize> {
    let level = index.checked_sub(1)?;
    if !is_level_of(frame, index, level) {
        return None;
    }
    let gap = frame.end(level)..verb;
    let mut tokens = gap.clone();
    if gap.len() > REACH_OF_LEVEL || tokens.any(|at| breaks(frame, at)) {
        return None;
    }
    let lead = frame.first(level).checked_sub(1);
    let is_at = lead.is_some_and(|at| {
        frame.is_one_of(
            at,
            &["at", "with", "to", "reached", "hit", "was", "stood", "totalled", "is", "were"],
        )
    });
    let goes_on = frame.words.kind(gap.start) == Kind::Comma || gap.is_empty();
    // `handled 9.7 million passengers, surpassing 10 million`
    let is_said_right_behind = frame.words.kind(gap.start) == Kind::Comma
        && gap.len() == 1
        && frame.words.text(verb).ends_with("ing")
        && !frame.has_word(
            frame.end(index)..frame.end(index) + 5,
            &["season", "career", "series", "year", "tournament", "total"],
        );
    (is_at && goes_on || is_said_right_behind).then_some(level)
}

/// `the 3 percent target`
fn is_mark(frame: &Frame<'_>, at: usize) -> bool {
    frame.is_one_of(at, &["target", "goal", "forecast"])
}

/// `with 58 percent in Brill and 64 percent in Ashby`: one of several.
fn has_several(frame: &Frame<'_>, level: usize) -> bool {
    let (own, next) = (frame.figure(level), frame.figures().get(level + 1));
    next.is_some_and(|next| {
        let gap = frame.number_end(level)..frame.first(level + 1);
        next.sentence == own.sentence
            && next.unit == own.unit
            && matches!(next.role, Role::Level | Role::Share)
            && gap.len() <= 8
            && frame.has_word(gap, &["and"])
    })
}

/// Words after which the next number is of something else.
fn breaks(frame: &Frame<'_>, at: usize) -> bool {
    frame.is_stop(at)
        || frame.is_one_of(
            at,
            &[
                "from",
                "than",
                "by",
                "after",
                "before",
                "until",
                "but",
                "while",
                "since",
                "compared",
                "against",
                "including",
                "despite",
                "target",
                "forecast",
                "goal",
                "though",
                "although",
                "who",
                "per",
            ],
        )
}

/// Whether two figures of a sentence can be a mark and what passed it.
fn is_level_of(frame: &Frame<'_>, mark: usize, level_index: usize) -> bool {
    let level = level_index;
    let (Some(mark), Some(level)) = (frame.figures().get(mark), frame.figures().get(level)) else {
        return false;
    };
    let is_amount = matches!(level.role, Role::Level | Role::Share) && level.value.is_some();
    let mark_noun = |figure: &Figure| {
        let noun = figure.noun.as_ref().filter(|noun| !noun.from_subject)?;
        let is_mark =
            matches!(&*noun.lemmas.head, "mark" | "barrier" | "threshold" | "milestone" | "limit");
        (!is_mark).then(|| noun.lemmas.head.clone())
    };
    let same_noun = mark_noun(mark).zip(mark_noun(level)).is_none_or(|(a, b)| a == b);
    let context = level.context;
    let is_plain = !context.irrealis && !context.negated && !context.partial && !context.earlier;
    // `is 14-under-par`
    let is_tied = frame.words.kind(frame.number_end(level_index)) == Kind::Hyphen;
    let is_near = mark.value.zip(level.value).is_some_and(|(mark, level)| {
        let reach = mark.abs().checked_mul(FARTHEST);
        mark.checked_sub(level).zip(reach).is_some_and(|(gap, reach)| gap.abs() <= reach)
    });
    is_amount
        && !is_tied
        && is_near
        && is_plain
        && same_noun
        && mark.sentence == level.sentence
        && mark.unit == level.unit
        && mark.per == level.per
}
