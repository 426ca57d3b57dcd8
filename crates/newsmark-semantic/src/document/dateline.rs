//! The dateline at the start of a story: `BEIJING, Jan. 17 (Agency) —`.
//!
//! The place is in capitals, or a day or an agency stands beside it; and a dash ends it. Less than
//! that is a sentence.

use newsmark_lexer::{Class, Kind, TextRange, TextSize, Token, lex};

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
    /// The dateline of a paragraph that starts at an offset.
    pub(crate) fn at(&self, offset: TextSize) -> Dateline {
        Dateline {
            range: self.range + offset,
            place: self.place + offset,
            agency: self.agency.map(|range| range + offset),
            ..*self
        }
    }
}

/// The dateline with which a paragraph begins. Offsets count from its start.
pub(crate) fn read(paragraph: &str) -> Option<Dateline> {
    let start = &paragraph[..paragraph.floor_char_boundary(160)];
    if !start.starts_with(char::is_uppercase) {
        return None;
    }
    let tokens: Vec<Token> = lex(start).filter(|t| !t.kind.is_blank()).collect();
    Reader { text: start, tokens, next: 0 }.read()
}

struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    next: usize,
}

impl Reader<'_> {
    fn read(mut self) -> Option<Dateline> {
        let place = self.place()?;
        let capitals = !self.text[place].contains(char::is_lowercase);
        let (day, year) = self.day();
        let agency = self.agency();
        let dash = self.tokens.get(self.next).filter(|token| self.is_dash(token));
        let end = match (dash, day, agency) {
            (Some(dash), _, _) if capitals || day.is_some() || agency.is_some() => dash.range,
            (None, Some(_), Some(agency)) if capitals => {
                self.tokens.get(self.next - 1).map_or(agency, |token| token.range)
            }
            _ => return None,
        };
        Some(Dateline { range: place.cover(end), place, day, year, agency })
    }

    fn kind(&self, index: usize) -> Option<Kind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    fn is(&self, index: usize, class: Class) -> bool {
        self.tokens.get(index).is_some_and(|token| token.word.is(class))
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
        while let Some(token) = self.tokens.get(self.next) {
            let is_name = matches!(token.kind, Kind::Word | Kind::Abbreviation)
                && self.text[token.range].starts_with(char::is_uppercase);
            let is_joint =
                matches!(token.kind, Kind::Comma | Kind::FullStop | Kind::Slash | Kind::Hyphen)
                    && !self.is_dash(token);
            let is_month = is_name && token.word.is(Class::Month) && self.has_day(self.next);
            if is_month || !(is_name || is_joint) {
                break;
            }
            if is_name {
                n_words += 1;
                end = self.next;
            }
            self.next += 1;
        }
        let (first, last) = (self.tokens.first()?, self.tokens.get(end)?);
        ((1..=6).contains(&n_words)).then(|| first.range.cover(last.range))
    }

    /// Whether a day of the month follows a month, which tells `March 4` from a town called March.
    fn has_day(&self, month: usize) -> bool {
        let stop = usize::from(self.kind(month + 1) == Some(Kind::FullStop));
        self.kind(month + 1 + stop) == Some(Kind::Integer)
    }

    /// `Jan. 17`, `Jan. 17, 2025`, `17 January`.
    fn day(&mut self) -> (Option<(u8, u8)>, Option<i16>) {
        if self.is(self.next, Class::Weekday) {
            self.next += 1;
            self.skip(Kind::FullStop);
            self.skip(Kind::Comma);
        }
        let month_first = self.is(self.next, Class::Month);
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
        let month = self.tokens.get(self.next)?.word.value(Class::Month)?;
        self.next += 1;
        self.skip(Kind::FullStop);
        u8::try_from(month).ok()
    }

    fn integer(&mut self) -> Option<u32> {
        let token = self.tokens.get(self.next).filter(|token| token.kind == Kind::Integer)?;
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
        let inside = &self.tokens[self.next + 1..];
        let length = inside.iter().take(6).position(|token| token.kind == Kind::ParenClose)?;
        let (first, last) = (inside[..length].first()?, inside[..length].last()?);
        self.next += length + 2;
        Some(first.range.cover(last.range))
    }
}
