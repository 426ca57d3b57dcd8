//! Going from a name to what it stands for, to every other place that has it, and back.
//!
//! A link to a figure leads to its line in the ledger, a reference to its footnote, a surname or *he*
//! beside a quotation to where the person is introduced. A figure that is not named leads nowhere, but
//! the other figures of the same change are highlighted with it.

use newsmark_lexer::{TextRange, TextSize};

use super::{article_at, at_offset, subject};
use crate::Analysis;
use crate::facts::{Change, FigureId};

/// Where a name leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The words that lead there.
    pub origin: TextRange,
    /// The places: the name there, and all that defines it. More than one where it is defined twice.
    pub targets: Vec<(TextRange, TextRange)>,
}

/// A place that belongs to what is under the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The place.
    pub range: TextRange,
    /// Whether it is defined there.
    pub is_definition: bool,
}

/// Where the name at an offset leads.
pub fn definition(analysis: &Analysis, offset: TextSize) -> Option<Definition> {
    let place = subject::at(&analysis.facts, offset)?;
    let mentions = subject::mentions(&analysis.facts, &place.subject);
    let own = mentions.iter().filter(|mention| mention.is_definition);
    let targets: Vec<_> = own.map(|mention| (mention.range, mention.whole)).collect();
    (!targets.is_empty()).then_some(Definition { origin: place.range, targets })
}

/// Every place that has the name at an offset; definitions are marked as such.
pub fn references(analysis: &Analysis, offset: TextSize) -> Vec<Highlight> {
    let Some(place) = subject::at(&analysis.facts, offset) else { return Vec::new() };
    let mentions = subject::mentions(&analysis.facts, &place.subject);
    let highlight = |mention: subject::Mention| Highlight {
        range: mention.range,
        is_definition: mention.is_definition,
    };
    mentions.into_iter().map(highlight).collect()
}

/// What belongs to the words at an offset: the same name elsewhere, else the figures of the same change,
/// else the one who speaks and the verb beside a quotation.
pub fn highlights(analysis: &Analysis, offset: TextSize) -> Vec<Highlight> {
    let named = references(analysis, offset);
    if !named.is_empty() {
        return named;
    }
    let mut ranges =
        of_change(analysis, offset).or_else(|| of_quote(analysis, offset)).unwrap_or_default();
    ranges.sort_by_key(|range| (range.start(), range.end()));
    ranges.dedup();
    ranges.into_iter().map(|range| Highlight { range, is_definition: false }).collect()
}

fn of_change(analysis: &Analysis, offset: TextSize) -> Option<Vec<TextRange>> {
    let article = article_at(&analysis.facts, offset)?;
    let (index, figure) = at_offset(&article.figures, |figure| figure.range, offset)?;
    let id = FigureId(index as u32);
    let parts = |change: &Change| {
        [change.old, change.new, change.amount, change.percent, change.ratio].into_iter().flatten()
    };
    let own = article.changes.iter().filter(|change| parts(change).any(|part| part == id));
    let mut ranges: Vec<TextRange> =
        own.flat_map(parts).map(|part| article.figure(part).range).collect();
    for restatement in &article.restatements {
        let pair = [restatement.earlier, restatement.later];
        if pair.contains(&id) {
            ranges.extend(pair.map(|part| article.figure(part).range));
        }
    }
    ranges.push(figure.range);
    Some(ranges)
}

fn of_quote(analysis: &Analysis, offset: TextSize) -> Option<Vec<TextRange>> {
    let article = article_at(&analysis.facts, offset)?;
    let (_, quote) = at_offset(&article.quotes, |quote| quote.range, offset)?;
    let speaker = quote.speaker.as_ref()?;
    let mut ranges = vec![quote.range];
    ranges.extend(speaker.mention);
    ranges.extend(quote.cue);
    Some(ranges)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::testing::{at_cursor, marked};
    use super::*;

    /// References in brackets, then what the name leads to.
    fn check(text: &str, expected: Expect) {
        let (analysis, offset) = at_cursor(text);
        let text = &analysis.facts.text;
        let found = references(&analysis, offset);
        let mut dump = marked(text, found.iter().map(|it| it.range));
        if let Some(definition) = definition(&analysis, offset) {
            dump += &format!("-- {:?} leads to", &text[definition.origin]);
            for (name, whole) in definition.targets {
                dump += &format!(" {:?} in {:?}", &text[name], &text[whole]);
            }
            dump.push('\n');
        }
        expected.assert_eq(&dump);
    }

    fn check_highlights(text: &str, expected: Expect) {
        let (analysis, offset) = at_cursor(text);
        let ranges = highlights(&analysis, offset).into_iter().map(|it| it.range);
        expected.assert_eq(&marked(&analysis.facts.text, ranges));
    }

    #[test]
    fn a_link_leads_to_the_ledger() {
        check(
            "---\nfigures:\n  riders: 1.24 million riders; 2024; port\n  rest: = riders - 2\n---\n\nThe ferry carried [1.24 mil$0lion](#riders) people, not [1.24 million](#rider).\n",
            expect![[r#"
                ---
                figures:
                  ⟦riders⟧: 1.24 million riders; 2024; port
                  rest: = ⟦riders⟧ - 2
                ---

                The ferry carried [1.24 million](#⟦riders⟧) people, not [1.24 million](#rider).
                -- "[1.24 million](#riders)" leads to "riders" in "riders: 1.24 million riders"
            "#]],
        );
    }

    #[test]
    fn a_reference_leads_to_its_footnote_whatever_its_capitals() {
        check(
            "# Ferry\n\nIt carried 40 people.[^Po$0rt] It sank.[^port]\n\n[^port]: Harbour log, 2024\n",
            expect![[r#"
                # Ferry

                It carried 40 people.[^⟦Port⟧] It sank.[^⟦port⟧]

                [^⟦port⟧]: Harbour log, 2024
                -- "[^Port]" leads to "port" in "[^port]: Harbour log, 2024"
            "#]],
        );
    }

    #[test]
    fn a_surname_leads_to_the_introduction() {
        check(
            "# Ferry\n\n\"It sank,\" said Olga Brandt, the harbour master. Jonas Weller agreed. \"So it did,\" Bra$0ndt said. Brandt's boat was near.\n",
            expect![[r#"
                # Ferry

                "It sank," said ⟦Olga Brandt⟧, the harbour master. Jonas Weller agreed. "So it did," ⟦Brandt⟧ said. ⟦Brandt⟧'s boat was near.
                -- "Brandt" leads to "Olga Brandt" in "Olga Brandt"
            "#]],
        );
    }

    #[test]
    fn the_front_matter_introduces_people() {
        check(
            "---\npeople:\n  - Olga Brandt, harbour master\n---\n\n# Ferry\n\n\"It sank,\" said Olga Br$0andt.\n",
            expect![[r#"
                ---
                people:
                  - ⟦Olga Brandt⟧, harbour master
                ---

                # Ferry

                "It sank," said ⟦Olga Brandt⟧.
                -- "Olga Brandt" leads to "Olga Brandt" in "Olga Brandt, harbour master"
            "#]],
        );
    }

    #[test]
    fn words_without_a_name_lead_nowhere() {
        check(
            "# Fer$0ry\n\nIt sank.\n",
            expect![[r#"
            # Ferry

            It sank.
        "#]],
        );
        check("$0", expect![[""]]);
    }

    #[test]
    fn the_figures_of_a_change_belong_together() {
        check_highlights(
            "# Ferry\n\nRidership rose 24.1 percent from 340,$0000 to 422,000 in 2024, with 12 boats.\n",
            expect![[r#"
                # Ferry

                Ridership rose ⟦24.1 percent⟧ from ⟦340,000⟧ to ⟦422,000⟧ in 2024, with 12 boats.
            "#]],
        );
    }

    #[test]
    fn a_quotation_belongs_to_its_speaker() {
        check_highlights(
            "# Ferry\n\n\"It sa$0nk,\" said the harbour master.\n",
            expect![[r#"
                # Ferry

                ⟦"It sank,"⟧ ⟦said⟧ ⟦the harbour master⟧.
            "#]],
        );
    }
}
