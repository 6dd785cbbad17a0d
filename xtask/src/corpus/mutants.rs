//! Many damaged documents through the generator: none may make it panic or go on for ever, and what
//! it says of each must point at something that is there.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use generator::Input;
use generator::diagnostics::Diagnostic;
use generator::document::{Pointer, Source};
use serde_json::Value;

use super::bar;
use super::directory::Directory;
use super::mutate::{Random, mutant, places};
use super::table::{number, time};
use super::trial::guarded;
use crate::failure::Failure;
use crate::report::{BAD, GOOD, Report, Status, count};
use crate::repository::Repository;

/// Documents up to this size are damaged: larger ones have more of the same and take their time.
const LARGEST: usize = 60_000;

/// How long nothing may happen before that is a result too.
const LIMIT: Duration = Duration::from_secs(60);

/// A document to damage.
struct Original {
    name: String,
    value: Value,
    places: Vec<Pointer>,
}

/// What one mutant did wrong.
struct Fault {
    seed: u64,
    name: String,
    what: String,
}

/// What became of the mutants.
#[derive(Default)]
struct Tally {
    made: usize,
    refused: BTreeMap<&'static str, usize>,
    faults: Vec<Fault>,
}

/// Tries that many mutants, the first of them with `seed`; two threads, because they are many.
pub(super) fn run(
    repository: &Repository,
    directory: &Directory,
    mutants: u64,
    seed: u64,
) -> Result<Report, Failure> {
    let originals = originals(directory)?;
    let start = Instant::now();
    let bar = bar(usize::try_from(mutants).unwrap_or(usize::MAX));
    let next = AtomicU64::new(seed);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let busy: Vec<AtomicU64> = (0..threads).map(|_| AtomicU64::new(u64::MAX)).collect();
    let (sender, receiver) = mpsc::channel::<(u64, Result<Outcome, String>)>();
    let mut tally = Tally::default();
    let mut lost = false;
    std::panic::set_hook(Box::new(|_| {}));
    thread::scope(|scope| {
        for busy in &busy {
            let (sender, originals, next) = (sender.clone(), &originals, &next);
            let work = move || {
                loop {
                    let seed_of_mutant = next.fetch_add(1, Ordering::Relaxed);
                    if seed_of_mutant >= seed + mutants {
                        break;
                    }
                    busy.store(seed_of_mutant, Ordering::Relaxed);
                    let outcome = guarded(|| attempt(originals, seed_of_mutant));
                    if sender.send((seed_of_mutant, outcome)).is_err() {
                        break;
                    }
                }
                busy.store(u64::MAX, Ordering::Relaxed);
            };
            // The stack of a main thread, so that what holds here holds for the command.
            let _ = thread::Builder::new()
                .stack_size(8 << 20)
                .spawn_scoped(scope, work);
        }
        drop(sender);
        for _ in 0..mutants {
            match receiver.recv_timeout(LIMIT) {
                Ok((seed, outcome)) => tally.add(seed, outcome, &originals),
                Err(_) => {
                    lost = true;
                    break;
                }
            }
            bar.inc(1);
        }
        drop(receiver);
        if lost {
            // A thread that never ends would keep this one waiting as well.
            for seed in busy.iter().map(|seed| seed.load(Ordering::Relaxed)) {
                let (name, what) = (String::new(), String::new());
                let _ = keep(repository, &originals, &Fault { seed, name, what });
            }
            let busy = busy.iter().map(|seed| seed.load(Ordering::Relaxed));
            let seeds: Vec<_> = busy
                .filter(|seed| *seed != u64::MAX)
                .map(|seed| seed.to_string())
                .collect();
            anstream::eprintln!(
                "{BAD}no answer for {}{BAD:#}: seed {} does not end",
                time(LIMIT),
                seeds.join(" or ")
            );
            std::process::exit(1);
        }
    });
    let _ = std::panic::take_hook();
    bar.finish_and_clear();
    for fault in &tally.faults {
        keep(repository, &originals, fault)?;
    }
    Ok(tally.report(mutants, originals.len(), start.elapsed()))
}

fn originals(directory: &Directory) -> Result<Vec<Original>, Failure> {
    let mut originals = Vec::new();
    for path in directory.aws()? {
        let text = fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
        if text.len() > LARGEST
            || text.contains("X-Amz-Target")
            || text.contains("text/xml")
            || text.contains("#Action=")
        {
            continue;
        }
        let value: Value = serde_json::from_str(&text)
            .map_err(|error| Failure::new(format!("{} is not JSON: {error}", path.display())))?;
        originals.push(Original {
            name: directory.name(&path),
            places: places(&value),
            value,
        });
    }
    match originals.is_empty() {
        true => Err(Failure::new(
            "the directory has no small rest-json document",
        )),
        false => Ok(originals),
    }
}

/// What the generator made of a mutant.
enum Outcome {
    Made,
    Refused(Vec<&'static str>),
    Fault(String),
}

fn damaged(originals: &[Original], seed: u64) -> (&Original, Value) {
    let mut random = Random::new(seed);
    let original = &originals[random.below(originals.len())];
    (
        original,
        mutant(&original.value, &original.places, &mut random),
    )
}

fn attempt(originals: &[Original], seed: u64) -> Outcome {
    let (_, value) = damaged(originals, seed);
    let document = Source {
        name: "mutant.json".to_owned(),
        text: value.to_string(),
    };
    let input = Input {
        document,
        overlays: Vec::new(),
    };
    // The report on losses walks every mutant too.
    let checked = generator::check(&input, true);
    let errors = checked
        .diagnostics
        .iter()
        .any(|one| one.code != "ignored-keyword" && is_error(one));
    if let Some(what) = checked
        .diagnostics
        .iter()
        .find_map(|one| wrong(one, &value))
    {
        return Outcome::Fault(what);
    }
    match errors {
        false => Outcome::Made,
        true => {
            let mut codes: Vec<_> = checked.diagnostics.iter().map(|one| one.code).collect();
            codes.sort();
            codes.dedup();
            Outcome::Refused(codes)
        }
    }
}

fn is_error(one: &Diagnostic) -> bool {
    one.severity == generator::diagnostics::Severity::Error
}

/// What is wrong with a diagnostic itself.
fn wrong(one: &Diagnostic, document: &Value) -> Option<String> {
    if one.code == "generator-defect" {
        return Some(format!("a defect: {}", one.found));
    }
    if let Some(pointer) = one
        .pointer
        .as_ref()
        .filter(|pointer| pointer.resolve(document).is_none())
    {
        return Some(format!("{} points to nothing: {pointer}", one.code));
    }
    if one.pointer.is_some() && one.place.is_none() {
        return Some(format!("{} has no place", one.code));
    }
    let empty = one.found.is_empty() || one.expected.is_empty() || one.remedy.is_empty();
    empty.then(|| format!("{} does not say all", one.code))
}

impl Tally {
    fn add(&mut self, seed: u64, outcome: Result<Outcome, String>, originals: &[Original]) {
        let what = match outcome {
            Ok(Outcome::Made) => {
                self.made += 1;
                return;
            }
            Ok(Outcome::Refused(codes)) => {
                for code in codes {
                    *self.refused.entry(code).or_default() += 1;
                }
                return;
            }
            Ok(Outcome::Fault(what)) => what,
            Err(panic) => format!("panic: {panic}"),
        };
        let name = damaged(originals, seed).0.name.clone();
        self.faults.push(Fault { seed, name, what });
    }

    fn report(&self, mutants: u64, originals: usize, taken: Duration) -> Report {
        let mut text = String::new();
        for (code, times) in &self.refused {
            let _ = writeln!(text, "{:>9}  {code}", number(*times));
        }
        let mut kinds: BTreeMap<String, Vec<&Fault>> = BTreeMap::new();
        for fault in &self.faults {
            let kind: String = fault.what.chars().take(80).collect();
            kinds.entry(kind).or_default().push(fault);
        }
        for faults in kinds.values() {
            let first = faults[0];
            let _ = writeln!(
                text,
                "{BAD}{}{BAD:#}: {} (the first: seed {}, {})",
                count(faults.len(), "fault"),
                first.what,
                first.seed,
                first.name
            );
        }
        let style = if self.faults.is_empty() { GOOD } else { BAD };
        let _ = writeln!(
            text,
            "{style}{} mutants of {originals} documents{style:#} in {}: {} crates, {} refused, {} faults",
            number(usize::try_from(mutants).unwrap_or(usize::MAX)),
            time(taken),
            number(self.made),
            number(usize::try_from(mutants).unwrap_or(usize::MAX) - self.made - self.faults.len()),
            self.faults.len()
        );
        let status = if self.faults.is_empty() {
            Status::Clean
        } else {
            Status::Drift
        };
        Report {
            text,
            status,
            warnings: String::new(),
        }
    }
}

/// Leaves the mutant where it can be looked at.
fn keep(repository: &Repository, originals: &[Original], fault: &Fault) -> Result<(), Failure> {
    let (_, value) = damaged(originals, fault.seed);
    let path = repository
        .root()
        .join("target/corpus/mutants")
        .join(format!("{}.json", fault.seed));
    crate::files::update(&path, format!("{value:#}\n").as_bytes()).map(drop)
}
