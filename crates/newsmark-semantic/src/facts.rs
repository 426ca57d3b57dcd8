//! What an article says, as plain data.
//!
//! [`collect`] joins what each paragraph says by itself and then works out what connects them. Items
//! have ranges in the whole text and typed ids into the vectors of their [`Article`]; they never copy
//! the article's words, except for names that are compared again and again.

pub mod acronym;
mod along;
pub mod bounded;
pub mod casualty;
pub mod change;
pub mod claim;
pub mod comment;
pub mod conversion;
pub mod correction;
pub mod date;
pub mod elapsed;
pub mod evidence;
mod extent;
pub mod figure;
pub mod group_mean;
pub mod headline;
mod join;
pub mod ledger;
pub mod life;
pub mod link;
pub mod list;
pub mod malformed;
pub mod multiple;
pub mod part;
pub mod people;
pub mod placeholder;
pub mod quote;
pub mod restated;
pub mod reversal;
pub mod shares;
pub mod source;
pub mod switch_off;
pub mod table;
pub mod timespan;

use std::collections::BTreeSet;
use std::sync::Arc;

use newsmark_lexer::TextRange;

pub use acronym::{Acronym, AcronymUse};
pub use bounded::Bounded;
pub use casualty::Casualties;
pub use change::Change;
pub use claim::Claims;
pub use comment::Comment;
pub use conversion::Conversion;
pub use correction::Correction;
pub use date::{AsOf, DateMention};
pub use elapsed::Elapsed;
pub use evidence::{Cited, Mismatch, MismatchKind};
pub use extent::Extent;
pub use figure::{Figure, FigureId};
pub use group_mean::GroupMean;
pub use headline::{Dateline, Headline};
use join::{Apart, Given, Unshown, join_after, join_alone};
pub(crate) use join::{
    Before, Former, Joined, Occupied, Place, Placed, Renewed, Replaced, Shift, Standing, Stays,
    Still, join,
};
pub use ledger::{Ledger, LedgerFigure};
pub use life::{AgeMention, LifeEvent};
pub use link::Link;
pub use list::{Breakdown, Enumeration};
pub use malformed::MalformedNumber;
pub use multiple::Multiple;
pub use part::{Part, Rest};
pub use people::{NameMention, NameVariant, Person, PersonId};
pub use placeholder::Placeholder;
pub use quote::{LeadIn, NestedMarks, NotReopened, Quote, QuoteId, RestatedQuote, StrayMark};
pub use restated::Restated;
pub use reversal::Reversal;
pub use shares::Shares;
pub use source::{Source, SourceId, SourceReference};
pub use switch_off::SwitchOff;
pub use table::Table;

pub use timespan::TimeSpan;

use crate::House;
use crate::pairing::Kin;
use casualty::Toll;
use part::PartCue;

use crate::document::{BlockKind, Document};
use crate::paragraph::Paragraph;
use crate::settings::Settings;
use crate::sources::Sources;

/// Everything that a text says.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The text. Positions are bytes into it.
    pub text: Arc<String>,
    /// The settings in force for it: what front matter says, over what was given.
    pub settings: Settings,
    /// Its blocks and articles.
    pub document: Document,
    /// The style that the article should keep.
    pub house: &'static House,
    /// The figures ledger of the front matter; empty without one.
    pub ledger: Ledger,
    /// Everything under `sources:` in front matter and every footnote, in order, cited or not.
    pub sources: Vec<Source>,
    /// What links can lead to besides the ledger, in lower case; only known where there is a ledger, and some link leads
    /// elsewhere.
    pub anchors: BTreeSet<String>,
    /// The value of `date` in front matter, where it names no day.
    pub unread_date: Option<TextRange>,
    /// Notes to colleagues, in order.
    pub comments: Vec<Comment>,
    /// The comments that keep a rule silent, in order.
    pub switch_offs: Vec<SwitchOff>,
    /// The articles, in order; never empty, though an article may have nothing in it.
    pub articles: Vec<Article>,
    /// Which articles say what they said in the version before.
    pub(crate) standing: Unshown<Standing>,
    /// How many findings were made of it, once they are.
    pub(crate) n_findings: Unshown<usize>,
}

/// What one article says. Figures, quotes and the rest are in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// All of it.
    pub range: TextRange,
    /// Its headline.
    pub headline: Option<Headline>,
    /// Where and when the story was filed.
    pub dateline: Option<Dateline>,
    /// The day the article is for: front matter, dateline or settings, in this order.
    pub date: Option<jiff::civil::Date>,
    /// Blocks of running text, in order: the places that [`Figure::paragraph`] counts.
    pub paragraphs: Vec<ParagraphSpan>,
    /// What each of them says by itself; none of them, where no other version of the text is read.
    pub(crate) read: Unshown<Vec<Arc<Paragraph>>>,
    /// Sentences, in order: the places that [`Figure::sentence`] counts.
    pub sentences: Vec<TextRange>,
    /// Every number, with what it means.
    pub figures: Vec<Figure>,
    /// What the rest of the article has given to the facts of paragraphs: whoever does that says so here.
    given: Given,
    /// Figures that stand for one change: old, new, by how much.
    pub changes: Vec<Change>,
    /// Amounts given in two units or two currencies.
    pub conversions: Vec<Conversion>,
    /// A whole and its parts.
    pub breakdowns: Vec<Breakdown>,
    /// A count and the list of what is counted.
    pub enumerations: Vec<Enumeration>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// Ages of people.
    pub ages: Vec<AgeMention>,
    /// Births and deaths.
    pub life_events: Vec<LifeEvent>,
    /// Stretches of years with their lengths.
    pub timespans: Vec<TimeSpan>,
    /// Stretches between times of day or days, with their lengths.
    pub elapsed: Vec<Elapsed>,
    /// Numbers that are written as no number is.
    pub malformed: Vec<MalformedNumber>,
    /// Figures that a frame of words ties together: averages, votes, records and their kin.
    pub claims: Claims,
    /// Figures that say again, in another way, what one before them says.
    pub restated: Vec<Restated>,
    /// Parts of stated wholes.
    pub parts: Vec<Part>,
    /// What is left of a whole besides its parts.
    pub rests: Vec<Rest>,
    /// What the words say of parts and wholes, from which the two before are made.
    pub(crate) part_cues: Vec<PartCue>,
    /// Percentages that exclude each other.
    pub shares: Vec<Shares>,
    /// Values for all, and for the two groups that make up all.
    pub group_means: Vec<GroupMean>,
    /// Dead, hurt, and both together.
    pub casualties: Vec<Casualties>,
    /// What the figures say of the dead and the hurt, from which the one before is made.
    pub(crate) tolls: Vec<Toll>,
    /// Percentages above a hundred that cannot be.
    pub bounded: Vec<Bounded>,
    /// "Three times more", in order.
    pub multiples: Vec<Multiple>,
    /// A percentage up and one down that is said to undo it.
    pub reversals: Vec<Reversal>,
    /// What the article's own corrections correct.
    pub corrections: Vec<Correction>,
    /// Calendar dates as written.
    pub dates: Vec<DateMention>,
    /// Words given as somebody's own.
    pub quotes: Vec<Quote>,
    /// For each of them, what it is compared by with others.
    pub(crate) quoted_runs: Unshown<Vec<quote::Runs>>,
    /// Which of them are alike in their words, once that is known.
    pub(crate) alike_quotes: Option<Vec<quote::Alike>>,
    /// Quantities that stand in them, in order.
    pub(crate) quoted_figures: Vec<quote::QuotedFigure>,
    /// Ends of paragraphs that say whose words the next paragraph is.
    pub lead_ins: Vec<LeadIn>,
    /// Pairs of marks inside a pair of the same kind, in order of their ends.
    pub nested_marks: Vec<NestedMarks>,
    /// Marks that close what was never opened, in order.
    pub stray_marks: Vec<StrayMark>,
    /// Quotations that run on into paragraphs without a mark at their start.
    pub not_reopened: Vec<NotReopened>,
    /// Quotations that are given twice, with different words or as different people's.
    pub restated_quotes: Vec<RestatedQuote>,
    /// Words in capitals wherever they stand, from which the next are made.
    pub(crate) acronym_uses: Vec<AcronymUse>,
    /// Words in capitals that stand for longer names, by their first use in running text.
    pub acronyms: Vec<Acronym>,
    /// Capitalised names and the pronouns that may stand for them, in order.
    pub names: Vec<NameMention>,
    /// Who appears.
    pub people: Vec<Person>,
    /// Whether people, and who speaks, are known already.
    pub(crate) knows_people: bool,
    /// Whether there are names that may mean several people.
    pub(crate) has_doubtful_names: bool,
    /// The names and quotations by themselves, to work that out again.
    pub(crate) roll: Unshown<people::Roll>,
    /// Names that are one slip away from somebody's, in order.
    pub name_variants: Vec<NameVariant>,
    /// What the figures have in common; see [`crate::pairing`].
    pub(crate) kin: Kin,
    /// Which figures are new since the article was joined last.
    pub(crate) renewed: Renewed,
    /// Figures that say again what an earlier one says, with a number that cannot be the same; see
    /// [`crate::pairing`].
    pub restatements: Vec<Restatement>,
    /// Footnotes that say where something comes from.
    pub sources: Vec<Source>,
    /// References to those footnotes.
    pub references: Vec<SourceReference>,
    /// What cites files and is not in them, by the reference.
    pub mismatches: Vec<Mismatch>,
    /// Links, to the ledger and to anything else.
    pub links: Vec<Link>,
    /// What is still to be filled in.
    pub placeholders: Vec<Placeholder>,
}

/// One thing with two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restatement {
    /// The figure that was given first.
    pub earlier: FigureId,
    /// The one that says it again.
    pub later: FigureId,
}

/// A block of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParagraphSpan {
    /// Its words, without block marks.
    pub range: TextRange,
    /// What kind of block it is.
    pub kind: BlockKind,
}

impl Facts {
    /// The files beside the article that its footnotes name, each once, as they stand there: what to hand in
    /// to [`Reader::read_with`](crate::Reader::read_with).
    pub fn local_files(&self) -> Vec<&str> {
        let files: BTreeSet<&str> = self
            .sources
            .iter()
            .filter_map(|source| source.file.map(|file| self.words(file.range())))
            .collect();
        files.into_iter().collect()
    }

    /// Whether its paragraphs are kept, as they are after [`Joined::After`].
    pub(crate) fn are_kept(&self) -> bool {
        self.articles.iter().all(Article::keeps_paragraphs)
    }

    /// The articles that say something else than when they were looked at last, or were never looked at. Checks that are of
    /// an article look at these.
    pub(crate) fn changed_articles(&self) -> impl Iterator<Item = &Article> {
        self.standing.changed.iter().map(|&index| &self.articles[index])
    }

    /// The words at a place.
    pub fn words(&self, range: TextRange) -> &str {
        &self.text[range]
    }
}

impl Article {
    /// A figure by its id.
    pub fn figure(&self, id: FigureId) -> &Figure {
        &self.figures[id.0 as usize]
    }

    /// The "times more" that a ratio is part of.
    pub fn multiple(&self, times: FigureId) -> Option<&Multiple> {
        let at = self.multiples.binary_search_by_key(&times, |multiple| multiple.times).ok()?;
        self.multiples.get(at)
    }

    /// All figures with their ids.
    pub fn figures_with_ids(&self) -> impl Iterator<Item = (FigureId, &Figure)> {
        self.figures.iter().enumerate().map(|(index, figure)| (FigureId(index as u32), figure))
    }

    /// The figures of the headline with their ids.
    pub fn headline_figures(&self) -> impl Iterator<Item = (FigureId, &Figure)> {
        let headlines = (0..).zip(&self.paragraphs);
        let headlines = headlines.filter(|(_, span)| span.kind == BlockKind::Headline);
        headlines.flat_map(|(paragraph, _)| {
            let start = self.figures.partition_point(|figure| figure.paragraph < paragraph);
            let own = (start as u32..).map(FigureId).zip(&self.figures[start..]);
            own.take_while(move |(_, figure)| figure.paragraph == paragraph)
        })
    }

    /// Whether it is known what each paragraph says by itself.
    pub(crate) fn keeps_paragraphs(&self) -> bool {
        self.read.len() == self.paragraphs.len()
    }

    /// A quote by its id.
    pub fn quote(&self, id: QuoteId) -> &Quote {
        &self.quotes[id.0 as usize]
    }

    /// Names that are spelt like nobody's, nearly: those of the headline that the body has otherwise first.
    pub fn variants(&self) -> impl Iterator<Item = &NameVariant> {
        let misspelt = self.headline.iter().flat_map(|headline| &headline.misspelt);
        misspelt.chain(&self.name_variants)
    }

    /// A person by their id.
    pub fn person(&self, id: PersonId) -> &Person {
        &self.people[id.0 as usize]
    }
}

/// Joins the paragraphs of each article and resolves what connects them. How they are joined changes nothing but how
/// long it takes.
pub(crate) fn collect(
    text: Arc<String>,
    document: Document,
    joined: Joined<'_>,
    settings: Settings,
    files: &Sources,
) -> Facts {
    let decimal = settings.decimal_sign();
    let (mut articles, mut standing, apart) = match joined {
        Joined::Alone => {
            let (articles, apart) = join_alone(&text, &document, decimal);
            let standing = Standing::none(articles.len());
            (articles, standing, apart)
        }
        Joined::After(paragraphs, before) => {
            let (articles, standing) = join_after(&text, &document, paragraphs, *before);
            (articles, standing, Apart::of(&document, paragraphs))
        }
    };
    let ledger = ledger::collect(&text, &document, decimal);
    let names = ledger.names(&text);
    let definitions = source::definitions(&text, &document, apart.footnotes);
    let targets = link::targets(&text, &document);
    let comments = comment::collect(&text, &document, apart.comments);
    let switch_offs = switch_off::collect(&text, &comments);
    for &index in &standing.changed {
        let (article, span) = (&mut articles[index], &document.articles[index]);
        article.range = span.range;
        headline::resolve(article, span, &document, &text, &settings);
        figure::resolve(article);
        change::resolve(article);
        part::resolve(article, &text);
        casualty::resolve(article);
        people::resolve(article, &document, &text);
        acronym::resolve(article, &text);
        quote::restated(article, &text);
        quote::not_reopened(article);
        headline::support(article, &text);
        life::resolve(article);
        source::resolve(article, &definitions, &text);
        claim::resolve(article, &text);
        evidence::resolve(article, files, &text);
        link::resolve(article, &names, &targets, &text);
    }
    if !switch_offs.is_empty() {
        standing = Standing::none(articles.len());
    }
    let anchors = match link::lead_elsewhere(&articles, &names, &text) {
        true => link::anchors(&text, &document),
        false => BTreeSet::new(),
    };
    let sources = definitions.sources;
    let house = House::named(settings.profile.map(|profile| profile.name()));
    let unread_date = headline::given_date(&document, &text)
        .and_then(|(range, date)| date.is_none().then_some(range));
    Facts {
        text,
        settings,
        document,
        house,
        ledger,
        sources,
        anchors,
        unread_date,
        comments,
        switch_offs,
        articles,
        standing: standing.into(),
        n_findings: Unshown::default(),
    }
}
