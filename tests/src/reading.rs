//! How the specification of the format shows what a text is read as: a dump for people who write a
//! reader of their own.

use newsmark_semantic::document::{Block, BlockKind, Layout};
use newsmark_semantic::facts::Article;
use newsmark_semantic::facts::table::Column;
use newsmark_semantic::{Analysis, Facts, Settings, TextRange, analyze, wording};

use crate::facts::figure;

/// What a text is read as, a line for each thing.
pub fn reading(text: &str) -> String {
    let Analysis { facts, findings, .. } = analyze(text, &Settings::default());
    let mut lines = Vec::new();
    if facts.document.layout == Layout::LineByLine {
        lines.push("layout: one paragraph a line".to_owned());
    }
    ledger(&facts, &mut lines);
    for (article, span) in facts.articles.iter().zip(&facts.document.articles) {
        if facts.articles.len() > 1 {
            lines.push("article".to_owned());
        }
        if let Some(dateline) = &article.dateline {
            let agency = dateline.agency.map(|range| format!(", agency {}", facts.words(range)));
            let place = facts.words(dateline.place);
            lines.push(format!("dateline: {place}{}", agency.unwrap_or_default()));
        }
        lines.extend(article.date.map(|date| format!("date: {date}")));
        for block in &facts.document.blocks[span.blocks.clone()] {
            self::block(&facts, article, block, &mut lines);
        }
    }
    for switch in &facts.switch_offs {
        let reason = switch.reason.map_or("no reason", |range| facts.words(range));
        let covers = one_line(facts.words(switch.covers));
        lines.push(format!("silences {}: {reason}: {covers}", facts.words(switch.rule)));
    }
    for finding in &findings {
        lines.push(format!("{} {}: {}", finding.severity.word(), finding.rule, finding.message));
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn ledger(facts: &Facts, lines: &mut Vec<String>) {
    for entry in facts.document.front_matter.iter().flat_map(|matter| &matter.entries) {
        let (key, value) = (facts.words(entry.key), facts.words(entry.value));
        let items = entry.items.iter().map(|&item| facts.words(item));
        let children = entry.children.iter().map(|child| facts.words(child.key));
        let nested: Vec<&str> = items.chain(children).collect();
        let nested =
            if nested.is_empty() { String::new() } else { format!("[{}]", nested.join(" | ")) };
        lines.push(format!("key {key}: {value}{nested}"));
    }
    for figure in &facts.ledger.figures {
        let unit = figure.quantity.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        let noun = figure
            .noun
            .as_ref()
            .map(|noun| format!(" of {}", noun.lemmas.head))
            .unwrap_or_default();
        let as_of = figure.as_of.map(|as_of| format!(", as of {as_of}")).unwrap_or_default();
        let source = figure.source.map(|range| format!(", source {}", facts.words(range)));
        let (name, strict) = (facts.words(figure.name), figure.quantity.strict().to_string());
        let is_given = figure.words.is_some();
        // What was worked out is shown as findings show it, with the digits that tell something.
        let worked_out = || wording::quantity(&figure.quantity);
        let (strict, unit) = if is_given { (strict, unit) } else { (worked_out(), String::new()) };
        lines.push(format!(
            "ledger {name} = {strict}{unit}{noun}{as_of}{}",
            source.unwrap_or_default()
        ));
    }
    for assertion in &facts.ledger.assertions {
        let holds = match assertion.holds {
            Some(true) => "can hold",
            Some(false) => "cannot hold",
            None => "is not known",
        };
        lines.push(format!("assert {}: {holds}", facts.words(assertion.range)));
    }
}

fn block(facts: &Facts, article: &Article, block: &Block, lines: &mut Vec<String>) {
    let kind = match block.kind {
        BlockKind::FrontMatter => return,
        BlockKind::FootnoteDefinition => {
            source(facts, block, lines);
            return;
        }
        BlockKind::Subhead(level) => format!("subhead {level}"),
        BlockKind::Note(kind) => format!("note ({})", words_of(&format!("{kind:?}"))),
        kind => words_of(&format!("{kind:?}")),
    };
    lines.push(format!("{kind}: {}", one_line(facts.words(block.content))));
    let own = |range: TextRange| block.content.contains_range(range);
    let words = |range: TextRange| one_line(facts.words(range));
    let mut inside: Vec<(TextRange, String)> = Vec::new();
    for one in article.figures.iter().filter(|one| own(one.range)) {
        let name =
            one.name.map(|name| format!(", is {}", facts.words(name.range()))).unwrap_or_default();
        let source = one.source.map(|source| format!(", source {}", facts.words(source.range())));
        let source = source.unwrap_or_default();
        inside.push((
            one.range,
            format!("figure {}: {}{name}{source}", words(one.range), figure(one)),
        ));
    }
    for quote in article.quotes.iter().filter(|quote| own(quote.range)) {
        let name = quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref());
        let speaker = name.map(|name| format!(", by {name}")).unwrap_or_default();
        let kind = format!("{:?}", quote.kind).to_lowercase();
        inside.push((quote.range, format!("quote {}: {kind}{speaker}", words(quote.range))));
    }
    for link in article.links.iter().filter(|link| own(link.range)) {
        inside.push((
            link.range,
            format!("link {}: {}", words(link.words), facts.words(link.target)),
        ));
    }
    let attribution = article.headline.as_ref().and_then(|headline| headline.attribution);
    if let Some(range) = attribution.filter(|range| own(*range)) {
        inside.push((range, format!("source {}", words(range))));
    }
    for reference in article.references.iter().filter(|reference| own(reference.range)) {
        inside.push((reference.range, format!("reference {}", facts.words(reference.id))));
    }
    for place in article.placeholders.iter().filter(|place| own(place.range)) {
        inside.push((place.range, format!("placeholder {}", words(place.range))));
    }
    for comment in facts.comments.iter().filter(|one| own(one.range) && one.range != block.content)
    {
        inside.push((comment.range, format!("comment {}", words(comment.words))));
    }
    for table in article.tables.iter().filter(|table| own(table.range)) {
        let columns = table.columns.iter();
        inside.extend(columns.map(|one| (one.head, column(facts, one))));
        let totals = table.rows.iter().filter(|row| row.is_total);
        inside.extend(totals.map(|row| (row.range, "total row".to_owned())));
    }
    inside.sort_by_key(|(range, _)| (range.start(), range.end()));
    lines.extend(inside.into_iter().map(|(_, line)| format!("  {line}")));
}

/// `column Length (km): numbers, kilometre`
fn column(facts: &Facts, column: &Column) -> String {
    let mut line = format!("column {}: {}", facts.words(column.head), column.kind.word());
    let scale = column.scale.normalize().to_string();
    if scale != "1" {
        line += &format!(", times {scale}");
    }
    line += &column.unit.map_or(String::new(), |unit| format!(", {unit}"));
    line
}

fn source(facts: &Facts, block: &Block, lines: &mut Vec<String>) {
    let own = facts.sources.iter().filter(|source| block.range.contains_range(source.range));
    for source in own {
        let parts = [
            ("author", source.author),
            ("title", source.title),
            ("date", source.date),
            ("address", source.url),
        ];
        let parts = parts.iter().filter_map(|(name, part)| Some((name, (*part)?.range())));
        let parts: Vec<String> =
            parts.map(|(name, range)| format!("{name} {}", one_line(facts.words(range)))).collect();
        lines.push(format!("footnote {}: {}", facts.words(source.id), parts.join(" | ")));
    }
}

/// `ListItem` as `list item`.
fn words_of(name: &str) -> String {
    let mut words = String::new();
    for (index, character) in name.char_indices() {
        if index > 0 && character.is_uppercase() {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
    }
    words
}

/// Words on one line, with `/` where a line ended.
fn one_line(words: &str) -> String {
    words.lines().map(str::trim).collect::<Vec<&str>>().join(" / ")
}
