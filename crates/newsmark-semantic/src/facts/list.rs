//! Lists: a whole with its parts, and a count with what is counted.

use newsmark_lexer::TextRange;

use super::figure::FigureId;
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

mod breakdown;
mod enumeration;
mod exclusive;
mod gapped;

/// "The 240 passengers were 190 adults, 38 children and 12 infants": a whole and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// From the first figure to the last.
    pub range: TextRange,
    /// The whole.
    pub total: FigureId,
    /// The parts, in order; at least two.
    pub parts: Vec<FigureId>,
    /// Whether the words say that these are all the parts.
    pub complete: bool,
}

/// "three major countries: Iran, China, and Russia": a count and a closed list.
#[derive(Clone, Debug, PartialEq)]
pub struct Enumeration {
    /// From the count to the end of the list.
    pub range: TextRange,
    /// The count.
    pub count: FigureId,
    /// What is listed.
    pub items: Vec<TextRange>,
}

impl Placed for Breakdown {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.range]);
        by.figures(self.parts.iter_mut().chain([&mut self.total]));
    }
}

impl Placed for Enumeration {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges(self.items.iter_mut().chain([&mut self.range]));
        by.figures([&mut self.count]);
    }
}

/// Finds the breakdowns and enumerations of a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    facts.enumerations = enumeration::collect(words, facts);
    let mut breakdowns = breakdown::collect(words, facts);
    breakdowns.extend(gapped::collect(words, facts));
    breakdowns.sort_by_key(|breakdown| breakdown.range.start());
    facts.breakdowns = breakdowns;
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::{Settings, analyze};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let analysis = analyze(text, &Settings::default());
        let mut out = String::new();
        for article in &analysis.facts.articles {
            for breakdown in &article.breakdowns {
                let parts: Vec<&str> =
                    breakdown.parts.iter().map(|&id| &text[article.figure(id).range]).collect();
                let relation = if breakdown.complete { "=" } else { ">=" };
                out.push_str(&format!(
                    "{} {relation} {}\n",
                    &text[article.figure(breakdown.total).range],
                    parts.join(" + ")
                ));
            }
            for list in &article.enumerations {
                let items: Vec<&str> = list.items.iter().map(|&item| &text[item]).collect();
                out.push_str(&format!(
                    "{}: {}\n",
                    &text[article.figure(list.count).range],
                    items.join(" | ")
                ));
            }
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn closed_lists() {
        check(
            "Four towns will vote again in May: Ashby, Brill and Corton.",
            expect![[r#"
            Four: Ashby | Brill | Corton
        "#]],
        );
        check(
            "Three departments, namely transport, housing and health, face cuts.",
            expect![[r#"
            Three: transport | housing | health
        "#]],
        );
        check(
            "It needs three things: butter, flour, milk and nutmeg.",
            expect![[r#"
            three: butter | flour | milk | nutmeg
        "#]],
        );
        check(
            "Officials from three major countries: Iran, China, and Russia met.",
            expect![[r#"
            three: Iran | China | Russia
        "#]],
        );
        check(
            "Four towns — Ashby, Brill and Corton — voted no.",
            expect![[r#"
            Four: Ashby | Brill | Corton
        "#]],
        );
        check(
            "It has two partners: the University of Leeds and Marks & Spencer.",
            expect![[r#"
            two: the University of Leeds | Marks & Spencer
        "#]],
        );
    }

    #[test]
    fn lists_that_may_be_open() {
        check("Three firms, including Acme and Bolt, left.", expect![[""]]);
        check("Two people: Ann Lee, the mayor, and Bob Ray.", expect![[""]]);
        check("They need two things: to sleep and to eat.", expect![[""]]);
        check("Two teams went down: Trinidad and Tobago, Malta and Cyprus.", expect![""]);
    }

    #[test]
    fn wholes_and_parts() {
        check(
            "The 240 passengers were 190 adults, 38 children and 12 infants.",
            expect![[r#"
            240 = 190 + 38 + 12
        "#]],
        );
        check(
            "The 240 passengers included 190 adults and 38 children.",
            expect![[r#"
            240 >= 190 + 38
        "#]],
        );
        check(
            "She hired 190 men and 50 women, a total of 240.",
            expect![[r#"
            240 = 190 + 50
        "#]],
        );
        check(
            "The grant of 500 million euros comprises 210 million euros for roads, 180 million euros for schools and 90 million euros for parks.",
            expect![[r#"
                500 million euros = 210 million euros + 180 million euros + 90 million euros
            "#]],
        );
        check(
            "The 120-member chamber is made up of 68 men and 48 women.",
            expect![[r#"
            120 = 68 + 48
        "#]],
        );
        check(
            "The fleet has 85 buses, of which 52 are diesel and 37 electric.",
            expect![[r#"
            85 >= 52 + 37
        "#]],
        );
        check(
            "They shed 46 posts, 21 in parks, 15 in housing and 12 in culture.",
            expect![[r#"
            46 >= 21 + 15 + 12
        "#]],
        );
        check("It sold 12 boats, 30 cars and 5 vans.", expect![[""]]);
    }
}
