//! The list of checks. A new one takes its `mod` line and its line in [`all`].

use crate::check::Check;

mod bad_switch_off;
mod change_amount;
mod change_percent;
mod count_list;
mod currency_pair;
mod duplicate_source;
mod figure_ledger;
mod front_matter_key;
mod front_matter_value;
mod headline_figure;
mod invalid_date;
mod ledger_cycle;
mod magnitude_slip;
mod malformed_number;
mod missing_headline;
mod part_sum;
mod percent_points;
mod placeholder;
mod restated_figure;
mod source_incomplete;
mod temperature_difference;
mod unclosed_comment;
mod unclosed_quote;
mod undefined_figure;
mod undefined_source;
mod unit_pair;
mod unused_figure;
mod unused_source;
mod unused_switch_off;
mod weekday_date;

/// Every check, by code.
pub fn all() -> &'static [&'static Check] {
    static ALL: &[&Check] = &[
        &bad_switch_off::BAD_SWITCH_OFF,
        &change_amount::CHANGE_AMOUNT,
        &change_percent::CHANGE_PERCENT,
        &count_list::COUNT_LIST,
        &currency_pair::CURRENCY_PAIR,
        &duplicate_source::DUPLICATE_SOURCE,
        &figure_ledger::FIGURE_LEDGER,
        &front_matter_key::FRONT_MATTER_KEY,
        &front_matter_value::FRONT_MATTER_VALUE,
        &headline_figure::HEADLINE_FIGURE,
        &invalid_date::INVALID_DATE,
        &ledger_cycle::LEDGER_CYCLE,
        &magnitude_slip::MAGNITUDE_SLIP,
        &malformed_number::MALFORMED_NUMBER,
        &missing_headline::MISSING_HEADLINE,
        &part_sum::PART_SUM,
        &percent_points::PERCENT_POINTS,
        &placeholder::PLACEHOLDER,
        &restated_figure::RESTATED_FIGURE,
        &source_incomplete::SOURCE_INCOMPLETE,
        &temperature_difference::TEMPERATURE_DIFFERENCE,
        &unclosed_comment::UNCLOSED_COMMENT,
        &unclosed_quote::UNCLOSED_QUOTE,
        &undefined_figure::UNDEFINED_FIGURE,
        &undefined_source::UNDEFINED_SOURCE,
        &unit_pair::UNIT_PAIR,
        &unused_figure::UNUSED_FIGURE,
        &unused_source::UNUSED_SOURCE,
        &unused_switch_off::UNUSED_SWITCH_OFF,
        &weekday_date::WEEKDAY_DATE,
    ];
    ALL
}

/// The check with this code.
pub fn by_code(code: &str) -> Option<&'static Check> {
    all().iter().copied().find(|check| check.code == code)
}

/// Whether a check speaks of what the others found, and has to wait for them.
pub(crate) fn is_last(check: &Check) -> bool {
    std::ptr::eq(check, &unused_switch_off::UNUSED_SWITCH_OFF)
}
