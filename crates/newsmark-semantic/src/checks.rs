//! The list of checks. A new one takes its `mod` line and its line in [`all`].

use crate::check::Check;

mod acronym_undefined;
mod age_birth;
mod age_repeated;
mod ambiguous_surname;
mod annualised;
mod average_range;
mod average_total;
mod bad_switch_off;
mod base_percent;
mod bound_conflict;
mod casualty_sum;
mod change_amount;
mod change_percent;
mod consecutive_count;
mod count_list;
mod currency_pair;
mod direction_verb;
mod duplicate_source;
mod duration_years;
mod elapsed_time;
mod figure_ledger;
mod figure_not_in_source;
mod fraction_percent;
mod front_matter_key;
mod front_matter_value;
mod headline_figure;
mod headline_length;
mod headline_name;
mod headline_quote;
mod invalid_date;
mod ledger_cycle;
mod level_change;
mod magnitude_slip;
mod malformed_number;
mod margin;
mod missing_headline;
mod mixed_marks;
mod name_variant;
mod nested_marks;
mod part_sum;
mod per_capita;
mod percent_points;
mod percent_range;
mod percent_style;
mod placeholder;
mod product;
mod quote_not_in_source;
mod quote_not_reopened;
mod quote_restated;
mod range_order;
mod ratio_word;
mod remainder;
mod restated_figure;
mod reverse_percent;
mod shared_name;
mod shares_sum;
mod source_incomplete;
mod stale_correction;
mod subset;
mod superlative;
mod table_total;
mod temperature_difference;
mod threshold;
mod times_more;
mod unattributed_quote;
mod uncited_figure;
mod unclosed_comment;
mod unclosed_quote;
mod undefined_figure;
mod undefined_source;
mod unit_pair;
mod unknown_speaker;
mod unused_figure;
mod unused_source;
mod unused_switch_off;
mod vote_tally;
mod weekday_date;
mod weighted_mean;

/// Every check, by code.
pub fn all() -> &'static [&'static Check] {
    static ALL: &[&Check] = &[
        &acronym_undefined::ACRONYM_UNDEFINED,
        &age_birth::AGE_BIRTH,
        &age_repeated::AGE_REPEATED,
        &ambiguous_surname::AMBIGUOUS_SURNAME,
        &annualised::ANNUALISED,
        &average_range::AVERAGE_RANGE,
        &average_total::AVERAGE_TOTAL,
        &bad_switch_off::BAD_SWITCH_OFF,
        &base_percent::BASE_PERCENT,
        &bound_conflict::BOUND_CONFLICT,
        &casualty_sum::CASUALTY_SUM,
        &change_amount::CHANGE_AMOUNT,
        &change_percent::CHANGE_PERCENT,
        &consecutive_count::CONSECUTIVE_COUNT,
        &count_list::COUNT_LIST,
        &currency_pair::CURRENCY_PAIR,
        &direction_verb::DIRECTION_VERB,
        &duplicate_source::DUPLICATE_SOURCE,
        &duration_years::DURATION_YEARS,
        &elapsed_time::ELAPSED_TIME,
        &figure_ledger::FIGURE_LEDGER,
        &figure_not_in_source::FIGURE_NOT_IN_SOURCE,
        &fraction_percent::FRACTION_PERCENT,
        &front_matter_key::FRONT_MATTER_KEY,
        &front_matter_value::FRONT_MATTER_VALUE,
        &headline_figure::HEADLINE_FIGURE,
        &headline_length::HEADLINE_LENGTH,
        &headline_name::HEADLINE_NAME,
        &headline_quote::HEADLINE_QUOTE,
        &invalid_date::INVALID_DATE,
        &ledger_cycle::LEDGER_CYCLE,
        &level_change::LEVEL_CHANGE,
        &magnitude_slip::MAGNITUDE_SLIP,
        &malformed_number::MALFORMED_NUMBER,
        &margin::MARGIN,
        &missing_headline::MISSING_HEADLINE,
        &mixed_marks::MIXED_MARKS,
        &name_variant::NAME_VARIANT,
        &nested_marks::NESTED_MARKS,
        &part_sum::PART_SUM,
        &per_capita::PER_CAPITA,
        &percent_points::PERCENT_POINTS,
        &percent_range::PERCENT_RANGE,
        &percent_style::PERCENT_STYLE,
        &placeholder::PLACEHOLDER,
        &product::PRODUCT,
        &quote_not_in_source::QUOTE_NOT_IN_SOURCE,
        &quote_not_reopened::QUOTE_NOT_REOPENED,
        &quote_restated::QUOTE_RESTATED,
        &range_order::RANGE_ORDER,
        &ratio_word::RATIO_WORD,
        &remainder::REMAINDER,
        &restated_figure::RESTATED_FIGURE,
        &reverse_percent::REVERSE_PERCENT,
        &shared_name::SHARED_NAME,
        &shares_sum::SHARES_SUM,
        &source_incomplete::SOURCE_INCOMPLETE,
        &stale_correction::STALE_CORRECTION,
        &subset::SUBSET,
        &superlative::SUPERLATIVE,
        &table_total::TABLE_TOTAL,
        &temperature_difference::TEMPERATURE_DIFFERENCE,
        &threshold::THRESHOLD,
        &times_more::TIMES_MORE,
        &unattributed_quote::UNATTRIBUTED_QUOTE,
        &uncited_figure::UNCITED_FIGURE,
        &unclosed_comment::UNCLOSED_COMMENT,
        &unclosed_quote::UNCLOSED_QUOTE,
        &undefined_figure::UNDEFINED_FIGURE,
        &undefined_source::UNDEFINED_SOURCE,
        &unit_pair::UNIT_PAIR,
        &unknown_speaker::UNKNOWN_SPEAKER,
        &unused_figure::UNUSED_FIGURE,
        &unused_source::UNUSED_SOURCE,
        &unused_switch_off::UNUSED_SWITCH_OFF,
        &vote_tally::VOTE_TALLY,
        &weekday_date::WEEKDAY_DATE,
        &weighted_mean::WEIGHTED_MEAN,
    ];
    ALL
}

/// The check with this code.
pub fn by_code(code: &str) -> Option<&'static Check> {
    all().iter().copied().find(|check| check.code == code)
}

/// The check of names that several articles share.
pub(crate) fn of_shared_names() -> &'static Check {
    &shared_name::SHARED_NAME
}

/// Whether a check speaks of what the others found, and has to wait for them.
pub(crate) fn is_last(check: &Check) -> bool {
    std::ptr::eq(check, &unused_switch_off::UNUSED_SWITCH_OFF)
}
