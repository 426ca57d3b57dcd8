//! Currencies: the codes and official names of ISO 4217, and how news writes them.
//!
//! What is in force, with its name and its minor units, comes from the crate `iso_currency`. The language's own list adds
//! what no standard has: the names of news ("greenbacks"), signs ("A$") and whether a code is a word as well
//! ("TRY"). A name without a country ("dollars") belongs to the currency that is meant where nothing else is
//! said. Metals, funds and test codes are no money here.

use std::sync::LazyLock;

use iso_currency::IntoEnumIterator;
use rustc_hash::FxHashMap;

use super::language::ENGLISH;
use super::spellings::Spellings;

/// A place in [`all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CurrencyId(pub u16);

/// One currency.
#[derive(Debug)]
pub struct Currency {
    /// Its code in ISO 4217, or the usual one where it has none.
    pub code: &'static str,
    /// Whether the code is a word or a name besides: `TOP`, `COP`. Then only a large amount makes money of it.
    pub is_word: bool,
    iso: Option<iso_currency::Currency>,
    names: &'static str,
    signs: &'static str,
}

impl Currency {
    /// Its official name, `Swiss franc`; the usual one where no standard has any.
    pub fn name(&self) -> &str {
        let usual = self.names.split(',').next().unwrap_or_default();
        self.iso.as_ref().map_or(usual, iso_currency::Currency::name)
    }

    /// How many digits its minor unit has: 2 for cents, 0 for yen; none where that says nothing.
    pub fn minor_digits(&self) -> Option<u16> {
        self.iso.and_then(iso_currency::Currency::exponent)
    }

    /// Every name in use, plurals too, in small letters; without the code.
    pub fn names(&self) -> impl Iterator<Item = String> {
        // `Swedish krona/kronor`, `Renminbi (Chinese) yuan`: no words of an article.
        let official =
            self.iso.map(|iso| iso.name().to_lowercase()).filter(|name| !name.contains(['/', '(']));
        let plural = official.as_ref().map(|name| format!("{name}s"));
        let own = self.names.split(',').map(str::trim).filter(|name| !name.is_empty());
        own.map(str::to_owned).chain(official).chain(plural)
    }

    /// The signs that stand before the number: `$`, `US$`, `Rs`.
    pub fn signs(&self) -> impl Iterator<Item = &'static str> {
        self.signs.split(',').map(str::trim).filter(|sign| !sign.is_empty())
    }
}

impl CurrencyId {
    /// The currency's line in the table.
    pub fn currency(self) -> &'static Currency {
        &all()[self.0 as usize]
    }
}

/// The table: what is in force, then what the list has besides.
pub fn all() -> &'static [Currency] {
    static CURRENCIES: LazyLock<Vec<Currency>> = LazyLock::new(read);
    &CURRENCIES
}

/// The currency with this sign, in this spelling: `A$`, `US$`, `£`, `Rs`.
pub fn by_sign(sign: &str) -> Option<CurrencyId> {
    static SIGNS: LazyLock<Spellings<CurrencyId>> = LazyLock::new(|| {
        ids().flat_map(|(id, own)| own.signs().map(move |sign| (sign, id))).collect()
    });
    SIGNS.get(sign)
}

/// The currency with this code, in capitals: `CHF`.
pub fn by_code(code: &str) -> Option<CurrencyId> {
    static CODES: LazyLock<FxHashMap<&'static str, CurrencyId>> =
        LazyLock::new(|| ids().map(|(id, own)| (own.code, id)).collect());
    CODES.get(code).copied()
}

fn ids() -> impl Iterator<Item = (CurrencyId, &'static Currency)> {
    all().iter().enumerate().map(|(index, own)| (CurrencyId(index as u16), own))
}

fn read() -> Vec<Currency> {
    let mut currencies: Vec<Currency> = iso_currency::Currency::iter()
        .filter(|iso| !iso.is_special() && !iso.is_fund())
        .map(|iso| Currency {
            code: iso.code(),
            is_word: false,
            iso: Some(iso),
            names: "",
            signs: "",
        })
        .collect();
    for line in ENGLISH.currencies.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('|').map(str::trim);
        let code = fields.next().unwrap_or_default();
        let names = fields.next().unwrap_or_default();
        let signs = fields.next().unwrap_or_default();
        let is_word = fields.next() == Some("word");
        match currencies.iter_mut().find(|currency| currency.code == code) {
            Some(known) => {
                (known.names, known.signs, known.is_word) = (names, signs, is_word);
            }
            None => currencies.push(Currency { code, is_word, iso: None, names, signs }),
        }
    }
    currencies
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_sign_stands_for_two_currencies() {
        let mut signs: Vec<&str> = all().iter().flat_map(Currency::signs).collect();
        signs.sort_unstable();
        let twice: Vec<_> = signs.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn no_name_stands_for_two_currencies_in_force() {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        let in_force = |own: &&Currency| own.iso.is_some_and(|iso| iso.is_superseded().is_none());
        for currency in all().iter().filter(in_force) {
            for name in currency.names() {
                let other = owners.insert(name.clone(), currency.code);
                assert!(
                    other.is_none_or(|other| other == currency.code),
                    "{name} is {} and {other:?}",
                    currency.code,
                );
            }
        }
    }

    #[test]
    fn the_list_is_sorted_and_says_something() {
        let lines: Vec<&str> =
            ENGLISH.currencies.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted(), "not sorted by code");
        for line in lines {
            let says = line.split('|').skip(1).any(|field| !field.trim().is_empty());
            assert!(says, "{line:?} adds nothing to the standard");
        }
    }

    #[test]
    fn signs_and_codes_are_found_as_they_are_spelt() {
        let sign = |sign| by_sign(sign).map(|id| id.currency().code);
        assert_eq!((sign("$"), sign("A$"), sign("rs")), (Some("USD"), Some("AUD"), None));
        let name = |code| by_code(code).map(|id| id.currency().name());
        assert_eq!((name("CHF"), name("chf"), name("XAU")), (Some("Swiss franc"), None, None));
        assert_eq!(name("BTC"), Some("bitcoin"));
    }

    #[test]
    fn minor_units_are_those_of_the_standard() {
        let digits = |code| by_code(code).and_then(|id| id.currency().minor_digits());
        assert_eq!((digits("EUR"), digits("JPY"), digits("KWD")), (Some(2), Some(0), Some(3)));
    }
}
