//! Damaged documents that the generator accepts: every crate compiles without a warning.
//!
//! `MUTANTS` sets the number of crates, 20 by default; a long run is
//!
//! ```sh
//! MUTANTS=500 cargo test --workspace --test builds -- mutants
//! ```

use std::env;

use generator::document::Source;
use generator::{FileTree, Input};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::{generate, run_cargo, write_workspace};

#[path = "../../../generator/tests/mutants/damage.rs"]
mod damage;

/// The number of crates that are compiled at once.
const BATCH: usize = 25;

/// The crate of a mutant, if the generator accepts it.
fn accepted(mutant: &damage::Mutant, name: &str) -> Option<FileTree> {
    let document = Source { name: "mutant.json".to_owned(), text: mutant.value.to_string().into() };
    let input = Input::of(document);
    let mut files = generate(&input, name).ok()?.files;
    generator::rustfmt::format(&mut files)
        .unwrap_or_else(|error| panic!("{}: {error}", mutant.context));
    Some(files)
}

#[test]
fn mutants_that_are_accepted_compile() {
    let count = env::var("MUTANTS").map_or(20, |count| count.parse().expect("MUTANTS is a number"));
    let seed =
        env::var("MUTANTS_SEED").map_or(0, |seed| seed.parse().expect("MUTANTS_SEED is a number"));
    let config = Config { rng_seed: RngSeed::Fixed(seed), ..Config::default() };
    let mut runner = TestRunner::new(config);
    let choices = damage::choice();
    let mut compiled = 0;
    while compiled < count {
        let mut crates = Vec::new();
        while crates.len() < BATCH.min(count - compiled) {
            let choice =
                choices.new_tree(&mut runner).expect("a choice has no conditions").current();
            let mutant = damage::mutant(&choice);
            let name = format!("mutant-{}", crates.len());
            if let Some(files) = accepted(&mutant, &name) {
                println!("{name}: {}", mutant.context);
                crates.push((name, files));
            }
        }
        let folder = write_workspace("mutants", &crates);
        run_cargo(&folder, &["check", "--keep-going"]);
        compiled += crates.len();
    }
}
