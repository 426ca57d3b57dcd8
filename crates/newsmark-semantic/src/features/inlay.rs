//! What stands beside the words without being in the text: the change in percent, the level before it, and
//! whose words a bare quotation is.
//!
//! Only what is worked out from the words alone, and only where the article does not say it itself.

use newsmark_lexer::{TextRange, TextSize};
use rust_decimal::Decimal;

use crate::derive::{self, Reading};
use crate::facts::quote::Found;
use crate::facts::{Article, Change, Facts, Figure, FigureId};
use crate::{Analysis, wording};

/// A few words beside a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlay {
    /// Where they are shown.
    pub place: TextSize,
    /// What is shown.
    pub label: String,
    /// What it is.
    pub kind: InlayKind,
    /// How it was found, at length.
    pub explanation: String,
}

/// What is shown beside the words. Each can be wanted or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InlayKind {
    /// `+24.1%`, behind the new value of a change.
    PercentChange,
    /// `from 3.376 million`, behind a value that a change led to.
    PreviousLevel,
    /// `Foad Izadi:`, before a quotation that does not name its speaker.
    Speaker,
}

/// What is to be shown in a stretch of text, in the order of the text.
pub fn inlays(analysis: &Analysis, range: TextRange) -> Vec<Inlay> {
    let facts = &analysis.facts;
    let mut inlays = Vec::new();
    for article in &facts.articles {
        if article.range.intersect(range).is_some() {
            let changes = article.changes.iter().filter(|it| it.range.intersect(range).is_some());
            inlays.extend(changes.flat_map(|change| of_change(facts, article, change)));
            inlays.extend(speakers(facts, article, range));
        }
    }
    inlays.retain(|inlay| range.contains_inclusive(inlay.place));
    inlays.sort_by_key(|inlay| inlay.place);
    inlays
}

fn of_change(facts: &Facts, article: &Article, change: &Change) -> Vec<Inlay> {
    let Some(derived) = derive::derive(article, change, Reading::Printed) else {
        return Vec::new();
    };
    let figure = |id: Option<FigureId>| id.map(|id| article.figure(id));
    let (old, new) = (figure(change.old), figure(change.new));
    let Some(place) = new.or(figure(change.amount)).or(old).map(|figure| figure.range.end()) else {
        return Vec::new();
    };
    let explanation = wording::change(facts, article, change, &derived);
    let mut inlays = Vec::new();
    let mut add = |kind, label| {
        inlays.push(Inlay { place, label, kind, explanation: explanation.clone() });
    };
    // A level before is worth showing only where it is not in the text.
    if let (None, Some(new), Some(before)) = (old, new, derived.old.low) {
        add(InlayKind::PreviousLevel, format!("from {}", wording::result(before, new)));
    }
    let is_share = new.or(old).is_some_and(Figure::is_percent);
    let says_percent = change.percent.is_some() || change.ratio.is_some();
    if let (Some(percent), false, false) = (derived.percent.low, says_percent, is_share) {
        add(InlayKind::PercentChange, signed(percent));
    }
    inlays
}

/// `+24.1%`
fn signed(percent: Decimal) -> String {
    let sign = if percent.is_sign_negative() { "−" } else { "+" };
    format!("{sign}{}%", wording::number(wording::to_step(percent.abs(), Decimal::new(1, 1))))
}

fn speakers(facts: &Facts, article: &Article, range: TextRange) -> Vec<Inlay> {
    let here = article.quotes.iter().filter(|quote| quote.range.intersect(range).is_some());
    let inlays = here.filter_map(|quote| {
        let speaker = quote.speaker.as_ref().filter(|_| quote.kind.is_speech())?;
        let name = speaker.name.as_deref()?;
        let explanation = match speaker.found {
            Found::Pronoun => "speaker found by pronoun",
            Found::CarriedOver => "speaker carried over from the quotation before",
            Found::SentenceBefore => "speaker taken from the sentence before",
            _ => return None,
        };
        // A pronoun that stands for nobody is its own name.
        let is_resolved = speaker.mention.is_none_or(|mention| facts.words(mention) != name);
        is_resolved.then(|| Inlay {
            place: quote.range.start(),
            label: format!("{name}:"),
            kind: InlayKind::Speaker,
            explanation: explanation.to_owned(),
        })
    });
    inlays.collect()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::testing::edited;
    use super::*;
    use crate::check::Edit;
    use crate::{Settings, analyze};

    /// The text with everything shown in it.
    fn check(text: &str, expected: Expect) {
        let analysis = analyze(text, &Settings::default());
        let all = TextRange::up_to(TextSize::of(text));
        let shown = |inlay: &Inlay| Edit {
            range: TextRange::empty(inlay.place),
            text: format!("⟦{}⟧", inlay.label),
        };
        let edits: Vec<Edit> = inlays(&analysis, all).iter().map(shown).collect();
        expected.assert_eq(&edited(text, &edits));
    }

    #[test]
    fn a_change_shows_its_percentage_where_none_is_given() {
        check(
            "# Ferry\n\nRidership rose from 340,000 to 422,000 in 2024.\n",
            expect![[r#"
            # Ferry

            Ridership rose from 340,000 to 422,000⟦+24.1%⟧ in 2024.
        "#]],
        );
        check(
            "# Ferry\n\nRidership rose 24.1 percent from 340,000 to 422,000 in 2024.\n",
            expect![[r#"
                # Ferry

                Ridership rose 24.1 percent from 340,000 to 422,000 in 2024.
            "#]],
        );
        check(
            "# Ferry\n\nThe share of women rose from 12 percent to 15 percent.\n",
            expect![[r#"
            # Ferry

            The share of women rose from 12 percent to 15 percent.
        "#]],
        );
    }

    #[test]
    fn a_net_increase_shows_the_level_before_it() {
        check(
            "# Ferry\n\nThe number of base stations reached 4.191 million, a net increase of 815,000.\n",
            expect![[r#"
                # Ferry

                The number of base stations reached 4.191 million⟦from 3.376 million⟧⟦+24.1%⟧, a net increase of 815,000.
            "#]],
        );
    }

    #[test]
    fn a_bare_quotation_shows_who_speaks() {
        check(
            "# Ferry\n\n\"It sank,\" said Olga Brandt. \"It was old,\" she said.\n\n\"Nobody was hurt.\"\n",
            expect![[r##"
                # Ferry

                "It sank," said Olga Brandt. ⟦Olga Brandt:⟧"It was old," she said.

                ⟦Olga Brandt:⟧"Nobody was hurt."
            "##]],
        );
    }
}
