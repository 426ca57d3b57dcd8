//! The facts of a text as tables that a person reads.
//!
//! Columns align by the width that characters take on a screen, so names in any script do. A column
//! in which nothing stands is left out, and what is too long for its cell ends in `…`.

use std::io::{self, Write};

use annotate_snippets::renderer::{
    DEFAULT_CONTEXT_STYLE as HEAD, DEFAULT_EMPHASIS_STYLE as EMPHASIS, Style,
};
use newsmark_semantic::facts::figure::{Direction, Hedge, Role};
use newsmark_semantic::facts::quote::QuoteKind;
use newsmark_semantic::facts::{Article, Extent, Facts, Figure, FigureId, Quote};
use newsmark_semantic::interval::Interval;
use newsmark_semantic::{Analysis, TextRange, features, wording};
use rust_decimal::Decimal;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::contract::{footnote, on_one_line};
use crate::positions::Lines;
use crate::terminal::{Look, printable};

/// The widest a cell gets, except the last of a row, which takes what is left.
const WIDEST: usize = 34;
/// The narrowest that cell is cut to: what follows from a figure fits into it.
const LEAST_LAST: usize = 48;

/// Writes what one text says.
pub(super) fn write(
    name: &str,
    analysis: &Analysis,
    look: Look,
    output: &mut impl Write,
) -> io::Result<()> {
    let facts = &analysis.facts;
    let page = Page { facts, lines: Lines::new(&facts.text), look };
    writeln!(output, "{}", page.styled(name, HEAD))?;
    for article in &facts.articles {
        let headline = article.headline.as_ref();
        let words = headline.map(|headline| on_one_line(facts.words(headline.range)));
        writeln!(
            output,
            "{}\n",
            page.styled(words.as_deref().unwrap_or("(no headline)"), EMPHASIS)
        )?;
        let tables = [
            page.figures(article),
            page.quotes(article),
            page.people(article),
            page.sources(article),
        ];
        for table in tables.iter().filter(|table| !table.rows.is_empty()) {
            page.write_table(table, output)?;
        }
        if tables.iter().all(|table| table.rows.is_empty()) {
            writeln!(output, "  nothing was found to show\n")?;
        }
    }
    Ok(())
}

struct Page<'a> {
    facts: &'a Facts,
    lines: Lines<'a>,
    look: Look,
}

struct Table {
    title: &'static str,
    columns: &'static [Column],
    rows: Vec<Vec<String>>,
}

struct Column {
    head: &'static str,
    align: Align,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Align {
    Left,
    Right,
}

const fn left(head: &'static str) -> Column {
    Column { head, align: Align::Left }
}

const fn right(head: &'static str) -> Column {
    Column { head, align: Align::Right }
}

impl Page<'_> {
    fn figures(&self, article: &Article) -> Table {
        const COLUMNS: &[Column] = &[
            right("line"),
            left("figure"),
            right("value"),
            left("the words allow"),
            left("of what"),
            left("role"),
            left("as of"),
            left("source"),
            left("remarks"),
            left("what follows"),
        ];
        let row = |(id, figure): (FigureId, &Figure)| {
            vec![
                self.line(figure.range),
                self.words(figure.range),
                figure.value.map_or(String::new(), |value| number(value, figure.role)),
                allowed(figure),
                self.of_what(figure),
                role(figure),
                figure.as_of.map_or(String::new(), |as_of| as_of.to_string()),
                self.source(figure, article),
                self.remarks(figure),
                features::consequences(self.facts, article, id).join("; "),
            ]
        };
        Table {
            title: "Figures",
            columns: COLUMNS,
            rows: article.figures_with_ids().map(row).collect(),
        }
    }

    fn quotes(&self, article: &Article) -> Table {
        const COLUMNS: &[Column] = &[
            right("line"),
            left("speaker"),
            left("found by"),
            left("cue"),
            left("kind"),
            left("words"),
        ];
        let row = |quote: &Quote| {
            let speaker = quote.speaker.as_ref();
            vec![
                self.line(quote.range),
                speaker.map_or("nobody".to_owned(), |speaker| {
                    let person = speaker.person.map(|person| &article.person(person).name);
                    let mention = speaker.mention.map(|mention| self.words(mention));
                    let name = speaker.name.as_ref().or(person).map(|name| name.to_string());
                    name.or(mention).unwrap_or_default()
                }),
                speaker.map_or("", |speaker| speaker.found.word()).to_owned(),
                quote.cue.map_or(String::new(), |cue| self.words(cue)),
                kind(quote.kind).to_owned(),
                self.words(quote.range),
            ]
        };
        Table { title: "Quotes", columns: COLUMNS, rows: article.quotes.iter().map(row).collect() }
    }

    fn people(&self, article: &Article) -> Table {
        const COLUMNS: &[Column] =
            &[right("line"), left("name"), left("role"), left("named again in line")];
        let row = |person: &newsmark_semantic::facts::Person| {
            let mut mentions = person.mentions.iter().map(|&mention| self.line(mention));
            let first = mentions.next().unwrap_or_default();
            let mut again: Vec<_> = mentions.collect();
            again.dedup();
            let role = person.role.as_deref().unwrap_or_default();
            vec![first, person.name.to_string(), on_one_line(role).into_owned(), again.join(", ")]
        };
        Table { title: "People", columns: COLUMNS, rows: article.people.iter().map(row).collect() }
    }

    fn sources(&self, article: &Article) -> Table {
        const COLUMNS: &[Column] =
            &[right("line"), left("id"), left("cited by"), left("address"), left("words")];
        let row = |source: &newsmark_semantic::facts::Source| {
            let cited_by = match source.cited_by.len() {
                0 => String::new(),
                1 => "1 figure".to_owned(),
                figures => format!("{figures} figures"),
            };
            vec![
                self.line(source.range),
                self.words(source.id),
                cited_by,
                source.url.map_or(String::new(), |url| self.words(url.range())),
                self.words(source.text),
            ]
        };
        Table {
            title: "Sources",
            columns: COLUMNS,
            rows: article.sources.iter().map(row).collect(),
        }
    }

    fn line(&self, range: TextRange) -> String {
        self.lines.position(range.start()).line.to_string()
    }

    fn words(&self, range: TextRange) -> String {
        on_one_line(self.facts.words(range)).into_owned()
    }

    fn of_what(&self, figure: &Figure) -> String {
        let unit = figure.unit.map(|unit| unit.to_string());
        let noun = figure.noun.as_ref().map(|noun| self.words(noun.range));
        let per = figure.per.as_ref().map(|per| per.to_string());
        let unit = match (unit, per) {
            (Some(unit), Some(per)) => Some(format!("{unit} {per}")),
            (unit, per) => unit.or(per),
        };
        match (unit, noun) {
            (Some(unit), Some(noun)) if unit.starts_with("per ") => format!("{noun} {unit}"),
            (Some(unit), Some(noun)) => format!("{unit} · {noun}"),
            (unit, noun) => unit.or(noun).unwrap_or_default(),
        }
    }

    fn remarks(&self, figure: &Figure) -> String {
        let mut remarks = Vec::new();
        remarks.extend(figure.hedge.map(|hedge| hedge_words(hedge).to_owned()));
        if figure.in_headline {
            remarks.push("headline".to_owned());
        }
        if figure.in_quote {
            remarks.push("in a quote".to_owned());
        }
        remarks.extend(
            figure
                .name
                .map(|name| format!("#{}", self.words(name.range()).trim_start_matches('#'))),
        );
        remarks.join(", ")
    }

    /// The id of the footnote that a figure cites, or the words that name its source.
    fn source(&self, figure: &Figure, article: &Article) -> String {
        figure.source.map(Extent::range).map_or(String::new(), |source| {
            match footnote(source, article) {
                Some(id) => format!("[^{}]", self.words(id)),
                None => self.words(source),
            }
        })
    }

    fn write_table(&self, table: &Table, output: &mut impl Write) -> io::Result<()> {
        let shown: Vec<usize> = (0..table.columns.len())
            .filter(|&column| table.rows.iter().any(|row| !row[column].is_empty()))
            .collect();
        let widths = self.widths(table, &shown);
        writeln!(output, "{}", self.styled(table.title, EMPHASIS))?;
        let heads: Vec<_> = table.columns.iter().map(|column| column.head.to_owned()).collect();
        writeln!(output, "{}", self.styled(&row(&heads, table.columns, &shown, &widths), HEAD))?;
        for cells in &table.rows {
            writeln!(output, "{}", row(cells, table.columns, &shown, &widths))?;
        }
        writeln!(output)
    }

    /// The width of each shown column: that of its widest cell, within reason.
    fn widths(&self, table: &Table, shown: &[usize]) -> Vec<usize> {
        let widest = |&column: &usize| {
            let cells = table.rows.iter().map(|row| row[column].width());
            cells.chain([table.columns[column].head.width()]).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = shown.iter().map(widest).collect();
        if let Some((last, others)) = widths.split_last_mut() {
            for width in others.iter_mut() {
                *width = (*width).min(WIDEST);
            }
            let taken: usize = others.iter().map(|width| width + 2).sum();
            *last = (*last).min(self.look.width.saturating_sub(taken + 2).max(LEAST_LAST));
        }
        widths
    }

    fn styled(&self, words: &str, style: Style) -> String {
        match self.look.styled {
            true => format!("{}{words}{}", style.render(), style.render_reset()),
            false => words.to_owned(),
        }
    }
}

fn row(cells: &[String], columns: &[Column], shown: &[usize], widths: &[usize]) -> String {
    let mut row = String::new();
    for (&column, &width) in shown.iter().zip(widths) {
        let cell = shortened(&cells[column], width);
        let padding = " ".repeat(width.saturating_sub(cell.width()));
        row += "  ";
        match columns[column].align {
            Align::Left => row.extend([cell, padding]),
            Align::Right => row.extend([padding, cell]),
        }
    }
    row.truncate(row.trim_end().len());
    row
}

/// The words, cut to a width, without anything that would move the cursor.
fn shortened(words: &str, width: usize) -> String {
    let words = printable(words);
    if words.width() <= width {
        return words.into_owned();
    }
    let mut taken = 0;
    let fitting = words.chars().take_while(|character| {
        taken += character.width().unwrap_or(0);
        taken < width
    });
    format!("{}…", fitting.collect::<String>().trim_end())
}

/// The most decimals that a table shows: of a third, nobody wants more.
const MOST_DECIMALS: u32 = 4;

/// `4,191,000`; a year and a name's number keep their digits together.
fn number(value: Decimal, role: Role) -> String {
    match role {
        Role::Date | Role::Time | Role::Identifier => value.normalize().to_string(),
        _ => wording::exact(value.round_dp(MOST_DECIMALS)),
    }
}

fn allowed(figure: &Figure) -> String {
    if matches!(figure.role, Role::Date | Role::Time | Role::Identifier) {
        return String::new();
    }
    let shown = |value| number(value, figure.role);
    let Interval { low, high, low_included, high_included } = figure.strict();
    match (low, high) {
        (Some(low), Some(high)) if low == high => "as written".to_owned(),
        (Some(low), Some(high)) => format!("{} to {}", shown(low), shown(high)),
        (Some(low), None) if low_included => format!("{} or more", shown(low)),
        (Some(low), None) => format!("more than {}", shown(low)),
        (None, Some(high)) if high_included => format!("{} or less", shown(high)),
        (None, Some(high)) => format!("less than {}", shown(high)),
        (None, None) => String::new(),
    }
}

fn role(figure: &Figure) -> String {
    match figure.direction {
        Some(Direction::Up) => format!("{} ↑", figure.role.word()),
        Some(Direction::Down) => format!("{} ↓", figure.role.word()),
        None => figure.role.word().to_owned(),
    }
}

fn hedge_words(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::About => "about",
        Hedge::MoreThan => "more than",
        Hedge::AtLeast => "at least",
        Hedge::LessThan => "less than",
        Hedge::AtMost => "at most",
        Hedge::Nearly => "nearly",
    }
}

fn kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Partial => "partial",
        QuoteKind::Block => "block",
        QuoteKind::Running => "running on",
        QuoteKind::Scare => "scare",
        QuoteKind::Title => "title",
        QuoteKind::Word => "word",
        QuoteKind::Placard => "placard",
        QuoteKind::Unsaid => "unsaid",
    }
}
