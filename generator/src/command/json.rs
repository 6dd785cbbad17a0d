//! The report for machines. Its shape is described in the help of the command.

use generator::diagnostics::{Diagnostic, Severity};
use generator::loss::{Loss, Use};
use generator::source::SourcePosition;
use serde_json::{Value, json};

/// The version of the shape.
const VERSION: u32 = 1;

/// A crate that was written.
pub(super) struct Krate<'a> {
    pub(super) name: &'a str,
    pub(super) folder: &'a str,
    pub(super) files: usize,
    pub(super) operations: usize,
}

/// The one object, with its line end.
pub(super) fn report(krate: Option<&Krate<'_>>, diagnostics: &[Diagnostic], loss: &Loss) -> String {
    let krate = krate.map(|krate| {
        json!({"name": krate.name, "folder": krate.folder, "files": krate.files, "operations": krate.operations})
    });
    let ok = diagnostics
        .iter()
        .all(|one| one.severity != Severity::Error);
    let report = json!({
        "version": VERSION,
        "ok": ok,
        "crate": krate,
        "diagnostics": diagnostics.iter().map(diagnostic).collect::<Vec<_>>(),
        "loss": loss.entries.iter().map(entry).collect::<Vec<_>>(),
    });
    format!("{report:#}\n")
}

fn diagnostic(one: &Diagnostic) -> Value {
    let place = |place: &SourcePosition| json!({"file": place.file, "line": place.line, "column": place.column});
    json!({
        "severity": one.severity.to_string(),
        "code": one.code,
        "pointer": one.pointer.as_ref().map(ToString::to_string),
        "place": one.position.as_ref().map(place),
        "found": one.found,
        "expected": one.expected,
        "remedy": one.remedy,
    })
}

fn entry(entry: &generator::loss::Entry) -> Value {
    let (word, why) = match entry.fate {
        Use::Used => ("used", None),
        Use::Documented => ("documented", None),
        Use::Ignored(why) => ("ignored", Some(why)),
        Use::Spare(why) => ("spare", Some(why)),
    };
    json!({
        "part": entry.part,
        "keyword": entry.keyword,
        "use": word,
        "why": why,
        "count": entry.count,
        "example": entry.example.to_string(),
    })
}
