//! Claims: figures that a frame of words ties together so that they can be checked against each other.
//!
//! An average and the range it is of, a total with its count and what comes to each, a mark that was passed,
//! a run without a break, a record and what it is set against, a vote, a lead, a table's totals. Each kind is
//! read within a paragraph and with bounded looks around; where the frame is not plain there is no claim.

use newsmark_lexer::{Class, TextRange};

use super::figure::FigureId;
use super::{Article, Base};
use crate::paragraph::{ParagraphFacts, Words};

mod annual;
mod average;
mod crossing;
mod frame;
mod lead;
mod rate;
mod requirement;
mod sized;
mod span;
mod streak;
mod superlative;
mod table_total;
#[cfg(test)]
mod tests;
mod vote;

pub use annual::AnnualRate;
pub use average::{Average, AverageInRange};
pub use crossing::Crossing;
pub use lead::Lead;
pub use rate::{Rate, RateKind};
pub use requirement::Requirement;
pub use sized::SizedThing;
pub use span::{Span, SpanForm};
pub use streak::Streak;
pub use superlative::{Rival, Superlative};
pub use table_total::TableTotal;
pub use vote::{Members, Tally, Vote};

use frame::Frame;

/// The claims of an article or a paragraph, each kind in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    /// Two ends of something.
    pub spans: Vec<Span>,
    /// Averages with the ends of what they are the average of.
    pub averages: Vec<AverageInRange>,
    /// Totals with a count and what comes to each.
    pub rates: Vec<Rate>,
    /// Marks that were passed.
    pub crossings: Vec<Crossing>,
    /// Runs without a break.
    pub streaks: Vec<Streak>,
    /// The greatest and the least.
    pub superlatives: Vec<Superlative>,
    /// Votes.
    pub votes: Vec<Vote>,
    /// By how much one side is before another.
    pub leads: Vec<Lead>,
    /// Totals of tables.
    pub table_totals: Vec<TableTotal>,
    /// What votes needed and got.
    pub requirements: Vec<Requirement>,
    /// Growth and what it makes in a year.
    pub annual_rates: Vec<AnnualRate>,
    /// Things that are told by their size.
    pub sized: Vec<SizedThing>,
}

/// Finds the totals of a table, which are all that it claims.
pub(crate) fn totals(words: &Words<'_>, facts: &mut ParagraphFacts) {
    facts.claims.table_totals = table_total::collect(words, facts);
}

/// Finds the claims of a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    // Every claim needs two numbers, or a number and a year.
    if facts.figures.is_empty() {
        return;
    }
    let places = frame::places(words, facts);
    let frame = Frame { words, facts, places: &places };
    let spans = span::collect(&frame);
    let averages = average::collect(&frame);
    let tallies = vote::tallies(&frame);
    facts.claims = Claims {
        averages: average::in_ranges(&frame, &averages, &spans),
        rates: rate::collect(&frame, &averages),
        crossings: crossing::collect(&frame),
        streaks: streak::collect(&frame),
        superlatives: superlative::collect(&frame),
        votes: vote::collect(&frame, &tallies),
        leads: lead::collect(&frame, &tallies),
        table_totals: Vec::new(),
        requirements: requirement::collect(&frame),
        annual_rates: annual::collect(&frame),
        sized: sized::collect(&frame),
        spans,
    };
}

/// What a table shows may be said in the paragraph before it: only the largest, for example.
pub(crate) fn resolve(article: &mut Article, text: &str) {
    /// The words of the paragraph before that are looked at.
    const MOST_WORDS: usize = 60;
    for total in &mut article.claims.table_totals {
        let place = total.label.start();
        let table = article.paragraphs.partition_point(|paragraph| paragraph.range.end() < place);
        let Some(before) = table.checked_sub(1).and_then(|at| article.paragraphs.get(at)) else {
            continue;
        };
        let words = text[before.range].split(|c: char| !c.is_alphabetic()).rev().take(MOST_WORDS);
        let vocabulary = newsmark_lexer::vocabulary::vocabulary();
        total.may_be_partial |= words.into_iter().any(|word| {
            let word = vocabulary.look_up(word);
            word.is_any(&[Class::Partial, Class::Extreme])
        });
    }
}

impl Claims {
    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        let Claims {
            spans,
            averages,
            rates,
            crossings,
            streaks,
            superlatives,
            votes,
            leads,
            table_totals,
            requirements,
            annual_rates,
            sized,
        } = self;
        spans.is_empty()
            && averages.is_empty()
            && rates.is_empty()
            && crossings.is_empty()
            && streaks.is_empty()
            && superlatives.is_empty()
            && votes.is_empty()
            && leads.is_empty()
            && table_totals.is_empty()
            && requirements.is_empty()
            && annual_rates.is_empty()
            && sized.is_empty()
    }

    /// Adds the claims of a paragraph at their places.
    pub(crate) fn append(&mut self, other: &Claims, base: &Base) {
        self.spans.extend(other.spans.iter().map(|span| span.at(base)));
        self.averages.extend(other.averages.iter().map(|found| AverageInRange {
            average: Average {
                figure: id(found.average.figure, base),
                cue: found.average.cue + base.offset,
                ..found.average
            },
            span: found.span.at(base),
            ..*found
        }));
        self.rates.extend(other.rates.iter().map(|rate| Rate {
            range: rate.range + base.offset,
            total: id(rate.total, base),
            count: id(rate.count, base),
            each: id(rate.each, base),
            ..*rate
        }));
        self.crossings.extend(other.crossings.iter().map(|crossing| Crossing {
            verb: crossing.verb + base.offset,
            threshold: id(crossing.threshold, base),
            level: id(crossing.level, base),
            ..*crossing
        }));
        self.streaks.extend(other.streaks.iter().map(|streak| Streak {
            range: streak.range + base.offset,
            count: id(streak.count, base),
            since: streak.since.map(|(time, range)| (time, range + base.offset)),
            until: streak.until.map(|(time, range)| (time, range + base.offset)),
            listed: streak.listed.map(|(n, range)| (n, range + base.offset)),
            ..streak.clone()
        }));
        self.superlatives.extend(other.superlatives.iter().map(|superlative| Superlative {
            figure: id(superlative.figure, base),
            cue: superlative.cue + base.offset,
            rival: superlative.rival.map(|rival| Rival { figure: id(rival.figure, base), ..rival }),
            ..*superlative
        }));
        self.votes.extend(other.votes.iter().map(|vote| vote.at(base)));
        self.leads.extend(other.leads.iter().map(|lead| Lead {
            margin: id(lead.margin, base),
            cue: lead.cue + base.offset,
            sides: lead.sides.iter().map(|&side| id(side, base)).collect(),
            range: lead.range + base.offset,
            ..lead.clone()
        }));
        self.requirements.extend(
            other
                .requirements
                .iter()
                .map(|one| Requirement { needed: id(one.needed, base), got: id(one.got, base) }),
        );
        self.annual_rates.extend(other.annual_rates.iter().map(|rate| AnnualRate {
            short: id(rate.short, base),
            annual: id(rate.annual, base),
            ..*rate
        }));
        self.sized.extend(
            other
                .sized
                .iter()
                .map(|one| SizedThing { figure: id(one.figure, base), ..one.clone() }),
        );
        self.table_totals.extend(other.table_totals.iter().map(|total| TableTotal {
            label: total.label + base.offset,
            total: id(total.total, base),
            parts: total.parts.iter().map(|&part| id(part, base)).collect(),
            ..total.clone()
        }));
    }
}

impl Span {
    fn at(&self, base: &Base) -> Span {
        Span {
            range: self.range + base.offset,
            low: id(self.low, base),
            high: id(self.high, base),
            ..*self
        }
    }
}

impl Vote {
    fn at(&self, base: &Base) -> Vote {
        let ids = |ids: &[FigureId]| ids.iter().map(|&figure| id(figure, base)).collect();
        let place = |range: TextRange| range + base.offset;
        Vote {
            tally: Tally {
                range: place(self.tally.range),
                figures: ids(&self.tally.figures),
                ..self.tally.clone()
            },
            others: ids(&self.others),
            outcome: self.outcome.map(|(range, carried)| (place(range), carried)),
            unanimous: self.unanimous.map(place),
            members: self
                .members
                .map(|members| Members { figure: id(members.figure, base), ..members }),
            cast: self.cast.map(|figure| id(figure, base)),
            needed: self.needed.map(|figure| id(figure, base)),
            ..*self
        }
    }
}

fn id(id: FigureId, base: &Base) -> FigureId {
    FigureId(id.0 + base.figure)
}
