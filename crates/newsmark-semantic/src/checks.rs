//! The list of checks. A new one takes its `mod` line and its line in [`all`].

use crate::check::Check;

mod change_amount;
mod change_percent;
mod count_list;
mod figure_ledger;
mod headline_figure;
mod ledger_cycle;
mod magnitude_slip;
mod missing_headline;
mod part_sum;
mod percent_points;
mod restated_figure;
mod unclosed_quote;
mod undefined_source;
mod weekday_date;

/// Every check, by code.
pub fn all() -> &'static [&'static Check] {
    static ALL: &[&Check] = &[
        &change_amount::CHANGE_AMOUNT,
        &change_percent::CHANGE_PERCENT,
        &count_list::COUNT_LIST,
        &figure_ledger::FIGURE_LEDGER,
        &headline_figure::HEADLINE_FIGURE,
        &ledger_cycle::LEDGER_CYCLE,
        &magnitude_slip::MAGNITUDE_SLIP,
        &missing_headline::MISSING_HEADLINE,
        &part_sum::PART_SUM,
        &percent_points::PERCENT_POINTS,
        &restated_figure::RESTATED_FIGURE,
        &unclosed_quote::UNCLOSED_QUOTE,
        &undefined_source::UNDEFINED_SOURCE,
        &weekday_date::WEEKDAY_DATE,
    ];
    ALL
}

/// The check with this code.
pub fn by_code(code: &str) -> Option<&'static Check> {
    all().iter().copied().find(|check| check.code == code)
}
