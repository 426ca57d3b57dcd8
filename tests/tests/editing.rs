//! What an editor does to a text leaves its meaning alone: tidying, naming, keeping silent, setting apart.
//!
//! Each is tried on every text of the fixtures. Any feature may be asked at any place of any text.

use newsmark_semantic::check::Edit;
use newsmark_semantic::features::{self, ActionKind};
use newsmark_semantic::{Analysis, Settings, TextRange, TextSize, analyze};
use newsmark_tests::corpus;

fn read(text: &str) -> Analysis {
    analyze(text, &Settings::default())
}

/// The text after some edits, which must not overlap.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start(), edit.range.end()));
    for pair in sorted.windows(2) {
        assert!(pair[0].range.end() <= pair[1].range.start(), "{pair:?} overlap in {text}");
    }
    let mut text = text.to_owned();
    for edit in sorted.into_iter().rev() {
        text.replace_range(std::ops::Range::<usize>::from(edit.range), &edit.text);
    }
    text
}

/// What a text says: its figures, quotes and sources in words, without the layout.
fn meaning(analysis: &Analysis) -> Vec<String> {
    let facts = &analysis.facts;
    let words =
        |range: TextRange| facts.words(range).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut meaning = Vec::new();
    for article in &facts.articles {
        let headline = article.headline.as_ref().map(|headline| words(headline.range));
        meaning.push(format!("article {headline:?}"));
        let figures = article.figures.iter();
        meaning
            .extend(figures.map(|it| format!("{} {:?} {}", words(it.range), it.role, it.strict())));
        let quotes = article.quotes.iter();
        let speaker = |it: &newsmark_semantic::facts::Quote| {
            it.speaker.as_ref().and_then(|speaker| speaker.name.clone())
        };
        meaning.extend(quotes.map(|it| format!("{} by {:?}", words(it.range), speaker(it))));
    }
    let mut sources: Vec<String> = facts.sources.iter().map(|it| words(it.range)).collect();
    sources.sort();
    meaning.extend(sources);
    meaning
}

fn all_of(text: &str) -> TextRange {
    TextRange::up_to(TextSize::of(text))
}

#[test]
fn tidying_twice_is_tidying_once_and_changes_no_meaning() {
    let mut n_tidied = 0;
    for text in corpus::texts() {
        let analysis = read(&text);
        let once = edited(&text, &features::format(&analysis, all_of(&text)));
        let after = read(&once);
        let twice = edited(&once, &features::format(&after, all_of(&once)));
        assert_eq!(once, twice, "tidying twice");
        assert_eq!(meaning(&analysis), meaning(&after), "{text}\n-- tidied:\n{once}");
        n_tidied += usize::from(once != text);
    }
    assert!(n_tidied > 0);
}

#[test]
fn what_is_kept_silent_is_silent() {
    let mut n_kept = 0;
    for text in corpus::texts() {
        let analysis = read(&text);
        for finding in analysis.findings.iter().take(2) {
            let n_before = analysis.findings.iter().filter(|it| it.rule == finding.rule).count();
            for action in features::actions(&analysis, finding.range) {
                let own = action.finding.and_then(|id| analysis.findings.get(id));
                if action.kind == ActionKind::Silence && own == Some(finding) {
                    let after = edited(&text, &action.edits);
                    let found = read(&after).findings;
                    let n_after = found.iter().filter(|it| it.rule == finding.rule).count();
                    assert!(n_after < n_before, "{}: {}\n{after}", finding.rule, action.title);
                    n_kept += 1;
                }
            }
        }
    }
    assert!(n_kept > 0);
}

#[test]
fn markup_that_is_offered_raises_no_alarm() {
    let mut n_named = 0;
    for text in corpus::articles() {
        let analysis = read(&text);
        let figures = analysis.facts.articles.iter().flat_map(|article| &article.figures);
        for figure in figures.take(20) {
            for action in features::actions(&analysis, TextRange::empty(figure.range.start())) {
                if action.kind != ActionKind::Markup || action.title.contains("a new source") {
                    continue;
                }
                let after = edited(&text, &action.edits);
                let found = read(&after).findings;
                let rule = |it: &newsmark_semantic::Finding| it.rule;
                let before: Vec<&str> = analysis.findings.iter().map(rule).collect();
                let new: Vec<&str> =
                    found.iter().map(rule).filter(|it| !before.contains(it)).collect();
                assert_eq!(new, [""; 0], "{}\n{after}", action.title);
                n_named += 1;
            }
        }
    }
    assert!(n_named > 20, "only {n_named}");
}

#[test]
fn everything_can_be_asked_everywhere() {
    for text in corpus::texts() {
        let analysis = read(&text);
        let is_sound = |range: TextRange| text.get(std::ops::Range::<usize>::from(range)).is_some();
        for offset in (0..=text.len()).step_by(23) {
            let offset = TextSize::new(text.floor_char_boundary(offset) as u32);
            let mut ranges = features::selections(&analysis, offset);
            ranges.extend(features::linked_ranges(&analysis, offset));
            ranges.extend(features::highlights(&analysis, offset).iter().map(|it| it.range));
            ranges.extend(features::complete(&analysis, offset).iter().map(|it| it.range));
            ranges.extend(features::prepare_rename(&analysis, offset));
            if let Some(definition) = features::definition(&analysis, offset) {
                ranges.push(definition.origin);
                ranges.extend(definition.targets.iter().flat_map(|&(name, whole)| [name, whole]));
            }
            if let Ok(Some(edits)) = features::rename(&analysis, offset, "Nora Quist") {
                edited(&text, &edits);
            }
            for action in features::actions(&analysis, TextRange::empty(offset)) {
                edited(&text, &action.edits);
            }
            assert!(ranges.into_iter().all(is_sound), "{offset:?} in {text}");
        }
        let mut ranges: Vec<TextRange> =
            features::folds(&analysis).iter().map(|it| it.range).collect();
        ranges.extend(features::links(&analysis).iter().map(|it| it.range));
        ranges.extend(features::lenses(&analysis).iter().map(|it| it.range));
        ranges.extend(features::shared_names(&analysis).iter().map(|it| it.range));
        assert!(ranges.into_iter().all(is_sound), "{text}");
        let inlays = features::inlays(&analysis, all_of(&text));
        assert!(inlays.iter().all(|inlay| is_sound(TextRange::empty(inlay.place))));
        let tokens = features::semantic_tokens(&analysis);
        assert!(tokens.windows(2).all(|pair| pair[0].range.end() <= pair[1].range.start()));
        assert!(tokens.iter().all(|token| is_sound(token.range) && !token.range.is_empty()));
        features::fix_all(&analysis).iter().for_each(|it| drop(edited(&text, &it.edits)));
    }
}
