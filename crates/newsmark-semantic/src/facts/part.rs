//! Parts of a whole, and what is left of it: "12 of the 40 members", "Of the 40 members, 12 ... and the
//! other 28 ...", "40 members, of whom 12".
//!
//! A paragraph tells by its words which figures are parts, wholes and rests; what belongs together is
//! worked out over the sentences of the article, because the whole often stands in the paragraph before.
//! Where a sentence names several things, no whole is chosen.

use newsmark_lexer::Class;
use newsmark_lexer::vocabulary::vocabulary;
use rust_decimal::Decimal;

use super::Article;
use super::figure::{Direction, Figure, FigureId, Noun, Role};
use crate::facts::{Place, Placed, Shift};

pub(crate) use cue::{collect, is_half_of_known};
pub(crate) use near::resolve;

mod cue;
mod near;

/// A figure that counts, or measures, a part of what another does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The part.
    pub part: FigureId,
    /// The whole.
    pub whole: FigureId,
    /// What says so.
    pub link: PartLink,
    /// Whether it is more than the whole, however both are rounded.
    pub exceeds_whole: bool,
}

/// The words that make a figure a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartLink {
    /// `12 of the 40`
    OfTheWhole,
    /// `Of the 40, 12`
    Opened,
    /// `of them`, `of whom`
    OfThem,
    /// `40 people, including 12 children`
    Including,
}

/// What is left of a whole besides its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// `the remaining nine`
    pub rest: FigureId,
    /// The whole; none where all are percentages, of a hundred.
    pub whole: Option<FigureId>,
    /// The other parts, in order.
    pub parts: Vec<FigureId>,
}

/// What the words around a figure say about its place in a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PartCue {
    pub(crate) figure: FigureId,
    pub(crate) kind: CueKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueKind {
    /// A part of the figure named.
    OfWhole(FigureId),
    /// `Of the 40 members,`: the whole of what follows in its sentence.
    Opens,
    /// `Of them, 12`: of what the sentence before speaks of.
    OfThem,
    /// `holds 41 of the 120 seats, the National Party 52`: one more of the parts before it.
    LeftOut,
    /// `About 2 percent of the total, 6,800,`: of what the sentence before counts, or of the whole that it opens with.
    OfTotal,
    /// `a fifth of that,`: of the amount in the sentence before.
    OfThat,
    /// `of whom 12`, `12 of them`: of what stands before in its sentence.
    OfWhom,
    /// `$6 million, of which $4 million`: of what stands beside it.
    OfBeside,
    /// `, including 12 children`
    Including,
    /// `the other 28`
    Rest,
    /// `62 percent of those who voted`: of something else that has no number.
    OfOther,
}

impl Part {
    fn new(article: &Article, part: FigureId, whole: FigureId, link: PartLink) -> Part {
        let [own, all] = [part, whole].map(|id| article.figure(id));
        let exceeds_whole = own.unit == all.unit && all.loose().is_below(&own.loose());
        Part { part, whole, link, exceeds_whole }
    }
}

impl Placed for PartCue {
    fn place(&self) -> Place {
        self.figure.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures([&mut self.figure]);
        if let CueKind::OfWhole(whole) = &mut self.kind {
            by.figures([whole]);
        }
    }
}

/// How many figures are looked at before one for its whole.
const MOST_BEFORE: usize = 12;
fn is_amount(figure: &Figure) -> bool {
    matches!(figure.role, Role::Level | Role::Share) && figure.value.is_some()
}

/// `lost 900 of its 6,000 jobs`
fn is_taken_away(figure: &Figure) -> bool {
    figure.role == Role::Change && figure.unit.is_none() && figure.value.is_some()
}

/// `Five of them are over 60`: a hedged number that may be an age.
fn may_be_age(figure: &Figure) -> bool {
    const OLDEST: Decimal = Decimal::from_parts(120, 0, 0, false, 0);
    figure.hedge.is_some() && figure.value.is_none_or(|value| value <= OLDEST)
}

/// Whether a part is no part of the rest: one of several, or what was lost.
fn is_left_out(figure: &Figure) -> bool {
    figure.role == Role::Level || is_taken_away(figure) && figure.direction == Some(Direction::Down)
}

/// The figures that belong to one whole, while the article is read.
struct Group {
    whole: FigureId,
    parts: Vec<FigureId>,
    /// Whether the whole opened its sentence, so that bare numbers after it are parts.
    is_open: bool,
    /// The sentence of the last of them.
    sentence: u32,
}

/// Puts together what some cues say, before which nothing is said.
fn read(article: &Article, text: &str, cues: &[PartCue]) -> (Vec<Part>, Vec<Rest>) {
    let (mut parts, mut rests) = (Vec::new(), Vec::new());
    let mut group: Option<Group> = None;
    let mut cues = cues.iter().copied().peekable();
    let mut last_whole = None;
    let mut next = 0;
    loop {
        // Only in an open group is there something to read without a cue.
        let in_open_group = article.figures.get(next as usize).is_some_and(|figure| {
            group.as_ref().is_some_and(|group| group.is_open && figure.sentence == group.sentence)
        });
        let at_cue = cues.peek().map(|cue| cue.figure);
        let Some(id) = in_open_group.then_some(FigureId(next)).or(at_cue) else { break };
        let figure = article.figure(id);
        next = id.0 + 1;
        let cue = cues.next_if(|cue| cue.figure == id).map(|cue| cue.kind);
        if group.as_ref().is_some_and(|group| figure.sentence > group.sentence + 1) {
            group = None;
        }
        let mut found = |whole: FigureId, link: PartLink| {
            parts.push(Part::new(article, id, whole, link));
        };
        match cue {
            Some(CueKind::Opens) => {
                let sentence = figure.sentence;
                group = Some(Group { whole: id, parts: Vec::new(), is_open: true, sentence });
            }
            Some(CueKind::OfWhole(whole)) => {
                last_whole = Some(whole);
                let is_of_rest = article
                    .part_cues
                    .binary_search_by_key(&whole, |cue| cue.figure)
                    .is_ok_and(|at| article.part_cues[at].kind == CueKind::Rest);
                if !is_of_rest {
                    found(whole, PartLink::OfTheWhole);
                    join(article, &mut group, whole, id);
                }
            }
            Some(CueKind::OfThem) => {
                let own = group.as_ref().filter(|group| group.sentence + 1 == figure.sentence);
                let whole = match own {
                    Some(group) => whole_of_next(article, group, id),
                    None => whole_before(article, id),
                };
                if let Some(whole) = whole {
                    found(whole, PartLink::OfThem);
                    join(article, &mut group, whole, id);
                    if let Some(group) = &mut group {
                        group.is_open = true;
                    }
                }
            }
            Some(CueKind::OfTotal) => {
                let own = group.as_ref().filter(|group| group.sentence + 1 == figure.sentence);
                let whole = match own {
                    Some(group) => Some(group.whole),
                    None => whole_before(article, id).filter(|&whole| is_largest(article, whole)),
                };
                // What is more than the whole is of another total.
                let whole = whole.filter(|&whole| {
                    let count = article.figures.get(id.0 as usize + 1);
                    count.is_some_and(|count| count.value <= article.figure(whole).value)
                });
                if let Some(whole) = whole {
                    found(whole, PartLink::OfThem);
                }
            }
            Some(CueKind::LeftOut) => {
                let own = group.as_ref().filter(|group| {
                    let whole = article.figure(group.whole);
                    let is_whole = whole.sentence == figure.sentence && whole.unit == figure.unit;
                    is_whole && !group.parts.is_empty() && group.whole != id
                });
                if let Some(whole) = own.map(|group| group.whole) {
                    found(whole, PartLink::OfThem);
                    join(article, &mut group, whole, id);
                }
            }
            Some(CueKind::OfThat) => {
                if let Some(whole) = amount_before(article, id) {
                    found(whole, PartLink::OfThem);
                }
            }
            Some(kind @ (CueKind::OfWhom | CueKind::OfBeside)) => {
                let beside = (kind == CueKind::OfBeside).then(|| largest_beside(article, id));
                let whole = beside.flatten().or_else(|| count_in_sentence_before(article, id));
                if let Some(whole) = whole {
                    found(whole, PartLink::OfThem);
                    join(article, &mut group, whole, id);
                }
            }
            Some(CueKind::Including) => {
                if let Some(whole) = count_in_sentence_before(article, id)
                    && are_kin(article.figure(whole), figure)
                {
                    found(whole, PartLink::Including);
                }
            }
            Some(CueKind::Rest) => {
                rests.extend(rest_of(article, text, group.take(), id));
            }
            Some(CueKind::OfOther) => {}
            None => {
                if let Some(open) = group.as_mut().filter(|_| last_whole != Some(id))
                    && open.is_open
                    && figure.sentence == open.sentence
                    && is_amount(figure)
                    && !may_be_age(figure)
                    && fits(text, article.figure(open.whole), figure)
                {
                    found(open.whole, PartLink::Opened);
                    open.parts.extend((figure.role == Role::Level).then_some(id));
                }
            }
        }
    }
    (parts, rests)
}

/// What `of them` means behind a whole and its parts: `Of the 480 pupils, 110 smoke. Of those, 62 percent, or 68, ...` speaks of
/// the 110. Where it could be of the whole as well, of neither.
fn whole_of_next(article: &Article, group: &Group, id: FigureId) -> Option<FigureId> {
    let mut parts =
        group.parts.iter().filter(|&&part| article.figure(part).sentence == group.sentence);
    let Some(&part) = parts.next() else { return Some(group.whole) };
    let figure = article.figure(id);
    let count = match figure.role {
        Role::Share => {
            article.figures.get(id.0 as usize + 1).filter(|next| next.sentence == figure.sentence)
        }
        _ => Some(figure),
    };
    let count = count.filter(|count| count.role == Role::Level).and_then(|count| count.value)?;
    let is_within =
        |whole: FigureId| article.figure(whole).value.is_some_and(|whole| count <= whole);
    match (parts.next(), is_within(part)) {
        (None, true) => Some(part),
        _ => Some(group.whole).filter(|&whole| !is_within(whole)),
    }
}

/// Adds a part to the group of its whole; a new whole begins a new group.
fn join(article: &Article, group: &mut Option<Group>, whole: FigureId, part: FigureId) {
    let sentence = article.figure(part).sentence;
    match group {
        Some(group) if group.whole == whole => {
            group.parts.extend(is_left_out(article.figure(part)).then_some(part));
            group.sentence = sentence;
        }
        _ => {
            let is_count = is_left_out(article.figure(part));
            let parts = is_count.then_some(part).into_iter().collect();
            *group = Some(Group { whole, parts, is_open: false, sentence });
        }
    }
}

/// Whether a bare number after an opened whole can be a part of it.
fn fits(text: &str, whole: &Figure, part: &Figure) -> bool {
    let same_unit = part.unit == whole.unit || part.role == Role::Share;
    // `28 walk to school`: what is no plural is no noun of its own.
    let is_plural = |noun: &&Noun| {
        let last = text[noun.range].rsplit(' ').next().unwrap_or_default();
        !noun.from_subject && !last.eq_ignore_ascii_case(&noun.lemmas.head)
    };
    let heads = whole.noun.as_ref().zip(part.noun.as_ref().filter(is_plural));
    // `71,300 people died. Cancer accounted for 24,600 of the deaths`
    let is_of_dead = |whole: &Noun, part: &Noun| {
        &*part.lemmas.head == "death"
            && vocabulary().look_up(&whole.lemmas.head).is(Class::PeopleNoun)
    };
    same_unit
        && heads.is_none_or(|(whole, part)| {
            whole.lemmas.head == part.lemmas.head || is_of_dead(whole, part)
        })
}

/// Whether one count can include the other: of the same things, or both of people.
fn are_kin(whole: &Figure, part: &Figure) -> bool {
    let Some(of_whole) = &whole.noun else { return false };
    let is_person = |head: &str| vocabulary().look_up(head).is(Class::PeopleNoun);
    whole.unit == part.unit
        && part.noun.as_ref().is_none_or(|of_part| {
            of_part.lemmas.head == of_whole.lemmas.head
                || is_person(&of_part.lemmas.head) && is_person(&of_whole.lemmas.head)
        })
}

/// The one thing that the sentence before counts.
fn whole_before(article: &Article, part: FigureId) -> Option<FigureId> {
    let sentence = article.figure(part).sentence.checked_sub(1)?;
    let before = (0..part.0).rev().map(FigureId).take(MOST_BEFORE);
    let counts = before
        .take_while(|&id| article.figure(id).sentence >= sentence)
        .filter(|&id| article.figure(id).sentence == sentence && is_count(article.figure(id)));
    sole(counts).filter(|&whole| !has_bare_total(article, whole, part))
}

/// `26 new cases, which brings the total to 214. Of these`: whether a larger number without a noun, which may be what is meant,
/// stands between a count and its part.
fn has_bare_total(article: &Article, whole: FigureId, part: FigureId) -> bool {
    let own = article.figure(whole);
    let between = (whole.0 + 1..part.0).take(MOST_BEFORE).map(|id| article.figure(FigureId(id)));
    let mut bare = between.filter(|other| {
        other.role == Role::Level && other.noun.is_none() && other.unit == own.unit
    });
    bare.any(|other| other.sentence == own.sentence && other.value > own.value)
}

/// Whether nothing before a count counts more of the same: `the total` could be that.
fn is_largest(article: &Article, whole: FigureId) -> bool {
    let own = article.figure(whole);
    let before = (0..whole.0).rev().map(FigureId).take(MOST_BEFORE);
    before.into_iter().map(|id| article.figure(id)).all(|other| {
        let heads = own.noun.as_ref().zip(other.noun.as_ref());
        let is_alike = own.unit == other.unit
            && heads.is_none_or(|(own, other)| own.lemmas.head == other.lemmas.head);
        !(is_amount(other) && is_alike && other.value > own.value)
    })
}

/// The one amount with a unit in the sentence before: what `that` can be.
fn amount_before(article: &Article, part: FigureId) -> Option<FigureId> {
    let sentence = article.figure(part).sentence.checked_sub(1)?;
    let before = (0..part.0).rev().map(FigureId).take(MOST_BEFORE);
    let amounts = before
        .take_while(|&id| article.figure(id).sentence >= sentence)
        .filter(|&id| article.figure(id).sentence == sentence)
        .filter(|&id| is_amount(article.figure(id)) && article.figure(id).unit.is_some());
    sole(amounts).filter(|&id| !article.figure(id).is_percent())
}

/// The amount right before a part, where none of its sentence before it is larger.
fn largest_beside(article: &Article, part: FigureId) -> Option<FigureId> {
    let id = FigureId(part.0.checked_sub(1)?);
    let whole = article.figure(id);
    let before = (0..id.0).rev().map(|id| article.figure(FigureId(id))).take(MOST_BEFORE);
    let mut amounts = before
        .take_while(|other| other.sentence == whole.sentence)
        .filter(|other| other.unit == whole.unit);
    amounts.all(|other| other.value <= whole.value).then_some(id)
}

/// The one thing that is counted before a part in its sentence.
fn count_in_sentence_before(article: &Article, part: FigureId) -> Option<FigureId> {
    let own = article.figure(part);
    let before = (0..part.0).rev().map(FigureId).take(MOST_BEFORE);
    let counts =
        before.take_while(|&id| article.figure(id).sentence == own.sentence).filter(|&id| {
            let figure = article.figure(id);
            let same_unit = figure.unit == own.unit || own.role == Role::Share;
            let is_several = figure.value.is_some_and(|value| value > Decimal::ONE);
            is_amount(figure) && same_unit && figure.role == Role::Level && is_several
        });
    sole(counts)
}

fn sole(mut counts: impl Iterator<Item = FigureId>) -> Option<FigureId> {
    let first = counts.next()?;
    counts.next().is_none().then_some(first)
}

fn is_count(figure: &Figure) -> bool {
    let is_money = matches!(figure.unit, Some(super::figure::Unit::Money(_)));
    figure.role == Role::Level
        && figure.value.is_some()
        && !figure.in_headline
        && (figure.noun.is_some() && figure.unit.is_none() || is_money)
}

/// The whole and the parts that a rest completes.
fn rest_of(article: &Article, text: &str, group: Option<Group>, rest: FigureId) -> Option<Rest> {
    let figure = article.figure(rest);
    if figure.is_percent() {
        return rest_of_hundred(article, rest);
    }
    if figure.role != Role::Level {
        return None;
    }
    let (whole, parts) = match group.filter(|group| !group.parts.is_empty()) {
        Some(group) => {
            // A number between that is no part for certain may be one.
            let last = group.parts.last().copied()?;
            let between = (last.0 + 1..rest.0).map(FigureId).filter(|&id| id != group.whole);
            let is_doubtful = between.into_iter().any(|id| {
                let other = article.figure(id);
                // `the National Party 52`: what looks like a name may be a number of its own.
                let is_amount = other.is_quantity() || other.role == Role::Identifier;
                is_amount && fits(text, article.figure(group.whole), other)
            });
            if is_doubtful {
                return None;
            }
            (group.whole, group.parts)
        }
        None => {
            let in_sentence = |id: &FigureId| article.figure(*id).sentence == figure.sentence;
            let before = (0..rest.0).rev().map(FigureId).take(MOST_BEFORE);
            let mut parts: Vec<FigureId> = before.take_while(in_sentence).collect();
            parts.reverse();
            let first = *parts.first()?;
            (whole_before(article, first)?, parts)
        }
    };
    let total = article.figure(whole);
    let is_part =
        |&id: &FigureId| is_left_out(article.figure(id)) && fits(text, total, article.figure(id));
    // `the other four northern clubs` of five of the 20 clubs: of another whole.
    let is_described = figure.noun.as_ref().is_some_and(|noun| {
        let known = total.noun.as_ref().map_or(&[][..], |noun| &noun.lemmas.modifiers[..]);
        !noun.from_subject && noun.lemmas.modifiers.iter().any(|modifier| !known.contains(modifier))
    });
    let is_whole = !is_described && fits(text, total, figure) && parts.iter().all(is_part);
    is_whole.then_some(Rest { rest, whole: Some(whole), parts })
}

/// The percentages before a rest in its sentence, or in the one before.
fn rest_of_hundred(article: &Article, rest: FigureId) -> Option<Rest> {
    let figure = article.figure(rest);
    let next = article.figures.get(rest.0 as usize + 1);
    if next.is_some_and(|next| next.sentence == figure.sentence && next.is_percent()) {
        return None;
    }
    let is_share = |id: &FigureId| {
        let other = article.figure(*id);
        let is_share = other.role == Role::Share && other.is_percent() && other.value.is_some();
        // `64% of sales, up from 59%`: what it was is no part.
        is_share && !other.context.earlier
    };
    let in_sentence = |sentence: u32| {
        let before = (0..rest.0).rev().map(FigureId).take(MOST_BEFORE);
        let near = before.take_while(move |&id| article.figure(id).sentence >= sentence);
        near.filter(is_share).collect::<Vec<FigureId>>()
    };
    let mut parts = in_sentence(figure.sentence);
    if parts.is_empty() && figure.sentence > 0 {
        parts = in_sentence(figure.sentence - 1);
    }
    parts.reverse();
    // `Seven in 10 are for it and 24 percent against`: more is told than percentages.
    let first = article.figure(*parts.first()?).sentence;
    let before = (0..rest.0).rev().map(FigureId).take(MOST_BEFORE);
    let has_fraction = before
        .map(|id| article.figure(id))
        .take_while(|other| other.sentence >= first)
        .any(Figure::is_fraction);
    (!has_fraction).then_some(Rest { rest, whole: None, parts })
}
