//! One paragraph, read by itself: the unit that is kept while its words stay the same.
//!
//! Offsets here count from the start of the paragraph's words, so that a paragraph that moves need
//! not be read again. What a paragraph says never depends on its neighbours.

use newsmark_lexer::TextRange;

use crate::document::BlockKind;
use crate::facts::{
    AcronymUse, AgeMention, Bounded, Breakdown, Change, Claims, Comment, Conversion, Correction,
    DateMention, Dateline, Elapsed, Enumeration, Figure, GroupMean, LeadIn, LifeEvent, Link,
    MalformedNumber, Multiple, NameMention, NestedMarks, Occupied, Placeholder, Quote, Restated,
    Reversal, Shares, Source, SourceReference, StrayMark, Table, TimeSpan, acronym, casualty,
    claim, comment, conversion, date, figure, life, link, malformed, multiple, part, people,
    placeholder, quote, source, table,
};
use crate::settings::DecimalSign;
use crate::verbatim::Heads;

mod again;
mod alone;
mod aside;
mod cache;
mod index;
mod inline;
mod lazily;
mod sentences;
mod starts;
mod ties;
mod words;

pub(crate) use again::{Again, Said};
pub(crate) use aside::Aside;
pub(crate) use cache::Cache;
pub use cache::Unread;
pub(crate) use index::Trigger;
pub(crate) use lazily::Lazily;
pub(crate) use words::{MarkKind, Words};

/// What one paragraph says by itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct ParagraphFacts {
    /// Its sentences; they tile its words.
    pub(crate) sentences: Vec<TextRange>,
    /// The table that it is.
    pub(crate) tables: Vec<Table>,
    /// Calendar dates.
    pub(crate) dates: Vec<DateMention>,
    /// Numbers that are no numbers.
    pub(crate) malformed: Vec<MalformedNumber>,
    /// Numbers.
    pub(crate) figures: Vec<Figure>,
    /// Figures that stand for one change.
    pub(crate) changes: Vec<Change>,
    /// Amounts in two units.
    pub(crate) conversions: Vec<Conversion>,
    /// Ages of people.
    pub(crate) ages: Vec<AgeMention>,
    /// Births and deaths.
    pub(crate) life_events: Vec<LifeEvent>,
    /// Stretches of hours and days.
    pub(crate) elapsed: Vec<Elapsed>,
    /// Stretches of years.
    pub(crate) timespans: Vec<TimeSpan>,
    /// A whole and its parts.
    pub(crate) breakdowns: Vec<Breakdown>,
    /// Counts with their lists.
    pub(crate) enumerations: Vec<Enumeration>,
    /// Figures that a frame of words ties together.
    pub(crate) claims: Claims,
    /// Figures that say one before them again.
    pub(crate) restated: Vec<Restated>,
    /// What the words say of parts and wholes.
    pub(crate) part_cues: Vec<part::PartCue>,
    /// Percentages that exclude each other.
    pub(crate) shares: Vec<Shares>,
    /// Values for all and for two groups.
    pub(crate) group_means: Vec<GroupMean>,
    /// The dead and the hurt.
    pub(crate) tolls: Vec<casualty::Toll>,
    /// Percentages above a hundred that cannot be.
    pub(crate) bounded: Vec<Bounded>,
    /// "Three times more".
    pub(crate) multiples: Vec<Multiple>,
    /// A percentage up and the same down.
    pub(crate) reversals: Vec<Reversal>,
    /// What the paragraph corrects.
    pub(crate) corrections: Vec<Correction>,
    /// Words between quotation marks.
    pub(crate) quotes: Vec<Quote>,
    /// For each of them, what it is compared by with others.
    pub(crate) quoted_runs: Vec<quote::Runs>,
    /// Figures in them.
    pub(crate) quoted_figures: Vec<quote::QuotedFigure>,
    /// Whose words the next paragraph is, if this one leads into it: one at most.
    pub(crate) lead_ins: Vec<LeadIn>,
    /// Pairs of marks inside a pair of the same kind.
    pub(crate) nested_marks: Vec<NestedMarks>,
    /// Marks that close what was never opened.
    pub(crate) stray_marks: Vec<StrayMark>,
    /// Words in capitals that stand for longer names.
    pub(crate) acronym_uses: Vec<AcronymUse>,
    /// Names and pronouns.
    pub(crate) names: Vec<NameMention>,
    /// The footnote that it is, taken apart.
    pub(crate) footnote: Option<Source>,
    /// Footnote references.
    pub(crate) references: Vec<SourceReference>,
    /// Links.
    pub(crate) links: Vec<Link>,
    /// Notes to colleagues.
    pub(crate) comments: Vec<Comment>,
    /// What is still to be filled in.
    pub(crate) placeholders: Vec<Placeholder>,
}

/// A paragraph with its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    /// What it says.
    pub(crate) facts: ParagraphFacts,
    /// In which of its lists there is anything.
    pub(crate) occupied: Occupied,
    /// Its words by how they begin.
    pub(crate) heads: Lazily<Heads>,
    /// The dateline that it begins with, counted from its start.
    pub(crate) dateline: Lazily<Option<Box<Dateline>>>,
}

impl Paragraph {
    /// A paragraph that says this.
    pub(crate) fn new(facts: ParagraphFacts) -> Paragraph {
        let occupied = Occupied::of(&facts);
        let (heads, dateline) = (Lazily::default(), Lazily::default());
        Paragraph { facts, occupied, heads, dateline }
    }
}

/// Whether anything is read of a block: of a footnote, what it says of itself.
pub(crate) fn is_read(kind: BlockKind) -> bool {
    kind.is_read() || kind == BlockKind::FootnoteDefinition
}

/// Reads one paragraph.
pub(crate) fn read(text: &str, kind: BlockKind, decimal: DecimalSign) -> Paragraph {
    let mut facts = ParagraphFacts::default();
    read_to(&mut facts, text, kind, decimal);
    Paragraph::new(facts)
}

/// Reads one paragraph to a place where nothing is, or nothing any more.
fn read_to(facts: &mut ParagraphFacts, text: &str, kind: BlockKind, decimal: DecimalSign) {
    if kind == BlockKind::FootnoteDefinition {
        facts.footnote = source::footnote(text, decimal);
        return;
    }
    if let Some(number) = alone::read(text, kind, decimal) {
        facts.sentences.push(number.range);
        facts.figures.push(number);
        return;
    }
    let words = match kind {
        BlockKind::Table => Words::read_without(text, kind, aside::find(text, decimal)),
        _ => Words::read(text, kind),
    };
    add_facts(facts, &words.with_decimals(decimal));
}

/// What the words of a paragraph say.
fn add_facts(facts: &mut ParagraphFacts, words: &Words<'_>) {
    add_facts_with(facts, words, |facts| {
        aside::add_numbers(words, facts);
        table::collect(words, facts);
    });
}

/// The same, where something is added to its numbers once they are known, or not.
fn add_facts_with(
    facts: &mut ParagraphFacts,
    words: &Words<'_>,
    add: impl FnOnce(&mut ParagraphFacts),
) {
    sentences::split(words, &mut facts.sentences);
    facts.references.extend(source::references(words));
    facts.comments = comment::inline(words, &facts.sentences);
    facts.placeholders = placeholder::collect(words);
    facts.dates = date::collect(words);
    facts.malformed = malformed::collect(words);
    figure::collect(words, facts);
    add(facts);
    link::collect(words, facts);
    conversion::collect(words, facts);
    match words.kind {
        // Cells are no sentences: no words tie one number to the next.
        BlockKind::Table => claim::totals(words, facts),
        _ => ties::read(words, facts),
    }
    multiple::collect(words, facts);
    facts.names = people::mentions(words);
    facts.acronym_uses = acronym::collect(words);
    if words.kind != BlockKind::Table {
        life::collect(words, facts);
    }
    quote::collect(words, facts);
    aside::add_names(words, facts);
    if words.kind == BlockKind::Headline {
        facts.figures.iter_mut().for_each(|figure| figure.in_headline = true);
        facts.names.iter_mut().for_each(|name| name.in_headline = true);
    }
}

/// All that the words of a paragraph say, for a test.
#[cfg(test)]
pub(crate) fn facts_of(words: &Words<'_>) -> ParagraphFacts {
    let mut facts = ParagraphFacts::default();
    add_facts(&mut facts, words);
    facts
}

/// Reads some words outside the running text for figures and dates: a definition of the ledger, a footnote.
pub(crate) fn read_phrase(text: &str, decimal: DecimalSign) -> ParagraphFacts {
    let words = Words::read(text, BlockKind::Paragraph).with_decimals(decimal);
    let mut facts = ParagraphFacts::default();
    sentences::split(&words, &mut facts.sentences);
    facts.dates = date::collect(&words);
    figure::collect(&words, &mut facts);
    facts
}
