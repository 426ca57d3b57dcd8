//! Templates: markup to fill in, such as an article's front matter or a footnote. They are data, in `data/templates.txt`.
//!
//! Prose is left in peace: most are offered only where a line holds nothing else, the others for a word that nobody writes.

use std::sync::LazyLock;

use jiff::civil::Date;
use newsmark_lexer::{TextRange, TextSize};

/// Where a template may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The first line of a text without front matter.
    Top,
    /// A key of front matter.
    Matter,
    /// A line of its own.
    Block,
    /// Right behind the last words of a paragraph.
    Mark,
    /// In running text.
    Words,
}

/// One entry of the list.
pub(super) struct Template {
    /// What is typed for it.
    pub(super) word: &'static str,
    pub(super) place: Place,
    /// What it is.
    pub(super) what: &'static str,
    body: &'static str,
}

/// All of them.
pub(super) fn all() -> &'static [Template] {
    static ALL: LazyLock<Vec<Template>> = LazyLock::new(|| {
        let list = include_str!("../../../data/templates.txt");
        list.split("\n== ").skip(1).filter_map(entry).collect()
    });
    &ALL
}

fn entry(entry: &'static str) -> Option<Template> {
    let (head, body) = entry.split_once('\n')?;
    let mut head = head.splitn(3, " | ");
    let (word, place, what) = (head.next()?, head.next()?, head.next()?);
    let place = match place {
        "top" => Place::Top,
        "matter" => Place::Matter,
        "block" => Place::Block,
        "mark" => Place::Mark,
        "words" => Place::Words,
        _ => return None,
    };
    Some(Template { word, place, what, body: body.trim_end() })
}

impl Template {
    /// Whether it may be written at a place: at the top also what stands on a line of its own.
    pub(super) fn fits(&self, place: Place) -> bool {
        self.place == place || place == Place::Top && self.place == Place::Block
    }

    /// What is written, and the fields in it, for an article of this day.
    pub(super) fn filled(&self, day: Option<Date>) -> (String, Vec<TextRange>) {
        let (mut text, mut fields) = (String::new(), Vec::new());
        let mut rest = self.body;
        while let Some((before, (field, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            text.push_str(before);
            let start = TextSize::of(&*text);
            match (field, day) {
                ("2025-03-04", Some(day)) => text.push_str(&day.to_string()),
                ("March 4", Some(day)) => text.push_str(&day.strftime("%B %-d").to_string()),
                _ => text.push_str(field),
            }
            fields.push(TextRange::new(start, TextSize::of(&*text)));
            rest = after;
        }
        text.push_str(rest);
        (text, fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_read() {
        let list = include_str!("../../../data/templates.txt");
        assert_eq!(all().len(), list.lines().filter(|line| line.starts_with("== ")).count());
        for template in all() {
            let (text, fields) = template.filled(None);
            assert!(!fields.is_empty(), "{}", template.word);
            assert!(!text.contains(['{', '}']), "{text}");
        }
    }

    #[test]
    fn the_day_of_the_article_is_filled_in() {
        let article = all().iter().find(|template| template.word == "article").unwrap();
        let (text, fields) = article.filled(Some(jiff::civil::date(2026, 7, 9)));
        let fields: Vec<&str> = fields.iter().map(|field| &text[*field]).collect();
        let expected = ["night-boats", "Name", "2026-07-09", "Headline", "CITY", "July 9", ""];
        assert_eq!(fields, expected);
    }
}
