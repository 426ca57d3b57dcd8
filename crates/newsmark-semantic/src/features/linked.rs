//! What can be typed over in several places at once: a name of the ledger, and a number that is linked to
//! one name in the same words again and again.

use newsmark_lexer::{TextRange, TextSize};

use super::subject::{self, Subject};
use super::{article_at, at_offset};
use crate::Analysis;

/// The ranges that change together with the one at an offset; none where there is only one. All have the
/// same words.
pub fn linked_ranges(analysis: &Analysis, offset: TextSize) -> Vec<TextRange> {
    let ranges = names(analysis, offset).or_else(|| words(analysis, offset)).unwrap_or_default();
    match ranges.len() {
        0 | 1 => Vec::new(),
        _ => ranges,
    }
}

fn names(analysis: &Analysis, offset: TextSize) -> Option<Vec<TextRange>> {
    let facts = &analysis.facts;
    let place = subject::at(facts, offset)?;
    let (name, Subject::Figure(_)) = (place.name?, &place.subject) else { return None };
    let mentions = subject::mentions(facts, &place.subject).into_iter();
    let same = mentions.map(|mention| mention.range);
    Some(same.filter(|range| facts.words(*range) == facts.words(name)).collect())
}

fn words(analysis: &Analysis, offset: TextSize) -> Option<Vec<TextRange>> {
    let facts = &analysis.facts;
    let article = article_at(facts, offset)?;
    let (_, link) = at_offset(&article.links, |link| link.range, offset)?;
    let here = link.words.contains_inclusive(offset).then_some(link)?;
    let name = facts.words(here.fragment(&facts.text)?);
    facts.ledger.figure(&facts.text, name)?;
    let all = facts.articles.iter().flat_map(|article| &article.links);
    let same = all.filter(|link| {
        let is_it = link.fragment(&facts.text).is_some_and(|other| facts.words(other) == name);
        is_it && facts.words(link.words) == facts.words(here.words)
    });
    Some(same.map(|link| link.words).collect())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::testing::{at_cursor, marked};
    use super::*;

    fn check(text: &str, expected: Expect) {
        let (analysis, offset) = at_cursor(text);
        expected.assert_eq(&marked(&analysis.facts.text, linked_ranges(&analysis, offset)));
    }

    const FRONT: &str = "---\nfigures:\n  riders: 1.24 million riders\n---\n\n";

    #[test]
    fn a_number_changes_wherever_it_has_the_same_words() {
        check(
            &format!(
                "{FRONT}It carried [1.2$04 million](#riders), then [1.24 million](#riders), or [1.2 million](#riders).\n"
            ),
            expect![[r#"
                ---
                figures:
                  riders: 1.24 million riders
                ---

                It carried [⟦1.24 million⟧](#riders), then [⟦1.24 million⟧](#riders), or [1.2 million](#riders).
            "#]],
        );
    }

    #[test]
    fn a_number_changes_in_all_articles_of_the_text_but_not_in_the_ledger() {
        check(
            "---\nfigures:\n  riders: 1.24 million\n  dogs: 1.24 million\n---\n\n# Ferry\n\nIt carried [1.24 mil$0lion][r], \
             or [1.24 million](#dogs).\n\n# Boats\n\nThey carried **[1.24 million](#riders)**.\n\n[r]: #riders\n",
            expect![[r#"
                ---
                figures:
                  riders: 1.24 million
                  dogs: 1.24 million
                ---

                # Ferry

                It carried [⟦1.24 million⟧][r], or [1.24 million](#dogs).

                # Boats

                They carried **[⟦1.24 million⟧](#riders)**.

                [r]: #riders
            "#]],
        );
    }

    #[test]
    fn a_name_changes_in_ledger_and_links() {
        check(
            &format!("{FRONT}It carried [1.24 million](#ri$0ders).\n"),
            expect![[r#"
            ---
            figures:
              ⟦riders⟧: 1.24 million riders
            ---

            It carried [1.24 million](#⟦riders⟧).
        "#]],
        );
    }

    #[test]
    fn what_stands_once_has_nothing_to_change_with() {
        check(
            &format!("{FRONT}It carried [1.2$04 million](#riders).\n"),
            expect![[r#"
            ---
            figures:
              riders: 1.24 million riders
            ---

            It carried [1.24 million](#riders).
        "#]],
        );
        check(
            "It sa$0nk.\n",
            expect![[r#"
            It sank.
        "#]],
        );
    }
}
