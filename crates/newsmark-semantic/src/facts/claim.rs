//! Claims: figures that a frame of words ties together so that they can be checked against each other.
//!
//! An average and the range it is of, a total with its count and what comes to each, a mark that was passed,
//! a run without a break, a record and what it is set against, a vote, a lead, a table's totals. Each kind is
//! read within a paragraph and with bounded looks around; where the frame is not plain there is no claim.

use newsmark_lexer::Class;

use super::Article;
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

/// Finds which figures are called the greatest or the least, which is all that a word beside one can claim.
pub(crate) fn superlatives(words: &Words<'_>, facts: &mut ParagraphFacts) {
    if words.place(0..words.len(), superlative::CUES).is_some() {
        let places = frame::places(words, facts);
        let frame = Frame { words, facts, places: &places };
        facts.claims.superlatives = superlative::collect(&frame);
    }
}

/// What a table shows may be said in the paragraph before it: only the largest, for example.
pub(crate) fn resolve(article: &mut Article, text: &str) {
    /// The words of the paragraph before that are looked at.
    const MOST_WORDS: usize = 60;
    for (index, total) in article.claims.table_totals.iter_mut().enumerate() {
        let place = total.label.start();
        let table = article.paragraphs.partition_point(|paragraph| paragraph.range.end() < place);
        let Some(before) = table.checked_sub(1).and_then(|at| article.paragraphs.get(at)) else {
            continue;
        };
        let words = text[before.range].split(|c: char| !c.is_alphabetic()).rev().take(MOST_WORDS);
        let vocabulary = newsmark_lexer::vocabulary::vocabulary();
        let is_partial = words.into_iter().any(|word| {
            let word = vocabulary.look_up(word);
            word.is_any(&[Class::Partial, Class::Extreme])
        });
        if is_partial && !total.may_be_partial {
            total.may_be_partial = true;
            article.given.partial.push(index);
        }
    }
}
