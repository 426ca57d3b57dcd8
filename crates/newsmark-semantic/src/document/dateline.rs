//! The dateline at the start of a story: `BEIJING, Jan. 17 (Agency) —`.
//!
//! The place is in capitals, or a day or an agency stands beside it; and a dash ends it. Less than
//! that is a sentence.

use newsmark_lexer::{Class, Kind, TextRange, Token, Tokens, lex};

/// Where and when a story was filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, with the dash.
    pub range: TextRange,
    /// `BEIJING`
    pub place: TextRange,
    /// `Jan. 17`: month and day.
    pub day: Option<(u8, u8)>,
    /// The year, which is rarely given.
    pub year: Option<i16>,
    /// `(Agency)`, without the brackets.
    pub agency: Option<TextRange>,
}

impl Dateline {
    /// The places in the text that it consists of.
    pub(crate) fn places(&mut self) -> impl Iterator<Item = &mut TextRange> {
        [&mut self.range, &mut self.place].into_iter().chain(&mut self.agency)
    }
}

/// No dateline is longer, in bytes.
pub(crate) const LONGEST: u32 = 160;

/// The dateline with which a paragraph begins. Offsets count from its start.
pub(crate) fn read(paragraph: &str) -> Option<Dateline> {
    let start = &paragraph[..paragraph.floor_char_boundary(LONGEST as usize)];
    if !start.starts_with(char::is_uppercase) {
        return None;
    }
    Reader { text: start, lexed: lex(start), tokens: Vec::new(), next: 0 }.read()
}

struct Reader<'t> {
    text: &'t str,
    lexed: Tokens<'t>,
    /// Those that somebody has asked for: most paragraphs show with their first few that there is no dateline.
    tokens: Vec<Token>,
    next: usize,
}

impl Reader<'_> {
    fn read(mut self) -> Option<Dateline> {
        let place = self.place()?;
        let (mut day, mut year) = self.day();
        let mut agency = self.agency();
        let mut dash = self.dash();
        // `NORTHPORT, Calif. -- (Agency) -- March 4 --`: more of the same between dashes.
        while dash.is_some() && (day.is_none() || agency.is_none()) {
            let next = self.next;
            let (more_agency, (more_day, more_year)) = (self.agency(), self.day());
            let more_dash = self.dash();
            if more_dash.is_none() || more_agency.is_none() && more_day.is_none() {
                self.next = next;
                break;
            }
            (day, year) = (day.or(more_day), year.or(more_year));
            (agency, dash) = (agency.or(more_agency), more_dash);
        }
        let capitals = self.is_in_capitals(place);
        let end = match (dash, day, agency) {
            (Some(dash), _, _) if capitals || day.is_some() || agency.is_some() => dash,
            (None, Some(_), Some(agency)) if capitals => {
                self.tokens.get(self.next - 1).map_or(agency, |token| token.range)
            }
            _ => return None,
        };
        Some(Dateline { range: place.cover(end), place, day, year, agency })
    }

    /// `BEIJING`, and `NAIROBI, Kenya` where a sentence begins behind the dash.
    fn is_in_capitals(&mut self, place: TextRange) -> bool {
        let words = &self.text[place];
        if !words.contains(char::is_lowercase) {
            return true;
        }
        let Some((town, region)) = words.split_once(',') else { return false };
        let rest = self.token(self.next).map_or("", |token| &self.text[token.range]);
        let begins = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || rest.starts_with(['“', '"', '‘', '\'', '[', '*']);
        let is_month =
            |token: &Token| token.word.is(Class::Month) && place.contains_range(token.range);
        let has_month = self.tokens[..self.next.min(self.tokens.len())].iter().any(is_month);
        !has_month
            && town.len() > 3
            && !town.contains(char::is_lowercase)
            && !region.contains(',')
            && begins
    }

    /// The dash that comes next.
    fn dash(&mut self) -> Option<TextRange> {
        let dash = self.token(self.next).filter(|token| self.is_dash(token))?.range;
        self.next += 1;
        Some(dash)
    }

    fn token(&mut self, index: usize) -> Option<Token> {
        while self.tokens.len() <= index {
            self.tokens.push(self.lexed.next_visible()?);
        }
        self.tokens.get(index).copied()
    }

    fn kind(&mut self, index: usize) -> Option<Kind> {
        self.token(index).map(|token| token.kind)
    }

    fn is_next(&mut self, class: Class) -> bool {
        self.token(self.next).is_some_and(|token| token.word.is(class))
    }

    /// A dash; a hyphen with blanks around it does for one.
    fn is_dash(&self, token: &Token) -> bool {
        let before = self.text[..usize::from(token.range.start())].ends_with([' ', '\u{A0}']);
        let after = self.text[usize::from(token.range.end())..].starts_with([' ', '\u{A0}']);
        token.kind.is_dash() || (token.kind == Kind::Hyphen && before && after)
    }

    /// One to six capitalised words, with commas, stops, slashes and hyphens between them.
    fn place(&mut self) -> Option<TextRange> {
        let mut n_words = 0;
        let mut end = 0;
        while let Some(token) = self.token(self.next) {
            let is_name = matches!(token.kind, Kind::Word | Kind::Abbreviation)
                && self.text[token.range].starts_with(char::is_uppercase);
            let is_joint =
                matches!(token.kind, Kind::Comma | Kind::FullStop | Kind::Slash | Kind::Hyphen)
                    && !self.is_dash(&token);
            let is_month = is_name && token.word.is(Class::Month) && self.has_day(self.next);
            if is_month || !(is_name || is_joint) {
                break;
            }
            // The stop of `Calif.` belongs to it.
            let is_stop = token.kind == Kind::FullStop && end + 1 == self.next;
            if is_name {
                n_words += 1;
            }
            if is_name || is_stop {
                end = self.next;
            }
            self.next += 1;
        }
        let (first, last) = (self.tokens.first()?, self.tokens.get(end)?);
        ((1..=6).contains(&n_words)).then(|| first.range.cover(last.range))
    }

    /// Whether a day of the month follows a month, which tells `March 4` from a town called March.
    fn has_day(&mut self, month: usize) -> bool {
        let stop = usize::from(self.kind(month + 1) == Some(Kind::FullStop));
        self.kind(month + 1 + stop) == Some(Kind::Integer)
    }

    /// `Jan. 17`, `Jan. 17, 2025`, `17 January`.
    fn day(&mut self) -> (Option<(u8, u8)>, Option<i16>) {
        if self.is_next(Class::Weekday) {
            self.next += 1;
            self.skip(Kind::FullStop);
            self.skip(Kind::Comma);
        }
        let month_first = self.is_next(Class::Month);
        let mut month = None;
        if month_first {
            month = self.month();
        }
        let Some(day) = self.integer() else { return (None, None) };
        if !month_first {
            month = self.month();
        }
        let before_year = self.next;
        self.skip(Kind::Comma);
        let year = self.integer().filter(|year| (1900..2100).contains(year));
        if year.is_none() {
            self.next = before_year;
        }
        let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day));
        (month.zip(day), year.and_then(|year| i16::try_from(year).ok()))
    }

    fn month(&mut self) -> Option<u8> {
        let month = self.token(self.next)?.word.value(Class::Month)?;
        self.next += 1;
        self.skip(Kind::FullStop);
        u8::try_from(month).ok()
    }

    fn integer(&mut self) -> Option<u32> {
        let token = self.token(self.next).filter(|token| token.kind == Kind::Integer)?;
        let value = self.text[token.range].parse().ok()?;
        self.next += 1;
        Some(value)
    }

    fn skip(&mut self, kind: Kind) {
        if self.kind(self.next) == Some(kind) {
            self.next += 1;
        }
    }

    /// `(Agency)`
    fn agency(&mut self) -> Option<TextRange> {
        if self.kind(self.next) != Some(Kind::ParenOpen) {
            return None;
        }
        let first = self.next + 1;
        let close = (first..first + 6).find(|&at| self.kind(at) == Some(Kind::ParenClose))?;
        let inside = self.tokens.get(first..close)?;
        let agency = inside.first()?.range.cover(inside.last()?.range);
        self.next = close + 1;
        Some(agency)
    }
}
