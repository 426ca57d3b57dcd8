//! Arithmetic with ends: what is exact stays exact, and the true result is always inside.

use proptest::prelude::*;
use rust_decimal::RoundingStrategy;

use super::*;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn closed(low: &str, high: &str) -> Interval {
    Interval::closed(decimal(low), decimal(high))
}

/// Numbers as articles print them: few digits, any scale.
fn printed() -> impl Strategy<Value = Decimal> {
    (-99_999i64..=99_999, 0u32..=4, 0u32..=8).prop_map(|(digits, scale, power)| {
        Decimal::new(digits, scale) * Decimal::from(10u64.pow(power))
    })
}

/// An interval with a number inside it.
fn interval_with_member() -> impl Strategy<Value = (Interval, Decimal)> {
    let inside = (printed(), printed(), 0u32..=1000).prop_map(|(a, b, part)| {
        let (low, high) = (a.min(b), a.max(b));
        let member = low + (high - low) * Decimal::new(part.into(), 3);
        (Interval::closed(low, high), member)
    });
    let open = inside.prop_map(|(interval, member)| {
        let ends = Interval {
            low_included: interval.low == Some(member),
            high_included: interval.high == Some(member),
            ..interval
        };
        (ends, member)
    });
    let unbounded = (printed(), printed()).prop_map(|(a, b)| {
        if a <= b { (Interval::above(a, true), b) } else { (Interval::below(a, true), b) }
    });
    prop_oneof![4 => open, 1 => unbounded]
}

proptest! {
    #[test]
    fn the_true_value_of_a_rounded_number_is_inside(value in printed(), places in 0u32..=3) {
        let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        let step = Decimal::new(1, places);
        prop_assume!(!rounded.is_zero());
        prop_assert!(Interval::rounded(rounded, step).contains(value));
    }

    #[test]
    fn arithmetic_contains_the_true_result(
        (a, x) in interval_with_member(),
        (b, y) in interval_with_member(),
    ) {
        prop_assert!(a.plus(&b).contains(x + y), "{x} + {y} in {}", a.plus(&b));
        prop_assert!(a.minus(&b).contains(x - y), "{x} - {y} in {}", a.minus(&b));
        let product = a.times(&b);
        prop_assert!(product.contains(x * y), "{x} * {y} in {product}");
        // The quotient is seldom a decimal: multiplied back it must give the dividend.
        if !y.is_zero() {
            let quotient = a.over(&b);
            let back = quotient.times(&Interval::exactly(y));
            prop_assert!(back.contains(x), "{x} / {y} in {quotient}");
            let change = Interval::change_percent(&a, &b);
            prop_assert!(
                change.contains((x / y - Decimal::ONE) * Decimal::ONE_HUNDRED),
                "{y} to {x} in {change}"
            );
        }
    }

    #[test]
    fn numbers_of_any_size_never_give_a_wrong_end(
        (a, b) in (any::<i128>(), any::<i128>()),
        (scale_a, scale_b) in (0u32..=28, 0u32..=28),
    ) {
        let (a, b) = (Decimal::from_i128_with_scale(a >> 32, scale_a), Decimal::from_i128_with_scale(b >> 32, scale_b));
        let (one, other) = (Interval::exactly(a), Interval::exactly(b));
        if let Some(sum) = a.checked_add(b) {
            prop_assert!(one.plus(&other).contains(sum));
        }
        if let Some(product) = a.checked_mul(b) {
            prop_assert!(one.times(&other).contains(product));
        }
        if let Some(quotient) = a.checked_div(b) {
            prop_assert!(one.over(&other).contains(quotient));
        }
    }

    #[test]
    fn a_wider_interval_gives_a_wider_result(
        (a, _) in interval_with_member(),
        (b, _) in interval_with_member(),
        margin in 0i64..1000,
    ) {
        let wider = a.widened(Decimal::from(margin));
        for operation in [Interval::plus, Interval::minus, Interval::times, Interval::over] {
            let (narrow, wide) = (operation(&a, &b), operation(&wider, &b));
            prop_assert_eq!(narrow.hull(&wide), wide);
        }
    }
}

#[test]
fn ends_that_nobody_printed_stay_exact() {
    let new = Interval::exactly(decimal("46000"));
    let old = Interval::exactly(decimal("40000"));
    assert_eq!(Interval::change_percent(&new, &old), Interval::exactly(decimal("15")));
    assert_eq!(
        new.over(&Interval::exactly(decimal("3"))).to_string().len(),
        "15333.333333333333333333333333 to 15333.333333333333333333333333".len()
    );
}

#[test]
fn signs_are_minded() {
    assert_eq!(closed("-2", "3").times(&closed("-5", "4")), closed("-15", "12"));
    assert_eq!(closed("-6", "3").over(&closed("2", "3")), closed("-3", "1.5"));
    assert_eq!(closed("1", "2").minus(&closed("1", "2")), closed("-1", "1"));
    assert_eq!(closed("1", "2").over(&closed("-4", "-2")), closed("-1", "-0.25"));
}

#[test]
fn a_divisor_that_may_be_zero_leaves_an_end_open() {
    let up_to_two = Interval { low_included: false, ..closed("0", "2") };
    assert_eq!(closed("1", "4").over(&up_to_two).to_string(), "0.5 or more");
    assert_eq!(closed("1", "4").over(&closed("-1", "2")), Interval::EVERYTHING);
    assert_eq!(closed("1", "4").over(&closed("0", "0")), Interval::EVERYTHING);
    assert_eq!(closed("0", "4").over(&closed("0", "2")).to_string(), "0 or more");
}

#[test]
fn bounds_pass_through() {
    let more_than_two = Interval::above(decimal("2"), false);
    assert_eq!(more_than_two.plus(&closed("1", "1")), Interval::above(decimal("3"), false));
    assert_eq!(closed("1", "1").minus(&more_than_two), Interval::below(decimal("-1"), false));
    assert_eq!(more_than_two.times(&closed("3", "4")), Interval::above(decimal("6"), false));
    assert_eq!(closed("6", "8").over(&more_than_two).to_string(), "0 to 4");
    assert_eq!(
        Interval::change_percent(&closed("6", "6"), &more_than_two),
        Interval { low_included: false, high_included: false, ..closed("-100", "200") }
    );
}

#[test]
fn what_overflows_is_unbounded() {
    let huge = Interval::exactly(Decimal::MAX);
    assert_eq!(huge.plus(&huge), Interval::EVERYTHING);
    assert_eq!(huge.times(&huge).high, None);
    assert_eq!(huge.times(&huge).low, Some(Decimal::MAX));
    assert_eq!(huge.times(&huge.negated()).low, None);
}

#[test]
fn a_loss_has_no_percentage() {
    let change = Interval::change_percent(&closed("5", "5"), &closed("-1", "-1"));
    assert_eq!(change, Interval::EVERYTHING);
}

#[test]
fn half_open_ends_do_not_meet() {
    let (one, two) = (
        Interval::rounded(decimal("1"), decimal("1")),
        Interval::rounded(decimal("2"), decimal("1")),
    );
    assert_eq!(one.to_string(), "0.5 to 1.5");
    assert!(one.is_below(&two));
    assert!(!one.overlaps(&two));
    assert!(one.overlaps(&closed("0", "0.5")));
}
