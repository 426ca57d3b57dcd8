//! The leeway of a figure: what its words allow beside its value, and how far down they go.
//!
//! Nearly every number of a long table is what it says, no more and no less. There may be hundreds of thousands of them,
//! and filling memory takes longer than reading them: so leeway is kept beside a figure, and only where there is some.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::precision::Readings;
use crate::interval::Interval;

/// What a figure's words allow. By itself it does not say: what there is none of is seen from the value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Leeway(Option<Arc<Allowed>>);

/// What words allow that are not exactly a number of ones.
#[derive(Debug, PartialEq)]
struct Allowed {
    readings: Readings,
    step: Decimal,
}

impl Leeway {
    /// That of a figure that is its value and nothing else.
    pub(crate) const NONE: Leeway = Leeway(None);

    /// That of a figure with a value, or without one.
    #[inline]
    pub(crate) fn new(value: Option<Decimal>, readings: Readings, step: Decimal) -> Leeway {
        let Readings { strict, loose } = readings;
        let has_none = is_written(step, Decimal::ONE)
            && [strict, loose].iter().all(|reading| is_only(reading, value));
        Leeway((!has_none).then(|| Arc::new(Allowed { readings, step })))
    }

    /// Both readings of a figure with this value.
    #[inline]
    pub(crate) fn readings(&self, value: Option<Decimal>) -> Readings {
        match &self.0 {
            Some(allowed) => allowed.readings,
            None => {
                let only = value.map_or(Interval::EVERYTHING, Interval::exactly);
                Readings { strict: only, loose: only }
            }
        }
    }

    /// One unit of the last digit that is not a trailing zero.
    #[inline]
    pub(super) fn step(&self) -> Decimal {
        self.0.as_ref().map_or(Decimal::ONE, |allowed| allowed.step)
    }
}

/// Whether a reading is the value and nothing else; without a value, whether it is everything.
fn is_only(reading: &Interval, value: Option<Decimal>) -> bool {
    match (reading.low, reading.high, value) {
        (Some(low), Some(high), Some(value)) => {
            let is_closed = reading.low_included && reading.high_included;
            is_closed && is_written(low, value) && is_written(high, value)
        }
        (None, None, None) => !reading.low_included && !reading.high_included,
        _ => false,
    }
}

/// Whether two numbers are one, and written with as many decimals.
fn is_written(a: Decimal, b: Decimal) -> bool {
    a.unpack() == b.unpack()
}
