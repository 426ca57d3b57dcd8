//! Whether words in the text can stand for a value of the ledger.
//!
//! The words may round the value, cut it or hedge it; they may say a fall where the value is negative.
//! What is in another unit of the same kind is not converted here, and taken to agree.

use newsmark_lexer::vocabulary::units::Dimension;
use rust_decimal::Decimal;

use crate::facts::Figure;
use crate::facts::figure::{Hedge, Role, Unit};
use crate::facts::ledger::Quantity;
use crate::interval::Interval;

/// Whether the words can stand for the ledger's value: rounded, cut or hedged; a fall of 3 percent is
/// a change of -3.
pub fn agrees(figure: &Figure, value: &Quantity) -> bool {
    let Some(scales) = scales(figure, value) else { return true };
    let may_fall = value.loose().low.is_none_or(|low| low < Decimal::ZERO);
    let allows = |reading: &Interval| {
        reading.overlaps(&value.loose()) || (may_fall && reading.overlaps(&value.loose().negated()))
    };
    scales.iter().any(|&scale| {
        let exactly = Interval::exactly(Decimal::from(scale));
        let mut readings = [figure.strict(), figure.loose()].into_iter();
        readings.any(|reading| allows(&reading.times(&exactly)))
            || cut(figure, Decimal::from(scale), value).is_some_and(|cut| allows(&cut))
    })
}

/// What the words allow if they are the value cut off at their last digit: 1.2 million for 1.27 million.
fn cut(figure: &Figure, scale: Decimal, value: &Quantity) -> Option<Interval> {
    let is_plain = matches!(figure.hedge, None | Some(Hedge::About));
    let least = figure.value.filter(|_| is_plain)?.checked_mul(scale)?;
    let step = figure.step().checked_mul(scale)?;
    let cut = Interval::half_open(least, least.checked_add(step)?);
    // Of a printed number only its digits can be cut, not what they stand for.
    value.printed.is_none_or(|printed| cut.contains(printed.abs())).then_some(cut)
}

/// By what to multiply the number in the text before it is compared; nothing where its unit rules the
/// ledger's out; none where the two cannot be compared here.
fn scales(figure: &Figure, value: &Quantity) -> Option<&'static [i64]> {
    let dimension = |unit| match unit {
        Unit::Of(id) | Unit::OfAge(id) => Some(id.unit().dimension),
        Unit::Money(_) => None,
    };
    match (figure.unit, value.unit) {
        // "Doubled" is no growth of 2 percent, and "a third" may be one of 33.
        (None, Some(_)) if figure.role == Role::Ratio => None,
        (None, Some(unit)) if dimension(unit) == Some(Dimension::Share) => Some(&[1, 100]),
        (Some(unit), None) if dimension(unit) == Some(Dimension::Share) => None,
        (Some(a), Some(b)) if a == b => Some(&[1]),
        (Some(a), Some(b)) => {
            let [a, b] = [a, b].map(dimension);
            // Kilometres and miles may well be the same; percent and percentage points are not.
            (a != b || a == Some(Dimension::Points)).then_some(&[])
        }
        _ => Some(&[1]),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::settings::Settings;

    /// The linked numbers of a text that cannot stand for the ledger's values.
    fn check(ledger: &str, body: &str, expect: Expect) {
        let text = format!("---\nfigures:\n{ledger}\n---\n\n{body}\n");
        let facts = crate::analyze(&text, &Settings::default()).facts;
        let linked = facts.articles[0].figures.iter().filter_map(|figure| {
            let entry = facts.ledger.figure(&text, &text[figure.name?.range()])?;
            let words = &text[figure.range_with_hedge()];
            (!super::agrees(figure, &entry.quantity)).then_some(words)
        });
        expect.assert_eq(&linked.collect::<Vec<&str>>().join(", "));
    }

    #[test]
    fn words_may_round_cut_and_hedge_the_value() {
        check(
            "  riders: 1.27 million",
            "[1.3 million](#riders), [1.2 million](#riders), [over 1.2 million](#riders), \
             [about 1.3 million](#riders), [1,272,000](#riders), [1.4 million](#riders), \
             [under 1.2 million](#riders), [1.26 million](#riders)",
            expect!["1.4 million, under 1.2 million, 1.26 million"],
        );
    }

    #[test]
    fn a_fall_is_a_change_below_zero() {
        check(
            "  fall: = pct(970, 1,000)\n  before: = pct(riders, 1.08 million)\n  riders: 1.24 million",
            "It fell [3 percent](#fall), not [4 percent](#fall). It rose [14.8 percent](#before).",
            expect!["4 percent"],
        );
    }

    #[test]
    fn units_must_be_the_same_kind() {
        check(
            "  rise: = points(14%, 12%)\n  length: 12 km\n  share: 33.4 percent\n  age: 62 years",
            "[2 percent](#rise), [2 points](#rise), [7.5 miles](#length), [$12](#length), [a third](#share), \
             aged [62](#age), [doubled](#share)",
            expect!["2 percent, $12"],
        );
    }
}
