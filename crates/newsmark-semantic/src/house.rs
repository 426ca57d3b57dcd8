//! Houses: what a newsroom's style says about quotation marks, percent and acronyms.
//!
//! The styles are data, in `data/houses.txt`; a house that is not there, and no house at all, have the
//! neutral one. A style only says what to look for; it never changes how an article is read.

use std::sync::LazyLock;

use newsmark_lexer::vocabulary::entries;

use crate::facts::quote::Mark;

/// What a house's style says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// Its name, as settings write it: `ap`. Empty for the neutral style.
    pub name: String,
    /// The marks around quotations in running text: double or single.
    pub marks: Option<Marks>,
    /// The marks in headlines.
    pub headline_marks: Option<Marks>,
    /// How percentages are written: `%`, `percent` or `per cent`.
    pub percent: Option<String>,
    /// Whether marks in a headline may stand for a claim that is told in other words.
    pub claims_in_headlines: bool,
    /// The most characters that a headline should have.
    pub headline_length: Option<u32>,
    /// Acronyms that need no explanation, besides those that everybody knows.
    pub acronyms: Vec<String>,
}

/// A pair of marks, however it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// `“ ”` or `" "`
    Double,
    /// `‘ ’` or `' '`
    Single,
}

/// How long a headline may be where no house says so.
const HEADLINE_LENGTH: u32 = 70;

impl House {
    /// The style of the house with this name, or the neutral one.
    pub fn named(name: Option<&str>) -> &'static House {
        static NEUTRAL: LazyLock<House> = LazyLock::new(House::default);
        let wanted = name.unwrap_or_default();
        let found = House::all().iter().find(|house| house.name.eq_ignore_ascii_case(wanted));
        found.unwrap_or(&NEUTRAL)
    }

    /// Every house that has a style.
    pub fn all() -> &'static [House] {
        static ALL: LazyLock<Vec<House>> = LazyLock::new(read);
        &ALL
    }

    /// The most characters that a headline should have.
    pub fn longest_headline(&self) -> u32 {
        self.headline_length.unwrap_or(HEADLINE_LENGTH)
    }

    /// Whether an acronym needs no explanation here.
    pub fn knows(&self, acronym: &str) -> bool {
        self.acronyms.iter().any(|known| known == acronym)
    }
}

impl Marks {
    /// What kind a mark is of; none for marks of other languages.
    pub fn of(mark: Mark) -> Option<Marks> {
        match mark {
            Mark::Straight | Mark::Curly => Some(Marks::Double),
            Mark::Single => Some(Marks::Single),
            Mark::Low | Mark::Guillemet | Mark::Corner => None,
        }
    }

    /// The word for it: `double`.
    pub fn word(self) -> &'static str {
        match self {
            Marks::Double => "double",
            Marks::Single => "single",
        }
    }

    fn named(name: &str) -> Option<Marks> {
        [Marks::Double, Marks::Single].into_iter().find(|marks| marks.word() == name)
    }
}

/// Reads the styles: `house key = value`, one a line.
fn read() -> Vec<House> {
    let mut houses: Vec<House> = Vec::new();
    for (words, value) in entries(include_str!("../data/houses.txt")) {
        let (name, key) = words.split_once(' ').unwrap_or((words, ""));
        if houses.last().is_none_or(|last| last.name != name) {
            houses.push(House { name: name.to_owned(), ..House::default() });
        }
        let Some(house) = houses.last_mut() else { continue };
        match key {
            "acronyms" => house.acronyms = value.split(' ').map(str::to_owned).collect(),
            "headline claims" => house.claims_in_headlines = value == "yes",
            "headline length" => house.headline_length = value.parse().ok(),
            "headline marks" => house.headline_marks = Marks::named(value),
            "marks" => house.marks = Marks::named(value),
            "percent" => house.percent = Some(value.to_owned()),
            _ => {}
        }
    }
    houses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_house_says_what_a_check_asks_for() {
        let names: Vec<&str> = House::all().iter().map(|house| house.name.as_str()).collect();
        assert_eq!(names, ["ap", "bbc", "guardian", "reuters", "xinhua"]);
        for house in House::all() {
            assert!(house.marks.is_some() && house.headline_marks.is_some(), "{}", house.name);
            assert!(house.percent.is_some() && !house.acronyms.is_empty(), "{}", house.name);
            assert!(house.acronyms.is_sorted(), "{}", house.name);
        }
    }

    #[test]
    fn a_house_that_nobody_knows_has_the_neutral_style() {
        assert_eq!(House::named(Some("times")), &House::default());
        assert_eq!(House::named(None), &House::default());
        assert_eq!(House::named(Some("BBC")).marks, Some(Marks::Double));
    }
}
