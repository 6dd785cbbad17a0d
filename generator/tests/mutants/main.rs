//! Damaged documents: the generator must neither panic nor loop, and every diagnostic must be complete
//! and point at something that exists.
//!
//! The documents are the committed ones and, where `cargo xtask corpus` has downloaded it, the small
//! rest-json documents of the APIs.guru directory. `PROPTEST_CASES` sets the number of mutants; a long run is
//!
//! ```sh
//! PROPTEST_CASES=100000 cargo test --release --package generator --test mutants
//! ```
//!
//! `tests/tests/builds/mutants.rs` compiles mutants that the generator accepts.

mod damage;

use std::sync::mpsc;
use std::time::Duration;
use std::{panic, thread};

use generator::Input;
use generator::diagnostics::Diagnostic;
use generator::document::Source;
use proptest::prelude::*;

/// The time limit of one mutant.
const LIMIT: Duration = Duration::from_secs(60);

/// The diagnostics of a document, loss report included.
fn diagnostics(text: String) -> Vec<Diagnostic> {
    let document = Source { name: "mutant.json".to_owned(), text: text.into() };
    let input = Input::of(document);
    let (sender, receiver) = mpsc::channel();
    // The stack of a main thread, so that the result holds for the command.
    let thread = thread::Builder::new().stack_size(8 << 20);
    let thread = thread.spawn(move || sender.send(generator::check(&input, true).diagnostics));
    let thread = thread.expect("a thread starts");
    match receiver.recv_timeout(LIMIT) {
        Ok(found) => found,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("no result within {} s", LIMIT.as_secs()),
        Err(mpsc::RecvTimeoutError::Disconnected) => match thread.join() {
            Err(payload) => panic::resume_unwind(payload),
            Ok(_) => unreachable!("the thread sends or panics"),
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_documents_are_generated_or_rejected_with_complete_diagnostics(choice in damage::choice()) {
        let damage::Mutant { value: mutant, context } = damage::mutant(&choice);
        let found = panic::catch_unwind(|| diagnostics(mutant.to_string()));
        let found = found.map_err(|_| TestCaseError::fail(format!("panic: {context}")))?;
        for one in found {
            prop_assert_ne!(one.code, "generator-defect", "{}: {}", one.found, context);
            if let Some(pointer) = &one.pointer {
                prop_assert!(pointer.resolve(&mutant).is_some(), "{} at {pointer}: {context}", one.code);
                prop_assert!(one.position.is_some(), "{} has no position: {context}", one.code);
            }
            let is_complete = !one.found.is_empty() && !one.expected.is_empty() && !one.remedy.is_empty();
            prop_assert!(is_complete, "{} is incomplete: {context}", one.code);
        }
    }
}
