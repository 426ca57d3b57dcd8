//! The part that the words before and in a figure give it in a change.

use newsmark_lexer::vocabulary::vocabulary;
use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::base;
use super::group::{Group, Slot, Tokens, is_small_money};
use super::pair::says_more;
use super::verb::{is_after_change, is_before_change};
use crate::facts::figure::{Figure, Role};
use crate::paragraph::{ParagraphFacts, Words};

/// What part the words before and in a figure give it.
pub(super) fn slot(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    index: usize,
    tokens: Tokens,
    group: Option<&Group>,
) -> Slot {
    let figure = &facts.figures[index];
    let before = tokens.first.checked_sub(1).map_or("", |before| words.text(before));
    if figure.role == Role::Ratio || is_as_many(words, figure) {
        return Slot::Ratio;
    }
    let is_told = figure.role == Role::Change || before == "by" && figure.noun.is_none();
    // `a drop of £5.5 million, or about a quarter`
    let is_told_again = figure.role == Role::Share
        && figure.noun.is_none()
        && group.is_some_and(|group| {
            group.amount.is_some() && is_restated(words, group.end, tokens.first)
        });
    if (is_told || is_told_again) && is_fraction_in_words(words, figure) {
        return Slot::Fraction;
    }
    // `from last year's 715`
    let mut link = tokens.first;
    while link > 0 && tokens.first - link < 3 && is_determiner_of_old(words, link - 1) {
        link -= 1;
    }
    let linked = link.checked_sub(1).map_or("", |before| words.text(before));
    let is_bare_pair = group.is_none_or(|group| group.measure_end.is_none());
    if linked == "from"
        && (is_from(words, group, link - 1, tokens)
            || group.is_some_and(|group| group.is_told_of(words, facts, index, link - 1)))
        || before == "From" && is_before_change(words, tokens.end)
        || is_high_or_low(words, tokens.first) && is_bare_pair
        || group.is_some_and(|group| {
            group.old.is_none() && is_compared(words, facts, group, figure, tokens)
        })
    {
        return Slot::Old;
    }
    if group.is_some_and(|group| group.opens_values(words, tokens)) {
        return Slot::New;
    }
    let follows_old = group.is_some_and(|group| group.old.is_some() && group.new.is_none());
    // `from 3 euros to a record of 9.2`
    let is_to = before == "to" || leads_to_extreme(words, tokens.first);
    if is_to
        && (follows_old || figure.direction.is_some() || is_after_change(words, tokens.first - 1))
    {
        return Slot::New;
    }
    // `up 15 percent at $46 million`
    let is_stated = group.is_some_and(|group| {
        let is_near = group.end + 1 == tokens.first && group.measure_end == Some(group.end);
        group.new.is_none() && is_near && group.direction.is_some()
    });
    if before == "at" && is_stated && figure.role == Role::Level {
        return Slot::Now;
    }
    // `lost 31 seats and now has 94`
    if follows_now(words, tokens.first) && group.is_some_and(|group| group.new.is_none()) {
        return Slot::Now;
    }
    // Only a figure with a unit says a change again; bare numbers begin a list.
    let continues = figure.unit.is_some()
        && group.and_then(|group| group.new.or(group.old)).is_none_or(|other| {
            // `$46 million, or $1.20 a share`
            facts.figures[other].per == figure.per || figure.is_percent()
        })
        && group
            .is_some_and(|group| group.is_change && is_restated(words, group.end, tokens.first));
    // `from 48,300 to 61,200, 12,900 more`
    let says_more = says_more(words, tokens.end)
        && group.is_some_and(|group| group.old.is_some() && group.new.is_some());
    // `from 12.40 euros to 13.10 euros, or by 70 cents`
    let is_difference = before == "by"
        && is_small_money(figure)
        && group.is_some_and(|group| group.old.is_some() && group.new.is_some());
    if figure.role == Role::Change || continues || says_more || is_difference {
        return if figure.is_percent() { Slot::Percent } else { Slot::Amount };
    }
    Slot::Level
}

/// `half as many`, `a third as much`: how many times something else.
fn is_as_many(words: &Words<'_>, figure: &Figure) -> bool {
    let end = words.index_at(figure.range.end());
    figure.role == Role::Share
        && figure.unit.is_none()
        && words.bytes(end) == b"as"
        && matches!(words.bytes(end + 1), b"many" | b"much" | b"large" | b"big" | b"high" | b"long")
        && words.bytes(end + 2) != b"again"
}

/// The most words of `its original estimate of`.
const MOST_IN_NAME: usize = 5;

/// `a third`, `one quarter`, `½`: a part of one that is no decimal, which may be an amount.
fn is_fraction_in_words(words: &Words<'_>, figure: &Figure) -> bool {
    let last = words.index_at(figure.range.end()).saturating_sub(1);
    figure.unit.is_none()
        && figure.value.is_some_and(|value| value < Decimal::ONE)
        && (words.is(last, Class::Fraction) || words.kind(last) == Kind::Vulgar)
        // `by a quarter of a percentage point`
        && words.bytes(last + 1) != b"of"
}

/// Whether `from` stands before a figure that a change is measured from: near a word of change, or after a new
/// value that has none other.
pub(super) fn is_from(
    words: &Words<'_>,
    group: Option<&Group>,
    link: usize,
    tokens: Tokens,
) -> bool {
    let Some(group) = group.filter(|group| group.is_change) else {
        return is_after_change(words, link);
    };
    let goes_on = group.old.is_none() && group.new.is_some();
    // `raised by 15 percent to $4.6 million on Wednesday`: the day is that of the raising.
    let end = group.new_start.filter(|&start| group.measure_end.is_some_and(|end| end <= start));
    let measure = group.measured(end.unwrap_or(link));
    let gap = group.measured(link);
    // `rose 2 percent to $84, up from $71 at the start of the month`
    let is_told_anew = group.measure_end.is_some()
        && link > group.end
        && matches!(words.bytes(link - 1), b"up" | b"down")
        && words.kind(tokens.end) == Kind::Word
        && opens_earlier_state(words, tokens.end).is_none();
    // `rose 5 percent, pushing inflation from 2.1 percent`: another thing.
    let is_brought = group.percent.is_some() && gap.clone().any(|at| base::opens_result(words, at));
    let is_other = is_told_anew || is_brought || base::is_of_other_day(words, gap, tokens.end);
    if is_like_a_year(words, tokens) || is_other {
        return false;
    }
    // `slipped 15 percent since 2019, from 24,000`: the year is that of the old value.
    let is_since = measure.clone().any(|at| words.bytes(at) == b"since");
    (goes_on || is_after_change(words, link) || group.amount.is_some())
        && (is_since || !base::is_measured_from_other(words, measure, tokens.end))
}

/// Whether a figure is what the group's change is measured from: `410 more than the 4,800 of last
/// autumn`, `twice as many as the 300`, `to $3.1 billion, compared with $3.4 billion`, `when there were`.
fn is_compared(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    group: &Group,
    figure: &Figure,
    tokens: Tokens,
) -> bool {
    let is_year_before =
        (tokens.end..tokens.end + 2).any(|at| opens_earlier_state(words, at).is_some());
    let is_open = group.is_change || is_year_before;
    if !is_open || figure.role == Role::Change {
        return false;
    }
    let Some(new) = group.new else {
        // `That is 230 more than the 1,540`: the new value stands in the paragraph before.
        return is_than(words, group, tokens) || is_base_alone(words, group, tokens);
    };
    // `rose 5 percent to $120, twice the $60 of 2010`: what a factor compares with is not what the percentage is of.
    let is_of_factor = group.measure_end.is_some_and(|end| end < group.end)
        && group
            .ratio
            .is_some_and(|ratio| Tokens::of(words, &facts.figures[ratio]).end == group.end);
    if is_of_factor {
        return false;
    }
    let heads = facts.figures[new].noun.as_ref().zip(figure.noun.as_ref());
    // `the 24,000 of the year before`: the time is not what is counted.
    let is_other_thing = heads.is_some_and(|(new, old)| {
        let is_time = vocabulary().look_up(&old.lemmas.head).is(Class::Unit);
        new.lemmas.head != old.lemmas.head && !new.from_subject && !old.from_subject && !is_time
    });
    if is_other_thing || facts.figures[new].unit != figure.unit && figure.unit.is_some() {
        return false;
    }
    let is_multiple = group.ratio.is_some() || group.fraction.is_some();
    // `five times its estimate of $42,500`
    let is_named = words.bytes(tokens.first - 1) == b"of"
        && (2..=MOST_IN_NAME).contains(&tokens.first.saturating_sub(group.end))
        && words.is(group.end, Class::Determiner)
        && group.ratio.is_some();
    if is_named {
        return !is_like_a_year(words, tokens);
    }
    let at = first_of_old(words, group, tokens);
    let Some(link) = at.checked_sub(1).filter(|&link| link >= group.end) else {
        // `twice the $60`
        return is_multiple && at == group.end && at < tokens.first;
    };
    let text = |back: usize| link.checked_sub(back).map_or("", |at| words.text(at));
    let is_near = link - group.end <= 4;
    // What was `a decade ago` is not what a change of this year is measured from.
    let is_long_ago =
        (tokens.end..tokens.end + 3).any(|at| matches!(words.bytes(at), b"decade" | b"years"));
    let is_against = matches!((text(1), text(0)), ("compared", "with" | "to"))
        || matches!(text(0), "against" | "versus" | "vs");
    let is_other = base::is_of_another(words, tokens.end)
        || (at..tokens.first).any(|at| is_others(words, at))
        || base::is_measured_from_other(words, group.measured(link), tokens.end)
        || group.is_of_market(facts)
            && base::is_of_other_day(words, group.measured(link), tokens.end);
    if is_like_a_year(words, tokens)
        || is_other && !matches!(text(0), "than" | "as" | "on" | "over" | "below" | "above")
    {
        return false;
    }
    match text(0) {
        // `a 12 percent increase on last year's 1,200`, `over $80 million the year before`
        "on" | "over" => {
            let is_of_change = link > group.end && words.is(link - 1, Class::Change);
            is_near && group.measure_end.is_some() && is_of_change
                || is_over_measure(words, group, link)
        }
        // `$8 less than the standard plan at $14.99`
        "at" if group.amount.is_some() => {
            const TIMED: &[Class] = &[Class::Preposition, Class::Unit, Class::Month];
            words.bytes(group.end + 1) == b"than"
                && (figure.per.is_none() || figure.per == facts.figures[new].per)
                && link - group.end <= MOST_IN_NAME
                && !(group.end + 2..link).any(|at| words.is_any_of(at, TIMED))
        }
        // `12 times as much as Lake Geneva, which holds 89 cubic kilometres`
        _ if group.ratio.is_some() && is_of_named(words, group, link) => true,
        "than" => is_near,
        // `5.3 points below the 68.7 percent of 2021`
        "below" | "above" => is_near && group.measure_end == Some(link),
        "as" => is_multiple,
        "were" | "was" | "had" | "at" => {
            let start = link.saturating_sub(3);
            // `the highest since 2015, when it was 5.4 percent`: a mark, not what it rose from.
            let is_mark = (group.end..link).any(|at| words.bytes(at) == b"since");
            !is_mark && (start..link).any(|at| words.bytes(at) == b"when")
                || opens_earlier_state_before(words, group.end, link)
        }
        _ => is_against && !is_long_ago,
    }
}

/// `5 percent over`, `8 percent, over`: whether a difference or a percentage ends before what it is measured on.
fn is_over_measure(words: &Words<'_>, group: &Group, link: usize) -> bool {
    let end = group.end;
    group.measure_end.is_some()
        && (end == link || end + 1 == link && words.kind(end) == Kind::Comma)
}

/// Whether a value is what a change is measured on that tells no new one: `will grow by 8 percent, over this year's 1,200`,
/// `That is 2 percent lower than in October, when it was 271,400`.
fn is_base_alone(words: &Words<'_>, group: &Group, tokens: Tokens) -> bool {
    let at = first_of_old(words, group, tokens);
    let Some(link) = at.checked_sub(1).filter(|&link| link >= group.end) else { return false };
    match words.text(link) {
        "on" | "over" => is_over_measure(words, group, link),
        "was" | "were" => {
            let when = (link.saturating_sub(3).max(group.end)..link)
                .find(|&at| words.bytes(at) == b"when");
            when.is_some() && (group.end..link).any(|at| words.bytes(at) == b"than")
        }
        _ => false,
    }
}

/// `as much as Lake Geneva, which holds`: whether a verb behind `which` gives the value of what is compared with.
fn is_of_named(words: &Words<'_>, group: &Group, verb: usize) -> bool {
    const LONGEST: usize = 9;
    verb - group.end <= LONGEST
        && verb > group.end + 2
        && words.bytes(verb - 1) == b"which"
        && words.is_any_of(verb, &[Class::Verb, Class::Linking, Class::Auxiliary, Class::Change])
        && words.bytes(group.end) == b"as"
        && words.bytes(group.end + 2) == b"as"
}

/// `more than the 1,540`, right behind a difference.
fn is_than(words: &Words<'_>, group: &Group, tokens: Tokens) -> bool {
    let at = first_of_old(words, group, tokens);
    at > group.end && at - group.end <= 3 && words.bytes(at - 1) == b"than"
}

/// Where a value begins together with the words that say which one it is, behind the group.
fn first_of_old(words: &Words<'_>, group: &Group, tokens: Tokens) -> usize {
    let mut first = tokens.first;
    // `than the average of 234`
    if first > group.end + 2
        && words.bytes(first - 1) == b"of"
        && words.is(first - 2, Class::Average)
        && words.is(first - 3, Class::Determiner)
    {
        first -= 2;
    }
    while first > group.end && is_determiner_of_old(words, first - 1) {
        first -= 1;
    }
    first
}

/// `the 4,800`, `its 300`, `last year's 200`
fn is_determiner_of_old(words: &Words<'_>, at: usize) -> bool {
    words.is(at, Class::Determiner)
        || matches!(words.text(at), "last" | "previous" | "only" | "just" | "year's" | "year’s")
        || matches!(
            words.text(at),
            "normal" | "usual" | "average" | "expected" | "planned" | "current"
        )
        || words.text(at).ends_with("'s")
        || words.text(at).ends_with("’s")
        || words.is(at, Class::Month)
}

/// `2008`: alone it is when, and not how much.
fn is_like_a_year(words: &Words<'_>, tokens: Tokens) -> bool {
    let text = words.text(tokens.first);
    tokens.end == tokens.first + 1
        && text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(text.as_bytes().first(), Some(b'1' | b'2'))
}

/// `Lind's`: somebody else's, where it is no time.
fn is_others(words: &Words<'_>, at: usize) -> bool {
    let text = words.text(at);
    let owner = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s"));
    owner.is_some_and(|owner| {
        let is_time =
            vocabulary().look_up(owner).is_any(&[Class::Unit, Class::Month, Class::Season]);
        !is_time && !owner.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a sentence begins with the time that a change is usually measured from, and where its words
/// end: `A year ago`, `Last year`, `The year before`.
pub(super) fn opens_earlier_state(words: &Words<'_>, start: usize) -> Option<usize> {
    let lower = |at: usize| words.text(at).to_ascii_lowercase();
    match (lower(start).as_str(), words.text(start + 1), words.text(start + 2)) {
        ("a", "year" | "month" | "week" | "day" | "quarter", "ago" | "earlier" | "before")
        | ("the", "year" | "month" | "week" | "day" | "quarter" | "season", "before" | "earlier")
        | ("the", "previous", "year" | "month" | "week" | "quarter" | "season") => Some(start + 3),
        ("last", "year" | "month" | "week" | "season" | "quarter", _) => Some(start + 2),
        _ => None,
    }
}

/// Whether such a time opens the words between two tokens.
fn opens_earlier_state_before(words: &Words<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| opens_earlier_state(words, at).is_some_and(|end| end <= to))
}

fn follows_now(words: &Words<'_>, first: usize) -> bool {
    let text = |back: usize| first.checked_sub(back).map_or("", |at| words.text(at));
    text(2) == "now" && matches!(text(1), "has" | "have" | "holds" | "counts" | "numbers")
}

/// `to a record of`, `to a record`
fn leads_to_extreme(words: &Words<'_>, first: usize) -> bool {
    let text = |back: usize| first.checked_sub(back).map_or("", |at| words.text(at));
    let of = usize::from(text(1) == "of");
    matches!(text(1 + of), "high" | "low" | "peak" | "record")
        && text(2 + of) == "a"
        && text(3 + of) == "to"
}

/// `from a high of`, `from a record`
fn is_high_or_low(words: &Words<'_>, first: usize) -> bool {
    let text = |back: usize| first.checked_sub(back).map_or("", |at| words.text(at));
    text(1) == "of"
        && matches!(text(2), "high" | "low" | "peak" | "record")
        && text(4) == "from"
        && is_after_change(words, first - 4)
}

/// Whether only a comma, `or` and the like stand between two figures: the second says the first again.
fn is_restated(words: &Words<'_>, end: usize, first: usize) -> bool {
    let gap = first - end;
    (1..=3).contains(&gap)
        && (end..first).all(|at| {
            matches!(words.kind(at), Kind::Comma | Kind::ParenOpen)
                || matches!(words.bytes(at), b"or" | b"a" | b"about" | b"some")
        })
}
