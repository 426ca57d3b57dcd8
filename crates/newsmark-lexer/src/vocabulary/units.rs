//! Units of measure: names, symbols, dimensions and exact factors.
//!
//! `data/units.txt` has one unit a line: `name | dimension | factor | names | symbols`. The factor says
//! how many of the dimension's base unit one of it is; it is exact, as a decimal. Where one word stands for
//! several units (a gallon may be American or British), a sixth field has the factors of the others.
//! Temperatures have an offset besides and are converted by whoever needs them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::language::ENGLISH;
use super::spellings::Spellings;

/// A place in [`all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(pub u16);

/// What a unit measures. Figures of different dimensions never speak of the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Parts of a whole, in hundredths: percent.
    Share,
    /// Differences between shares, in hundredths: percentage points, basis points.
    Points,
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Litres.
    Volume,
    /// Kilograms.
    Mass,
    /// Metres per second.
    Speed,
    /// Degrees; see the unit for the scale.
    Temperature,
    /// Joules.
    Energy,
    /// Watts.
    Power,
    /// Bytes.
    Data,
    /// Bits per second.
    DataRate,
    /// Seconds.
    Time,
    /// Pascals.
    Pressure,
    /// Hertz.
    Frequency,
    /// Anything else with a unit of its own: volts, decibels, magnitude.
    Other,
}

/// One line of the table.
#[derive(Debug)]
pub struct Unit {
    /// The unit's name as facts print it: singular, written out, `kilometre`.
    pub name: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// How many of the dimension's base unit one of it is: an exact decimal, as text.
    pub factor: &'static str,
    names: &'static str,
    symbols: &'static str,
    other_factors: &'static str,
}

impl Unit {
    /// Its factor, and those of other units that go by its name: the British gallon, the metric ton.
    pub fn factors(&self) -> impl Iterator<Item = &'static str> {
        let others = self.other_factors.split(',').map(str::trim);
        [self.factor].into_iter().chain(others.filter(|factor| !factor.is_empty()))
    }

    /// Every way to spell it out, plurals too.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.split(',').map(str::trim).filter(|name| !name.is_empty()).chain([self.name])
    }

    /// Its symbols; case matters.
    pub fn symbols(&self) -> impl Iterator<Item = &'static str> {
        self.symbols.split(',').map(str::trim).filter(|symbol| !symbol.is_empty())
    }
}

impl UnitId {
    /// The unit's line in the table.
    pub fn unit(self) -> &'static Unit {
        &all()[self.0 as usize]
    }
}

/// The table.
pub fn all() -> &'static [Unit] {
    static UNITS: LazyLock<Vec<Unit>> =
        LazyLock::new(|| ENGLISH.units.lines().filter_map(unit).collect());
    &UNITS
}

/// The unit with this symbol, in this spelling: `MW` is no `mW`.
pub fn by_symbol(symbol: &str) -> Option<UnitId> {
    static SYMBOLS: LazyLock<Spellings<UnitId>> = LazyLock::new(|| {
        let ids = all().iter().enumerate().map(|(index, unit)| (UnitId(index as u16), unit));
        ids.flat_map(|(id, unit)| unit.symbols().map(move |symbol| (symbol, id))).collect()
    });
    SYMBOLS.get(symbol)
}

/// The unit with this name, as [`Unit::name`] spells it.
pub fn by_name(name: &str) -> Option<UnitId> {
    static NAMES: LazyLock<FxHashMap<&'static str, UnitId>> = LazyLock::new(|| {
        // Of two with one name the first is meant.
        let names = all().iter().enumerate().rev();
        names.map(|(index, unit)| (unit.name, UnitId(index as u16))).collect()
    });
    NAMES.get(name).copied()
}

fn unit(line: &'static str) -> Option<Unit> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = line.split('|').map(str::trim);
    let name = fields.next()?;
    let dimension = dimension(fields.next()?)?;
    let (factor, names, symbols) = (fields.next()?, fields.next()?, fields.next()?);
    let other_factors = fields.next().unwrap_or_default();
    Some(Unit { name, dimension, factor, names, symbols, other_factors })
}

fn dimension(name: &str) -> Option<Dimension> {
    Some(match name {
        "share" => Dimension::Share,
        "points" => Dimension::Points,
        "length" => Dimension::Length,
        "area" => Dimension::Area,
        "volume" => Dimension::Volume,
        "mass" => Dimension::Mass,
        "speed" => Dimension::Speed,
        "temperature" => Dimension::Temperature,
        "energy" => Dimension::Energy,
        "power" => Dimension::Power,
        "data" => Dimension::Data,
        "data rate" => Dimension::DataRate,
        "time" => Dimension::Time,
        "pressure" => Dimension::Pressure,
        "frequency" => Dimension::Frequency,
        "other" => Dimension::Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn every_line_is_a_unit() {
        let lines = ENGLISH.units.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(all().len(), lines.count());
    }

    #[test]
    fn one_word_may_stand_for_several_units() {
        let factors = |name: &str| -> Vec<&str> {
            by_name(name).map_or(Vec::new(), |id| id.unit().factors().collect())
        };
        assert_eq!(factors("gallon"), ["3.785411784", "4.54609"]);
        assert_eq!(factors("ton"), ["907.18474", "1016.0469088", "1000"]);
        assert_eq!(factors("kilometre"), ["1000"]);
    }

    #[test]
    fn factors_are_exactly_those_of_the_definitions() {
        let factor = |name: &str| -> Decimal {
            let unit = by_name(name).unwrap_or_else(|| panic!("no unit {name}")).unit();
            unit.factor.parse().unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        let definitions = [
            ("foot", "12", "inch"),
            ("yard", "3", "foot"),
            ("fathom", "6", "foot"),
            ("furlong", "220", "yard"),
            ("mile", "5280", "foot"),
            ("nautical mile", "1.852", "kilometre"),
            ("light year", "9460730472580.8", "kilometre"),
            ("square foot", "144", "square inch"),
            ("square yard", "9", "square foot"),
            ("acre", "4840", "square yard"),
            ("square mile", "640", "acre"),
            ("hectare", "10000", "square metre"),
            ("square kilometre", "100", "hectare"),
            ("cubic foot", "1728", "cubic inch"),
            ("cubic yard", "27", "cubic foot"),
            ("cubic mile", "5451776000", "cubic yard"),
            ("acre foot", "43560", "cubic foot"),
            ("gallon", "231", "cubic inch"),
            ("gallon", "4", "quart"),
            ("quart", "32", "fluid ounce"),
            ("fluid ounce", "2", "tablespoon"),
            ("tablespoon", "3", "teaspoon"),
            ("barrel", "42", "gallon"),
            ("imperial gallon", "8", "imperial pint"),
            ("cubic kilometre", "1000000000", "cubic metre"),
            ("pound", "16", "ounce"),
            ("stone", "14", "pound"),
            ("hundredweight", "112", "pound"),
            ("ton", "2000", "pound"),
            ("long ton", "2240", "pound"),
            ("quintal", "100", "kilogram"),
            ("gigatonne", "1000", "megatonne"),
            ("kilowatt hour", "3.6", "megajoule"),
            ("terawatt hour", "3.6", "petajoule"),
            ("therm", "100000", "British thermal unit"),
            ("gibibyte", "1024", "mebibyte"),
            ("gigabyte", "8", "gigabit"),
            ("gigabyte per second", "8", "gigabit per second"),
            ("week", "7", "day"),
            ("day", "24", "hour"),
            ("year", "12", "month"),
            ("year", "365.2425", "day"),
            ("quarter", "3", "month"),
            ("millennium", "10", "century"),
            ("sievert", "1000", "millisievert"),
        ];
        for (large, count, small) in definitions {
            let count: Decimal = count.parse().expect("a number");
            assert_eq!(factor(large), count * factor(small), "{large} in {small}");
        }
    }

    #[test]
    fn every_factor_is_a_number_above_zero() {
        for unit in all() {
            for factor in unit.factors() {
                let value: Decimal =
                    factor.parse().unwrap_or_else(|error| panic!("{}: {error}", unit.name));
                assert!(value > Decimal::ZERO, "{}", unit.name);
            }
        }
    }

    #[test]
    fn no_symbol_stands_for_two_units() {
        let mut symbols: Vec<&str> = all().iter().flat_map(Unit::symbols).collect();
        symbols.sort_unstable();
        let twice: Vec<_> = symbols.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
