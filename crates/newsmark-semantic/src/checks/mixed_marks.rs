//! `mixed-marks`: quotation marks of two kinds in one article.

use newsmark_lexer::TextRange;

use crate::check::{Edit, Report, Severity, check};
use crate::document::BlockKind;
use crate::facts::quote::Mark;
use crate::facts::{Article, Facts, Quote};
use crate::house::Marks;

check! {
    /// Straight and curly quotation marks in one article.
    ///
    /// They come from pasting, and they look like a mistake in print. The kind that is rarer is reported
    /// once, and the fix changes all of that kind. A quotation that is opened with one kind and closed
    /// with the other is reported by itself. Headlines, inches, apostrophes and code do not count. Where a
    /// house is set, quotations in running text should have the house's marks, double or single.
    ///
    /// # Reported
    ///
    /// ```news
    /// “We counted every boat,” Tove Arnesen said. "Then we counted them again."
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// “We counted every boat,” Tove Arnesen said. “Then we counted them again.”
    /// ```
    pub(super) MIXED_MARKS {
        code: "mixed-marks",
        severity: Severity::Warning,
        article: mixed_marks,
    }
}

fn mixed_marks(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for quote in quotes(article).filter(|quote| quote.mismatched) {
        let closing = quote.closing(&facts.text);
        let Some(mark) = quote.mark else { continue };
        report
            .at(closing, "this mark does not match the one that opens the quotation")
            .related(quote.opening(&facts.text), "opened here")
            .fix(format!("close the quotation with {}", mark.closing()), closing, mark.closing());
    }
    let has = |mark| quotes(article).any(|quote| quote.mark == Some(mark));
    if has(Mark::Straight) && has(Mark::Curly) {
        two_kinds(facts, article, report);
    }
    house_marks(facts, article, report);
}

/// Speaks of the kind of marks that fewer quotations have.
fn two_kinds(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let of = |mark| {
        let own = quotes(article).filter(|quote| quote.mark == Some(mark) && !quote.mismatched);
        own.collect::<Vec<&Quote>>()
    };
    let (straight, curly) = (of(Mark::Straight), of(Mark::Curly));
    let (few, most, kinds) = match straight.len() <= curly.len() {
        true => (straight, curly, ["straight", "curly"]),
        false => (curly, straight, ["curly", "straight"]),
    };
    let (Some(first), Some(other)) = (few.first(), most.first()) else { return };
    report
        .at(
            first.opening(&facts.text),
            format!("{} marks here, {} ones elsewhere", kinds[0], kinds[1]),
        )
        .softened(Severity::Information)
        .related(other.opening(&facts.text), format!("{} marks", kinds[1]))
        .fix_all(format!("make these marks {}", kinds[1]), edits(facts, &few, kinds[1]));
}

/// The first quotation that has not the marks of the house.
fn house_marks(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let Some(wanted) = facts.house.marks else { return };
    let differs = |quote: &&Quote| {
        let own = quote.mark.and_then(Marks::of);
        quote.kind.is_speech() && own.is_some_and(|own| own != wanted)
    };
    if let Some(quote) = quotes(article).find(differs) {
        let message = format!("the house style has {} marks around quotations", wanted.word());
        report.at(quote.opening(&facts.text), message).softened(Severity::Information);
    }
}

/// The quotations of the running text.
fn quotes(article: &Article) -> impl Iterator<Item = &Quote> {
    let is_body =
        |kind| !matches!(kind, BlockKind::Headline | BlockKind::Deck | BlockKind::Subhead(_));
    article.quotes.iter().filter(move |quote| {
        article.paragraphs.get(quote.paragraph as usize).is_some_and(|span| is_body(span.kind))
    })
}

fn edits(facts: &Facts, quotes: &[&Quote], kind: &str) -> Vec<Edit> {
    let [open, close] = if kind == "curly" { ["“", "”"] } else { ["\"", "\""] };
    let mut edits = Vec::new();
    for quote in quotes {
        let [opening, closing]: [TextRange; 2] =
            [quote.opening(&facts.text), quote.closing(&facts.text)];
        edits.push(Edit { range: opening, text: open.to_owned() });
        if !closing.is_empty() {
            edits.push(Edit { range: closing, text: close.to_owned() });
        }
    }
    edits
}
