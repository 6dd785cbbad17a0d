//! Generates from one document. A panic or an endless loop is a result, so that the others are tried.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use generator::diagnostics::{Diagnostic, Severity};
use generator::document::Source;
use generator::loss::Loss;
use generator::render;
use generator::{FileTree, Generated, Input, Package};

/// The time limit of one document. The largest of the directory has 47 MB.
const LIMIT: Duration = Duration::from_secs(300);

/// The codes of diagnostics about documents of another protocol or provider.
const OTHERS: &[&str] = &["unsupported-protocol", "swagger-2", "openapi-version", "not-openapi"];

/// The result of one document.
#[derive(Debug)]
pub(super) struct Trial {
    pub(super) name: String,
    /// The crate's name and figures, if there is one.
    pub(super) krate: String,
    pub(super) operations: usize,
    pub(super) files: usize,
    pub(super) lines: usize,
    pub(super) time: Duration,
    pub(super) end: End,
    /// The codes of the diagnostics, counted: `2 unknown-keyword, 1 unsigned-scheme`.
    pub(super) codes: String,
    /// Whether the document must give a crate, by rules that share no code with the generator.
    pub(super) is_required: bool,
    /// Keywords that the loss report does not know.
    pub(super) unknown: Vec<String>,
}

/// The outcome of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    Generated,
    /// A document of another protocol or provider, with the diagnostic.
    Other(String),
    /// Rejected with diagnostics.
    Rejected,
    /// A panic, or no result within the limit.
    Failed(String),
}

impl Trial {
    /// Whether the outcome is as required.
    pub(super) fn is_correct(&self) -> bool {
        match self.end {
            End::Generated => true,
            End::Other(_) | End::Rejected => !self.is_required,
            End::Failed(_) => false,
        }
    }
}

/// Generates a crate from a document.
pub(super) fn run(
    name: String,
    text: String,
    is_of_aws: bool,
    is_required: bool,
    package: Package,
) -> (Trial, FileTree) {
    let mut trial = Trial {
        unknown: if is_of_aws && is_required { unknown_keywords(&text) } else { Vec::new() },
        krate: String::new(),
        operations: 0,
        files: 0,
        lines: 0,
        time: Duration::ZERO,
        end: End::Rejected,
        codes: String::new(),
        is_required,
        name,
    };
    let document = Source { name: format!("{}.json", trial.name), text: text.into() };
    let input = Input::of(document);
    let start = Instant::now();
    let generated = limited(move || generator::generate_crate(&input, &package));
    trial.time = start.elapsed();
    let mut files = FileTree::default();
    match generated.and_then(verified) {
        Ok(Ok(generated)) => {
            let Generated { diagnostics, operations, name, .. } = generated;
            files = generated.files;
            trial.end = End::Generated;
            trial.krate = name.unwrap_or_default();
            trial.operations = operations;
            trial.files = files.len();
            trial.lines = files.iter().map(|(_, text)| text.lines().count()).sum();
            trial.codes = codes(&diagnostics);
        }
        Ok(Err(found)) => {
            trial.codes = codes(&found);
            let mut errors = found.iter().filter(|one| one.severity == Severity::Error);
            if let Some(one) = errors.find(|one| OTHERS.contains(&one.code)) {
                trial.end = End::Other(format!("{}: {}", one.code, one.found));
            }
        }
        Err(failure) => trial.end = End::Failed(failure),
    }
    (trial, files)
}

/// An error if a generated file is not Rust.
fn verified<E>(generated: Result<Generated, E>) -> Result<Result<Generated, E>, String> {
    let defect = generated.as_ref().ok().and_then(|it| render::verify(&it.files).err());
    defect.map_or(Ok(generated), |defect| Err(defect.to_string()))
}

/// The result of some work in a thread with the stack of a main thread; an error for a panic or when
/// the time limit has passed.
fn limited<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
    let (sender, receiver) = mpsc::channel();
    let spawned = thread::Builder::new().stack_size(8 << 20).spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
            let message = payload.downcast_ref::<String>().map(String::as_str);
            let message = message.or_else(|| payload.downcast_ref::<&str>().copied());
            format!("panic: {}", message.unwrap_or_default())
        });
        // The receiver is gone when the limit has passed.
        let _ = sender.send(result);
    });
    spawned.map_err(|error| error.to_string())?;
    let received = receiver.recv_timeout(LIMIT);
    received.unwrap_or_else(|_| Err(format!("no result within {} s", LIMIT.as_secs())))
}

fn unknown_keywords(text: &str) -> Vec<String> {
    let document = serde_json::from_str(text).unwrap_or_default();
    let entries = Loss::of(&document).entries;
    let unknown = entries.iter().filter(|entry| !entry.is_known());
    unknown.map(|entry| format!("`{}` in a {}", entry.keyword, entry.part)).collect()
}

fn codes(found: &[Diagnostic]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for one in found {
        match counts.iter_mut().find(|(code, _)| *code == one.code) {
            Some((_, count)) => *count += 1,
            None => counts.push((one.code, 1)),
        }
    }
    let counts = counts.iter().map(|(code, count)| format!("{count} {code}"));
    counts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::directory::has_json_protocol;
    use super::*;

    fn trial(text: &str, is_required: bool) -> Trial {
        let package = Package::new(None, "runtime");
        run("a".to_owned(), text.to_owned(), true, is_required, package).0
    }

    #[test]
    fn a_panic_is_an_error() {
        assert_eq!(limited(|| 1), Ok(1));
        assert_eq!(limited(|| -> u8 { panic!("at {}", 2) }), Err("panic: at 2".to_owned()));
    }

    #[test]
    fn documents_of_aws_with_a_json_protocol_must_give_a_crate() {
        let rejected = trial("[]", true);
        assert_eq!((&rejected.end, &*rejected.codes), (&End::Rejected, "1 not-an-object"));
        assert!(!rejected.is_correct());
        assert!(trial("[]", false).is_correct());
        let text = r#"{"swagger": "2.0", "path": "/#Action=Get"}"#;
        assert!(!has_json_protocol(text));
        let other = trial(text, false);
        assert!(matches!(&other.end, End::Other(what) if what.starts_with("swagger-2: ")));
        assert!(other.is_correct());
    }

    #[test]
    fn unknown_keywords_are_listed() {
        let trial = trial(r#"{"info": {"title": "A", "x-novel": 1}}"#, true);
        assert_eq!(trial.unknown, ["`x-novel` in a info"]);
    }
}
