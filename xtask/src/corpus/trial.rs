//! One document through the generator, in a thread of its own: a panic or an endless loop is a result
//! like any other, and the next document is tried all the same.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use generator::diagnostics::{Diagnostic, Severity};
use generator::document::Source;
use generator::{FileTree, Generated, Input, Package};

/// How long one document may take. The largest of the directory has 47 MB.
const LIMIT: Duration = Duration::from_secs(60);

/// What became of a document.
#[derive(Debug)]
pub(crate) struct Trial {
    pub(crate) name: String,
    pub(crate) outcome: Outcome,
    pub(crate) time: Duration,
}

/// How a document ended.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// A crate.
    Made {
        krate: String,
        files: FileTree,
        operations: usize,
        warnings: Vec<Diagnostic>,
    },
    /// Diagnostics, at least one of them an error.
    Refused(Vec<Diagnostic>),
    /// Nothing within the limit.
    Endless,
    /// A panic, with its message.
    Panic(String),
}

impl Outcome {
    /// Whether the document is one of another protocol or provider, which the generator says.
    pub(crate) fn is_other(&self) -> Option<&Diagnostic> {
        const OTHERS: &[&str] = &[
            "unsupported-protocol",
            "not-an-aws-document",
            "swagger-2",
            "openapi-version",
            "not-openapi",
        ];
        match self {
            Self::Refused(found) => found
                .iter()
                .find(|one| OTHERS.contains(&one.code) && one.severity == Severity::Error),
            _ => None,
        }
    }
}

/// Tries a document.
pub(crate) fn run(name: String, document: Source, package: Package) -> Trial {
    let input = Input {
        document,
        overlays: Vec::new(),
    };
    let (sender, receiver) = mpsc::channel();
    let start = Instant::now();
    // The stack of a main thread, so that what holds here holds for the command.
    let spawned = thread::Builder::new().stack_size(8 << 20).spawn(move || {
        let made = guarded(|| generator::generate_crate(&input, &package));
        let time = start.elapsed();
        // Nobody listens any more when the limit has passed.
        let _ = sender.send((made, time));
    });
    let received = spawned.ok().and_then(|_| receiver.recv_timeout(LIMIT).ok());
    let (outcome, time) = match received {
        Some((Ok(Ok(generated)), time)) => (made(generated), time),
        Some((Ok(Err(found)), time)) => (Outcome::Refused(found), time),
        Some((Err(message), time)) => (Outcome::Panic(message), time),
        None => (Outcome::Endless, start.elapsed()),
    };
    Trial {
        name,
        outcome,
        time,
    }
}

fn made(generated: Generated) -> Outcome {
    Outcome::Made {
        krate: generated.name.unwrap_or_default(),
        files: generated.files,
        operations: generated.operations,
        warnings: generated.diagnostics,
    }
}

/// The result of some work, or the message of its panic.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
        text.unwrap_or("a panic without a message").to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_result() {
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(
            guarded(|| -> u8 { panic!("at {}", 2) }),
            Err("at 2".to_owned())
        );
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let document = Source {
            name: "a.json".to_owned(),
            text: "[]".to_owned(),
        };
        let package = Package {
            name: None,
            runtime: "runtime".to_owned(),
        };
        let trial = run("a".to_owned(), document, package);
        assert!(
            matches!(&trial.outcome, Outcome::Refused(found) if found[0].code == "not-an-object")
        );
        assert!(trial.outcome.is_other().is_none());
    }
}
