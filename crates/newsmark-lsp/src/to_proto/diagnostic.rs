//! Findings as diagnostics.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use newsmark_semantic::{Finding, Severity, checks};
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticReport, FullDocumentDiagnosticReport, NumberOrString,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Url,
};

use crate::view::View;

/// The name under which an editor shows our findings.
pub(crate) const SOURCE: &str = "newsmark";

/// The page on which every rule has a heading of its name.
const RULES: &str = "https://github.com/newsmark/newsmark/blob/main/docs/rules.md";

/// All findings.
pub(crate) fn diagnostics(view: &View<'_>) -> Vec<Diagnostic> {
    view.analysis.findings.iter().map(|finding| diagnostic(view, finding)).collect()
}

/// All findings for a client that asks for them, with what other articles make of its names, or word that
/// nothing has changed since it last asked.
pub(crate) fn report(
    view: &View<'_>,
    remarks: Vec<Diagnostic>,
    before: Option<&str>,
) -> DocumentDiagnosticReport {
    let result_id = result_id(view.document.stamp, &remarks);
    if before == Some(result_id.as_str()) {
        return DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        });
    }
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(result_id),
            items: diagnostics(view).into_iter().chain(remarks).collect(),
        },
    })
}

/// A name for what is said of one reading of a text.
pub(crate) fn result_id(stamp: u64, remarks: &[Diagnostic]) -> String {
    if remarks.is_empty() {
        return stamp.to_string();
    }
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(remarks).unwrap_or_default().hash(&mut hasher);
    format!("{stamp}.{:x}", hasher.finish())
}

/// One finding.
pub(crate) fn diagnostic(view: &View<'_>, finding: &Finding) -> Diagnostic {
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: view.location(related.range),
        message: related.message.to_string(),
    });
    let shows_related = view.abilities.related_information && !finding.related.is_empty();
    Diagnostic {
        range: view.range(finding.range),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: view
            .abilities
            .code_description
            .then(|| description(finding.rule))
            .flatten(),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: shows_related.then(|| related.collect()),
        tags: (view.abilities.tags && is_unnecessary(finding.rule))
            .then(|| vec![DiagnosticTag::UNNECESSARY]),
        ..Diagnostic::default()
    }
}

/// Where the manual page of a rule is.
pub(crate) fn description(rule: &str) -> Option<CodeDescription> {
    // Making an address takes longer than finding what is wrong with a sentence.
    static PAGES: LazyLock<HashMap<&str, Url>> = LazyLock::new(|| {
        let page = |rule| Url::parse(&format!("{RULES}#{rule}")).ok();
        checks::all().iter().filter_map(|check| Some((check.code, page(check.code)?))).collect()
    });
    PAGES.get(rule).cloned().map(|href| CodeDescription { href })
}

/// Whether what a rule finds does nothing where it stands, and may be shown faded.
pub(super) fn is_unnecessary(rule: &str) -> bool {
    rule.starts_with("unused-")
}

/// How loudly a finding is shown.
pub(crate) fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Hint => DiagnosticSeverity::HINT,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    }
}
