//! Currencies: ISO 4217 codes, the names that news uses, and signs.
//!
//! `data/currencies.txt` has one currency a line: `code | names | signs`. A name without a country
//! ("dollars") belongs to the currency that is meant where nothing else is said.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A place in [`all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CurrencyId(pub u16);

/// One line of the table.
#[derive(Debug)]
pub struct Currency {
    /// Its code in ISO 4217.
    pub code: &'static str,
    names: &'static str,
    signs: &'static str,
}

impl Currency {
    /// The code and every name in use, plurals too.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.split(',').map(str::trim).filter(|name| !name.is_empty()).chain([self.code])
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

/// The table.
pub fn all() -> &'static [Currency] {
    static CURRENCIES: LazyLock<Vec<Currency>> = LazyLock::new(|| {
        include_str!("../../data/currencies.txt").lines().filter_map(currency).collect()
    });
    &CURRENCIES
}

/// The currency with this sign, in this spelling: `A$`, `US$`, `£`, `Rs`.
pub fn by_sign(sign: &str) -> Option<CurrencyId> {
    static SIGNS: LazyLock<FxHashMap<&'static str, CurrencyId>> = LazyLock::new(|| {
        let ids = all().iter().enumerate().map(|(index, own)| (CurrencyId(index as u16), own));
        ids.flat_map(|(id, own)| own.signs().map(move |sign| (sign, id))).collect()
    });
    SIGNS.get(sign).copied()
}

fn currency(line: &'static str) -> Option<Currency> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = line.split('|').map(str::trim);
    Some(Currency { code: fields.next()?, names: fields.next()?, signs: fields.next()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_stands_for_two_currencies() {
        let mut signs: Vec<&str> = all().iter().flat_map(Currency::signs).collect();
        signs.sort_unstable();
        let twice: Vec<_> = signs.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn signs_are_found_as_they_are_spelt() {
        let code = |sign| by_sign(sign).map(|id| id.currency().code);
        assert_eq!(code("$"), Some("USD"));
        assert_eq!(code("A$"), Some("AUD"));
        assert_eq!(code("rs"), None);
    }
}
