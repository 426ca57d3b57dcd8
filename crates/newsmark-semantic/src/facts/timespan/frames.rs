//! The ways in which a sentence ties a length to its two ends.

use newsmark_lexer::{Class, Kind};

use super::{Item, ItemKind, Length, LengthKind, Moment, TimeSpan, are_fillers, is_one_clause};
use crate::paragraph::Words;

/// How many words may stand between a length and its stretch.
const REACH: usize = 9;

/// The stretches of a sentence; `earlier` are the years and lengths of the sentence before it.
pub(super) fn read(words: &Words<'_>, earlier: &[Item], sentence: &[Item]) -> Vec<TimeSpan> {
    let frame = Frame { words, earlier, sentence };
    let lengths = sentence.iter().enumerate().filter_map(|(index, item)| match &item.kind {
        ItemKind::Length(length, kind) => Some((index, length, *kind)),
        _ => None,
    });
    lengths
        .filter_map(|(index, length, kind)| {
            let (start, end) = frame.ends(index, kind)?;
            let in_quote = sentence[index].in_quote;
            Some(TimeSpan { start, end, length: Length::clone(length), in_quote })
        })
        .collect()
}

struct Frame<'a> {
    words: &'a Words<'a>,
    earlier: &'a [Item],
    sentence: &'a [Item],
}

/// A start, and an end if it is not the article's own day.
type Ends = (Moment, Option<Moment>);

impl Frame<'_> {
    fn ends(&self, index: usize, kind: LengthKind) -> Option<Ends> {
        match kind {
            LengthKind::Age => self.age(index),
            LengthKind::Anniversary => self.anniversary(index),
            LengthKind::Plain | LengthKind::Adjective => self
                .stretch(index, kind)
                .or_else(|| self.told(index))
                .or_else(|| self.ago(index))
                .or_else(|| self.later(index))
                .or_else(|| self.since(index, kind)),
        }
    }

    fn text(&self, at: usize) -> &str {
        self.words.text(at)
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.words.text(before))
    }

    /// The years of the sentence that stand alone, besides those at two places of the list.
    fn years(&self) -> impl Iterator<Item = (usize, Moment)> + '_ {
        self.sentence.iter().enumerate().filter_map(|(index, item)| match item.kind {
            ItemKind::Year(moment) => Some((index, moment)),
            _ => None,
        })
    }

    fn only_year(&self) -> Option<(usize, Moment)> {
        let mut years = self.years();
        let year = years.next()?;
        let is_alone = years.next().is_none()
            && !self.sentence.iter().any(|item| matches!(item.kind, ItemKind::Years(..)));
        is_alone.then_some(year)
    }

    /// A stretch with both ends that begins with an item: its first token, its end, and the ends.
    fn stretch_at(&self, index: usize) -> Option<(usize, usize, Moment, Moment)> {
        let item = self.sentence.get(index)?;
        if let ItemKind::Years(first, second) = item.kind {
            return Some((item.first, item.end, first, second));
        }
        let next = self.sentence.get(index + 1)?;
        let (ItemKind::Year(first), ItemKind::Year(second)) = (&item.kind, &next.kind) else {
            return None;
        };
        let opener = self.before(item.first).to_lowercase();
        let is_gap = next.first == item.end + 1;
        let joint = self.text(item.end);
        let fits = match opener.as_str() {
            "from" | "(" => {
                matches!(joint, "to" | "until" | "till" | "through")
                    || matches!(self.words.kind(item.end), Kind::EnDash | Kind::Hyphen)
            }
            "between" => joint == "and",
            _ => false,
        };
        // `from 1969 until she retired in 1996`
        let is_told = opener == "from"
            && matches!(joint, "until" | "till")
            && next.first > item.end + 1
            && next.first - item.end <= REACH
            && self.before(next.first) == "in"
            && (item.end..next.first).all(|at| self.words.kind(at) == Kind::Word);
        (is_gap && fits || is_told).then_some((
            item.first.saturating_sub(1),
            next.end,
            *first,
            *second,
        ))
    }

    /// `from 1998 to 2004, six years`, `six years in office (1998-2004)`
    fn stretch(&self, index: usize, kind: LengthKind) -> Option<Ends> {
        let item = &self.sentence[index];
        if let Some((start, end, first, second)) = self.stretch_before(index)
            && (are_fillers(self.words, end, item.first, REACH)
                || self.is_told_after(start..end, item))
            && end < item.first
            && !self.is_measured_otherwise(item, kind, end)
        {
            return Some((first, Some(second)));
        }
        let (start, end, first, second) = self.stretch_at(index + 1)?;
        let is_between = self.text(start).eq_ignore_ascii_case("between");
        let is_definite = ["the", "those", "these", "his", "her", "its", "their"]
            .iter()
            .any(|word| self.before(item.first).eq_ignore_ascii_case(word));
        // `In a career of 30 years, from 1998 to 2004 she led it`
        let has_comma = (item.end..start).any(|at| self.words.kind(at) == Kind::Comma);
        let goes_on = self.words.kind(end) == Kind::Word
            && !self.words.is_any_of(end, &[Class::Conjunction, Class::Preposition]);
        let fits = start >= item.end
            && !(has_comma && goes_on)
            && is_one_clause(self.words, item.end, start, REACH)
            && !self.is_fixed_term(item.end)
            && !matches!(self.before(item.first), "first" | "last" | "final" | "another")
            && (!is_between || is_definite || has_comma && self.before(item.first) == "for");
        fits.then_some((first, Some(second)))
    }

    /// `from 1969 until she retired in 1996, after 27 years`: whether a length sums up what ended.
    fn is_told_after(&self, stretch: std::ops::Range<usize>, item: &Item) -> bool {
        let end = stretch.end;
        stretch.clone().any(|at| matches!(self.text(at), "until" | "till"))
            && item.first == end + 2
            && self.words.kind(end) == Kind::Comma
            && self.text(end + 1) == "after"
            && matches!(self.words.kind(item.end), Kind::Comma | Kind::FullStop)
    }

    /// `opened in 1962 and closed in 2002, ran for 40 years`, `opened in 1990 and has been there for 35 years`
    fn told(&self, index: usize) -> Option<Ends> {
        let item = &self.sentence[index];
        let years: Vec<(usize, Moment)> = self.years().take(3).collect();
        let (first, _) = *years.first()?;
        let last = &self.sentence[years.last()?.0];
        let begins = self.founded(&self.sentence[first..=first])?;
        let is_near = item.first.saturating_sub(last.end) <= REACH && last.end < item.first;
        if !is_near || self.before(item.first) != "for" || self.is_fixed_term(item.end) {
            return None;
        }
        match years[..] {
            [_, (second, end)] => {
                let gap = self.sentence[first].end..self.sentence[second].first;
                let is_ended =
                    gap.len() <= REACH && gap.clone().any(|at| self.words.is(at, Class::Ending));
                is_ended.then_some((begins, Some(end)))
            }
            [_] => {
                let is_still = (last.end..item.first).any(|at| {
                    matches!(self.text(at), "has" | "have") && self.text(at + 1) == "been"
                });
                is_still.then_some((begins, None))
            }
            _ => None,
        }
    }

    /// The stretch that ends right before a length.
    fn stretch_before(&self, index: usize) -> Option<(usize, usize, Moment, Moment)> {
        let one = index.checked_sub(1).and_then(|at| {
            matches!(self.sentence[at].kind, ItemKind::Years(..)).then(|| self.stretch_at(at))?
        });
        one.or_else(|| index.checked_sub(2).and_then(|at| self.stretch_at(at)))
    }

    /// `two years after the war`, `six years of which`, `a two-year contract`: another length.
    fn is_measured_otherwise(&self, item: &Item, kind: LengthKind, from: usize) -> bool {
        let next = self.text(item.end);
        let is_relative = matches!(
            next,
            "after"
                | "before"
                | "earlier"
                | "later"
                | "ago"
                | "into"
                | "since"
                | "of"
                | "from"
                | "on"
        );
        let has_article = (from..item.first).any(|at| matches!(self.text(at), "a" | "an" | "the"));
        let is_bare_adjective = kind == LengthKind::Adjective && !has_article;
        is_relative || is_bare_adjective || self.is_fixed_term(item.end)
    }

    /// `contract`, `prison sentence`
    fn is_fixed_term(&self, at: usize) -> bool {
        (at..at + 2).any(|at| self.words.is(at, Class::FixedTerm))
    }

    /// `25 years ago, in 1998`, `in 1998, 25 years ago`
    fn ago(&self, index: usize) -> Option<Ends> {
        let item = &self.sentence[index];
        if self.text(item.end) != "ago" {
            return None;
        }
        let (at, year) = self.only_year()?;
        let other = &self.sentence[at];
        let is_joint = |at: usize| {
            matches!(self.words.kind(at), Kind::Comma | Kind::ParenOpen)
                || self.words.kind(at).is_dash()
                || matches!(self.text(at), "in" | "on" | "back")
        };
        let follows = other.first > item.end
            && other.first - item.end <= 4
            && (item.end + 1..other.first).all(is_joint);
        let precedes = other.end < item.first && are_fillers(self.words, other.end, item.first, 5);
        (follows || precedes).then_some((year, None))
    }

    /// `opened in 1994 and, 30 years later, in 2024, closed`, `closed in 2024, 30 years after it opened in
    /// 1994`, `sold in 1994, 30 years before it closed in 2024`
    fn later(&self, index: usize) -> Option<Ends> {
        let item = &self.sentence[index];
        let years: Vec<(usize, Moment)> = self.years().take(3).collect();
        let next = years.iter().find(|(at, _)| *at == index + 1).copied();
        let single = |except: usize| match years[..] {
            [one] if one.0 != except => Some(one.1),
            [one, two] if one.0 == except => Some(two.1),
            [one, two] if two.0 == except => Some(one.1),
            _ => None,
        };
        match self.text(item.end) {
            "later" | "on" | "afterwards" | "afterward" => {
                let (at, end) = next?;
                let gap = item.end + 1..self.sentence[at].first;
                let is_joint = |at: usize| {
                    matches!(self.words.kind(at), Kind::Comma | Kind::ParenOpen)
                        || matches!(self.text(at), "in" | "on" | "by")
                };
                let fits = gap.len() <= 3 && gap.clone().all(is_joint);
                let start = match single(at) {
                    Some(start) => start,
                    None if years.len() == 1 => self.only_year_before()?,
                    None => return None,
                };
                (fits && start.at.year < end.at.year).then_some((start, Some(end)))
            }
            "after" | "before" => {
                let (at, event) = next?;
                let from = item.end + 1;
                let gap = from..self.sentence[at].first;
                let is_close = gap.len() <= REACH
                    && gap.clone().all(|at| self.words.kind(at) == Kind::Word)
                    && matches!(
                        self.before(self.sentence[at].first),
                        "in" | "the" | "of" | "after" | "before"
                    );
                if !is_close {
                    return None;
                }
                let other = single(at);
                match self.text(item.end) {
                    "before" => Some((other?, Some(event))),
                    _ => match other {
                        Some(other) => Some((event, Some(other))),
                        None => (years.len() == 1 && self.is_today()).then_some((event, None)),
                    },
                }
            }
            _ => None,
        }
    }

    /// Whether the sentence tells of the days around the article's own: it names a weekday or `today`.
    fn is_today(&self) -> bool {
        let (Some(first), Some(last)) = (self.sentence.first(), self.sentence.last()) else {
            return false;
        };
        let from = first.first.saturating_sub(2 * REACH);
        (from..last.end + REACH).any(|at| {
            self.words.is(at, Class::Weekday)
                || matches!(self.text(at), "today" | "yesterday" | "tonight")
        })
    }

    fn only_year_before(&self) -> Option<Moment> {
        let mut years = self.earlier.iter().filter_map(|item| match item.kind {
            ItemKind::Year(moment) => Some(moment),
            _ => None,
        });
        let year = years.next()?;
        let is_alone = years.next().is_none()
            && !self.earlier.iter().any(|item| matches!(item.kind, ItemKind::Years(..)));
        is_alone.then_some(year)
    }

    /// `in the 25 years since 1998`, `for 25 years, since it opened in 1998`, `since 1998, a total of 25 years`
    fn since(&self, index: usize, kind: LengthKind) -> Option<Ends> {
        let item = &self.sentence[index];
        let (at, year) = self.only_year()?;
        let other = &self.sentence[at];
        let since = (other.first.saturating_sub(6)..other.first)
            .rev()
            .take_while(|&at| self.words.kind(at) == Kind::Word)
            .find(|&at| self.text(at).eq_ignore_ascii_case("since"))?;
        let is_past =
            (item.first.saturating_sub(REACH)..item.first).any(|at| self.text(at) == "had");
        if kind == LengthKind::Adjective || is_past {
            return None;
        }
        if item.end <= since {
            let lead = self.before(item.first).to_lowercase();
            let is_whole = matches!(lead.as_str(), "the" | "those" | "these" | "for")
                || self.words.kind(item.end) == Kind::Comma;
            let fits = is_whole && is_one_clause(self.words, item.end, since, 6);
            return fits.then_some((year, None));
        }
        let fits = other.end < item.first
            && are_fillers(self.words, other.end, item.first, 6)
            && !self.is_measured_otherwise(item, kind, other.end);
        let is_ago = self.text(item.end) == "ago";
        (fits
            || is_ago
                && other.end < item.first
                && are_fillers(self.words, other.end, item.first, 6))
        .then_some((year, None))
    }

    /// The year of the beginning that a sentence tells: `built in 1944`.
    fn founded(&self, items: &[Item]) -> Option<Moment> {
        let mut years = items.iter().filter(|item| !matches!(item.kind, ItemKind::Length(..)));
        let item = years.next()?;
        let ItemKind::Year(moment) = item.kind else { return None };
        let from = item.first.saturating_sub(6);
        let is_founding = (from..item.first).any(|at| {
            self.words.phrase(at, Class::Founding).is_some()
                && (at..item.first).all(|at| self.words.kind(at) == Kind::Word)
        });
        (years.next().is_none() && is_founding).then_some(moment)
    }

    /// `the 60-year-old bridge, built in 1944`, `built in 1944, it is 60 years old`
    fn age(&self, index: usize) -> Option<Ends> {
        let item = &self.sentence[index];
        let is_of_person = (item.end..item.end + 4).any(|at| {
            self.words.is_any_of(at, &[Class::Aged, Class::Title])
                || self.words.is(at, Class::GivenName) && self.words.is_capitalised(at)
                || matches!(self.text(at), "man" | "woman" | "boy" | "girl" | "who" | "he" | "she")
        }) || (item.first.saturating_sub(4)..item.first)
            .any(|at| matches!(self.text(at), "he" | "she" | "He" | "She" | "who"));
        let n_ages = self
            .sentence
            .iter()
            .filter(|item| matches!(item.kind, ItemKind::Length(_, LengthKind::Age)));
        if is_of_person || n_ages.count() > 1 {
            return None;
        }
        if let Some(year) = self.founded(self.sentence) {
            let (at, _) = self.only_year()?;
            return self.is_age_of_founded(item, &self.sentence[at]).then_some((year, None));
        }
        // `It was built in 1944. The 60-year-old mill will close.`
        let opens = matches!(self.before(item.first), "The" | "the");
        let is_alone = self.sentence.len() == 1;
        let year = self.founded(self.earlier).filter(|_| opens && is_alone)?;
        let noun = self.text(item.end);
        let first = self.earlier.first()?.first;
        let is_named = (first.saturating_sub(2 * REACH)..item.first.checked_sub(1)?)
            .any(|at| self.text(at).eq_ignore_ascii_case(noun));
        let is_any =
            matches!(noun, "building" | "structure" | "company" | "institution" | "landmark");
        (is_named || is_any).then_some((year, None))
    }

    /// Whether what is so old is what was founded in that year: no other thing stands between.
    fn is_age_of_founded(&self, age: &Item, year: &Item) -> bool {
        let is_plain = |at: usize| {
            let is_other = self
                .words
                .is_any_of(at, &[Class::Change, Class::Pronoun, Class::Conjunction, Class::Cue]);
            !is_other
                && !matches!(
                    self.text(at),
                    "to" | "at" | "in" | "into" | "with" | "an" | "a" | "from"
                )
        };
        if age.end <= year.first {
            // `the 60-year-old bridge, built in 1944`
            let verb =
                (age.end..year.first).find(|&at| self.words.phrase(at, Class::Founding).is_some());
            return verb.is_some_and(|verb| {
                is_one_clause(self.words, age.end, verb, 7)
                    && (age.end..verb).all(is_plain)
                    && self.words.kind(age.end) == Kind::Word
            });
        }
        // `built in 1944, the bridge is 60 years old`
        let gap = year.end..age.first;
        gap.len() <= 7 && self.words.kind(year.end) == Kind::Comma && gap.clone().all(is_plain)
    }

    /// `the 25th anniversary of the 1994 crash`, `founded in 1994, it marks its 25th anniversary`
    fn anniversary(&self, index: usize) -> Option<Ends> {
        let item = &self.sentence[index];
        let years: Vec<(usize, Moment)> = self.years().take(3).collect();
        let next = years.iter().find(|(at, _)| *at == index + 1).copied();
        let other = |except: usize| match years[..] {
            [_] => Some(None),
            [one, two] => Some(Some(if one.0 == except { two.1 } else { one.1 })),
            _ => None,
        };
        if let Some((at, year)) = next
            && self.text(item.end) == "of"
            && self.sentence[at].first.saturating_sub(item.end) <= REACH
            && (item.end..self.sentence[at].first).all(|at| self.words.kind(at) == Kind::Word)
        {
            return Some((year, other(at)?));
        }
        // `opened in 1932, marks its 80th anniversary in 2012`
        if let Some((at, end)) = next
            && self.text(item.end) == "in"
            && self.sentence[at].first == item.end + 1
            && let Some(start) = self.founded(&self.sentence[..index])
        {
            return Some((start, Some(end)));
        }
        if let Some(year) = self.founded(self.sentence) {
            return Some((year, None));
        }
        let year = self.founded(self.earlier)?;
        match years[..] {
            [] => Some((year, None)),
            [(_, end)] => Some((year, Some(end))),
            _ => None,
        }
    }
}
