//! The headline of an article, and where and when the story was filed.

use jiff::civil::Date;
use newsmark_lexer::{TextRange, Token};

use super::{Article, NameVariant, PersonId, QuoteId, Shift};
use crate::document::{ArticleSpan, BlockKind, Document, articles, dateline};
use crate::paragraph::{self, Lazily};
use crate::settings::{DecimalSign, Settings};

mod support;

pub use crate::document::dateline::Dateline;
pub(crate) use support::resolve as support;

/// The headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Its words.
    pub range: TextRange,
    /// The source it closes with, after a colon: `report`, `analyst`.
    pub attribution: Option<TextRange>,
    /// Who that is, as far as the body says.
    pub attributed_to: Option<Attributed>,
    /// The words that it quotes.
    pub quotes: Vec<HeadlineQuote>,
    /// Words of it that are one slip away from the name of somebody in the body, and are no names there.
    pub misspelt: Vec<NameVariant>,
}

/// Who a headline gives as its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed {
    /// The words in the body that say the same: `report`.
    pub range: TextRange,
    /// The name that stands with them: *the report by the Harbour Board*.
    pub name: Option<TextRange>,
    /// The one person in that role.
    pub person: Option<PersonId>,
}

/// Words that the headline quotes, and what supports them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadlineQuote {
    /// The quotation.
    pub quote: QuoteId,
    /// Where the body has them.
    pub support: Support,
    /// Whether they are somebody's speech: the headline says whose, or they speak of themselves. Else they may be
    /// held at arm's length.
    pub is_said: bool,
}

/// Where the body has words of the headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Word for word.
    Verbatim(TextRange),
    /// All words that carry weight, in another order or form.
    InOtherForm,
    /// Not these words; the nearest ones are here.
    Nearest(TextRange),
    /// Nowhere.
    Missing,
}

impl Headline {
    /// Moves it, and the places in the body that it speaks of.
    pub(super) fn shift(&mut self, by: &Shift) {
        by.range(&mut self.range);
        by.any(&mut self.attribution);
        if let Some(Attributed { range, name, person: _ }) = &mut self.attributed_to {
            by.range(range);
            by.any(name);
        }
        by.ranges(self.quotes.iter_mut().filter_map(|quote| match &mut quote.support {
            Support::Verbatim(place) | Support::Nearest(place) => Some(place),
            Support::InOtherForm | Support::Missing => None,
        }));
        by.ranges(self.misspelt.iter_mut().map(|variant| &mut variant.range));
    }
}

/// Finds headline, dateline and date of an article.
pub(crate) fn resolve(
    article: &mut Article,
    span: &ArticleSpan,
    document: &Document,
    text: &str,
    settings: &Settings,
) {
    article.headline = span.headline.map(|range| Headline {
        range,
        attribution: attribution(text, range),
        attributed_to: None,
        quotes: Vec::new(),
        misspelt: Vec::new(),
    });
    article.dateline = filed(article, text);
    let given = given_date(document, text);
    article.date = given
        .and_then(|(_, date)| date)
        .or_else(|| date_of(article.dateline.as_ref()?, settings.date))
        .or(settings.date);
}

/// The value of `date` in front matter, and the day that it names, if it names one.
pub(crate) fn given_date(document: &Document, text: &str) -> Option<(TextRange, Option<Date>)> {
    let (range, value) = document.front_matter.as_ref()?.value(text, "date")?;
    let in_words = || {
        let mention = paragraph::read_phrase(value, DecimalSign::Point).dates.into_iter().next()?;
        let (month, day) = (mention.month?, mention.day?);
        Date::new(mention.year?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    Some((range, iso_date(value).or_else(in_words)))
}

fn attribution(text: &str, headline: TextRange) -> Option<TextRange> {
    let words = &text[headline];
    let tokens: Vec<Token> =
        newsmark_lexer::lex(words).filter(|token| !token.kind.is_blank()).collect();
    articles::source_at(words, &tokens).map(|range| range + headline.start())
}

/// The dateline, which opens the first paragraph; a byline may stand before it.
fn filed(article: &Article, text: &str) -> Option<Dateline> {
    let body = (0..).zip(&article.paragraphs);
    let body = body.filter(|(_, span)| span.kind == BlockKind::Paragraph);
    body.take(3).find_map(|(index, span)| {
        let read = || dateline::read(&text[span.range]).map(Box::new);
        let unknown = Lazily::default();
        let known = article.read.get(index).map_or(&unknown, |paragraph| &paragraph.dateline);
        let mut dateline = Dateline::clone(known.get(read).as_ref()?);
        dateline.places().for_each(|place| *place += span.range.start());
        Some(dateline)
    })
}

/// The day of a date or a date with a time: `2025-03-04`, `2025-03-04T06:00:00Z`.
fn iso_date(value: &str) -> Option<Date> {
    let (date, rest) = value.split_at_checked("2025-03-04".len())?;
    let is_date = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    date.parse().ok().filter(|_| is_date)
}

/// The day of a dateline, in the year that brings it nearest to the day the article is for.
fn date_of(dateline: &Dateline, near: Option<Date>) -> Option<Date> {
    let (month, day) = dateline.day?;
    let in_year = |year: i16| Date::new(year, month as i8, day as i8).ok();
    if let Some(year) = dateline.year {
        return in_year(year);
    }
    let near = near?;
    let years = [near.year(), near.year().saturating_sub(1), near.year().saturating_add(1)];
    let distance = |date: &Date| (*date - near).get_days().abs();
    years.into_iter().filter_map(in_year).min_by_key(distance)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// What is known of headline, dateline and date; the settings say 10 January 2025.
    fn check(text: &str, expect: Expect) {
        let settings = Settings { date: Date::new(2025, 1, 10).ok(), ..Settings::default() };
        let analysis = crate::analyze(text, &settings);
        let article = &analysis.facts.articles[0];
        let words = |range: TextRange| &text[range];
        let mut dump = match &article.headline {
            Some(headline) => format!(
                "headline {:?}, attribution {:?}\n",
                words(headline.range),
                headline.attribution.map(words)
            ),
            None => "no headline\n".to_owned(),
        };
        if let Some(dateline) = &article.dateline {
            dump += &format!(
                "dateline {:?}: {:?} {:?} {:?}\n",
                words(dateline.range),
                words(dateline.place),
                dateline.day,
                dateline.agency.map(words)
            );
        }
        dump += &format!("date {:?}", article.date);
        expect.assert_eq(&dump);
    }

    #[test]
    fn a_headline_may_close_with_its_source() {
        check(
            "# Ferry riders up by a tenth: report",
            expect![[r#"
            headline "Ferry riders up by a tenth: report", attribution Some("report")
            date Some(2025-01-10)"#]],
        );
        check(
            "# Ferry fares: what riders pay: health officials",
            expect![[r#"
            headline "Ferry fares: what riders pay: health officials", attribution Some("health officials")
            date Some(2025-01-10)"#]],
        );
        check(
            "# Ferry fares: what riders pay",
            expect![[r#"
            headline "Ferry fares: what riders pay", attribution None
            date Some(2025-01-10)"#]],
        );
        check(
            "# 12:30: the ferry leaves",
            expect![[r#"
            headline "12:30: the ferry leaves", attribution None
            date Some(2025-01-10)"#]],
        );
    }

    #[test]
    fn a_dateline_opens_the_first_paragraph() {
        check(
            "# Head\n\nNORTHPORT, Dec. 30 (Agency) -- Fares rose.",
            expect![[r#"
            headline "Head", attribution None
            dateline "NORTHPORT, Dec. 30 (Agency) --": "NORTHPORT" Some((12, 30)) Some("Agency")
            date Some(2024-12-30)"#]],
        );
        check(
            "# Head\n\nBy Ann Lee\n\nNEW YORK (Agency) — Fares rose.",
            expect![[r#"
            headline "Head", attribution None
            dateline "NEW YORK (Agency) —": "NEW YORK" None Some("Agency")
            date Some(2025-01-10)"#]],
        );
        check(
            "# Head\n\nPARIS, 4 March 2024 – Fares rose.",
            expect![[r#"
            headline "Head", attribution None
            dateline "PARIS, 4 March 2024 –": "PARIS" Some((3, 4)) None
            date Some(2024-03-04)"#]],
        );
        check(
            "# Head\n\nEastholm, Jan. 12 (Agency) - Fares rose.",
            expect![[r#"
            headline "Head", attribution None
            dateline "Eastholm, Jan. 12 (Agency) -": "Eastholm" Some((1, 12)) Some("Agency")
            date Some(2025-01-12)"#]],
        );
        check(
            "# Head\n\nST. IVES/LONDON, March — Fares rose.",
            expect![[r#"
                headline "Head", attribution None
                date Some(2025-01-10)"#]],
        );
    }

    #[test]
    fn a_dateline_may_name_the_region_and_come_in_pieces() {
        check(
            "# Head\n\nNORTHPORT, Vesland — Fares rose.",
            expect![[r#"
            headline "Head", attribution None
            dateline "NORTHPORT, Vesland —": "NORTHPORT, Vesland" None None
            date Some(2025-01-10)"#]],
        );
        check(
            "# Head\n\nNORTHPORT, Calif. -- (Wire Service) -- March 4, 2025 -- Fares rose.",
            expect![[r#"
                headline "Head", attribution None
                dateline "NORTHPORT, Calif. -- (Wire Service) -- March 4, 2025 --": "NORTHPORT, Calif." Some((3, 4)) Some("Wire Service")
                date Some(2025-03-04)"#]],
        );
        check(
            "# Head\n\nNATO, Russia — the two that count — met.",
            expect![[r#"
            headline "Head", attribution None
            date Some(2025-01-10)"#]],
        );
    }

    #[test]
    fn a_sentence_is_no_dateline() {
        check(
            "# Head\n\nFares rose on Monday — and fell on Friday.",
            expect![[r#"
            headline "Head", attribution None
            date Some(2025-01-10)"#]],
        );
        check(
            "# Head\n\nThe port (the old one) - closed.",
            expect![[r#"
            headline "Head", attribution None
            date Some(2025-01-10)"#]],
        );
    }
}
