//! A value for all, and the values of the two groups that they are made of: "78 percent of people; 65
//! percent in rural areas and 74 percent in urban areas".

use newsmark_lexer::vocabulary::{lemma, vocabulary};
use newsmark_lexer::{Class, Kind};

use super::figure::{Figure, FigureId, Role};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Trigger, Words};

/// A value for all and those of its two halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupMean {
    /// The value for all.
    pub overall: FigureId,
    /// The values of the groups.
    pub groups: [FigureId; 2],
}

/// The axes of the list of contrasts whose two places leave nobody out: rural and urban, men and women, male
/// and female, boys and girls, public and private, full-time and part-time.
const WHOLE_AXES: &[u32] = &[1, 2, 3, 4, 6, 19];
/// How far around a figure its group is looked for, in tokens.
const CLAUSE: usize = 10;

impl Placed for GroupMean {
    fn place(&self) -> Place {
        self.overall.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures(self.groups.iter_mut().chain([&mut self.overall]));
    }
}

/// What the words beside a figure say it is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// One place on an axis that has two.
    Group(u32, u32),
    Overall,
    /// Neither, or more than one.
    Other,
}

/// Finds such values in a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    const OVERALL: Trigger = Trigger::words(&[Class::Overall]);
    let mut places = words.places(0..words.len(), OVERALL);
    if !places.any(|at| words.phrase(at, Class::Overall).is_some()) {
        return;
    }
    let measured: Vec<usize> =
        (0..facts.figures.len()).filter(|&index| is_measured(&facts.figures[index])).collect();
    let mut means = Vec::new();
    for (at, three) in measured.windows(3).enumerate() {
        let unit = facts.figures[three[0]].unit;
        if !three.iter().all(|&index| facts.figures[index].unit == unit) {
            continue;
        }
        let scopes: Vec<Scope> = three.iter().map(|&index| scope(words, facts, index)).collect();
        let (Some(overall), [a, b]) = (one_overall(&scopes), the_groups(&scopes)) else { continue };
        let (Some(a), Some(b)) = (a, b) else { continue };
        let ids = [three[overall], three[a], three[b]];
        if are_of_one_kind(words, facts, ids) && has_no_other(facts, &measured, at) {
            let [overall, a, b] = ids.map(|index| FigureId(index as u32));
            means.push(GroupMean { overall, groups: [a, b] });
        }
    }
    facts.group_means = means;
}

fn is_measured(figure: &Figure) -> bool {
    matches!(figure.role, Role::Level | Role::Share)
        && figure.unit.is_some()
        && figure.value.is_some()
        && !figure.context.irrealis
        && !figure.context.negated
}

fn one_overall(scopes: &[Scope]) -> Option<usize> {
    let mut overall = (0..scopes.len()).filter(|&at| scopes[at] == Scope::Overall);
    let first = overall.next()?;
    overall.next().is_none().then_some(first)
}

/// The places of two groups on one axis.
fn the_groups(scopes: &[Scope]) -> [Option<usize>; 2] {
    let of = |at: usize| match scopes[at] {
        Scope::Group(axis, place) => Some((axis, place)),
        _ => None,
    };
    let mut groups = (0..scopes.len()).filter(|&at| of(at).is_some());
    let (Some(a), Some(b)) = (groups.next(), groups.next()) else { return [None, None] };
    let differ = of(a).zip(of(b)).is_some_and(|(a, b)| a.0 == b.0 && a.1 != b.1);
    if differ { [Some(a), Some(b)] } else { [None, None] }
}

/// Whether the three have one unit, stand in neighbouring sentences, are for one time, and no place is named
/// for the whole alone.
fn are_of_one_kind(words: &Words<'_>, facts: &ParagraphFacts, ids: [usize; 3]) -> bool {
    let [overall, a, b] = ids.map(|index| &facts.figures[index]);
    let near = overall.sentence.abs_diff(a.sentence) <= 1 && a.sentence == b.sentence;
    let same_unit = overall.unit == a.unit
        && a.unit == b.unit
        && (overall.per == a.per || overall.per.is_none() || a.per.is_none());
    let same_time = overall.as_of == a.as_of && a.as_of == b.as_of;
    let of_people = overall.noun.as_ref().is_none_or(|noun| {
        noun.from_subject
            || vocabulary().look_up(&noun.lemmas.head).is(Class::PeopleNoun)
            || a.noun.as_ref().is_some_and(|of_group| of_group.lemmas.head == noun.lemmas.head)
    });
    let clause = clause(words, facts, ids[0]);
    let start = facts
        .sentences
        .get(overall.sentence as usize)
        .map_or(0, |sentence| words.index_at(sentence.start()));
    let names_place = clause
        .into_iter()
        .any(|at| at > start && words.is_capitalised(at) && words.kind(at) == Kind::Word);
    let is_same_saying = overall.sentence == a.sentence || says_the_same(words, facts, overall, a);
    near && is_same_saying
        && same_unit
        && same_time
        && of_people
        && (!names_place || overall.sentence == a.sentence)
}

/// Whether the words after the value for all, in a sentence of its own, say nothing that the sentence of the
/// groups does not: `cycle`, but not `said there is a gun in their household`.
fn says_the_same(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    overall: &Figure,
    group: &Figure,
) -> bool {
    const SMALL: &[Class] = &[
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Adverb,
        Class::PeopleNoun,
        Class::Overall,
    ];
    let Some(sentence) = facts.sentences.get(group.sentence as usize) else { return false };
    let tokens = words.index_at(sentence.start())..words.index_at(sentence.end());
    let after = words.index_at(overall.range.end());
    let said = (after..(after + CLAUSE).min(words.len()))
        .take_while(|&at| words.kind(at) == Kind::Word)
        .filter(|&at| {
            let id = vocabulary().look_up(&lemma(words.text(at)));
            !words.is_any_of(at, SMALL) && !id.is_any(SMALL)
        });
    said.into_iter().all(|at| {
        tokens.clone().any(|other| words.text(other).eq_ignore_ascii_case(words.text(at)))
    })
}

/// Whether no further value of the unit stands in the sentences of the three: it may be of a third group.
fn has_no_other(facts: &ParagraphFacts, measured: &[usize], at: usize) -> bool {
    let three = measured.get(at..at + 3).unwrap_or_default();
    let sentences: Vec<u32> = three.iter().map(|&index| facts.figures[index].sentence).collect();
    let unit = three.first().and_then(|&index| facts.figures[index].unit);
    let before = at.checked_sub(1).and_then(|before| measured.get(before));
    !before.into_iter().chain(measured.get(at + 3)).any(|&index| {
        let figure = &facts.figures[index];
        figure.unit == unit && sentences.contains(&figure.sentence)
    })
}

/// What the words beside a figure say it is for.
fn scope(words: &Words<'_>, facts: &ParagraphFacts, index: usize) -> Scope {
    let clause = clause(words, facts, index);
    let mut groups: Vec<(u32, u32)> = clause
        .clone()
        .filter_map(|at| {
            let text = words.text(at);
            let value = words
                .value(at, Class::Contrast)
                .or_else(|| vocabulary().look_up(&lemma(text)).value(Class::Contrast))?;
            Some((value / 100, value % 100))
        })
        .filter(|(axis, _)| WHOLE_AXES.contains(axis))
        .collect();
    groups.dedup();
    let has_overall = clause.clone().any(|at| words.phrase(at, Class::Overall).is_some())
        || opens_with_overall(words, facts, index, clause.start);
    match (groups.as_slice(), has_overall) {
        ([], true) => Scope::Overall,
        (&[(axis, place)], false) => Scope::Group(axis, place),
        _ => Scope::Other,
    }
}

/// `Overall, 67 percent`, `In all, 12 percent`: a word for all at the start of the sentence, with a comma.
fn opens_with_overall(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    index: usize,
    clause_start: usize,
) -> bool {
    let Some(sentence) = facts.sentences.get(facts.figures[index].sentence as usize) else {
        return false;
    };
    let start = words.index_at(sentence.start());
    let comma = clause_start.checked_sub(1);
    let opening = words.phrase(start, Class::Overall).map(|(length, _)| start + length);
    comma.is_some_and(|comma| words.kind(comma) == Kind::Comma && opening == Some(comma))
}

/// The words that belong to a figure: to the comma, the `and` or the next figure on each side.
fn clause(words: &Words<'_>, facts: &ParagraphFacts, index: usize) -> std::ops::Range<usize> {
    let figure = &facts.figures[index];
    let first = words.index_at(figure.range_with_hedge().start());
    let end = words.index_at(figure.range.end());
    let ends = |at: usize| {
        matches!(
            words.kind(at),
            Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::FullStop | Kind::ParenOpen
        ) || words.kind(at).is_dash()
            || matches!(
                words.bytes(at),
                b"and" | b"but" | b"while" | b"whereas" | b"against" | b"with"
            )
    };
    let mut from = first;
    while from > 0 && first - from < CLAUSE && !ends(from - 1) {
        from -= 1;
    }
    let limit = (end + CLAUSE).min(words.len());
    let to = (end..limit).find(|&at| ends(at)).unwrap_or(limit);
    from..to
}
