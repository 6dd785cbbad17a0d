//! Many damaged documents through the generator: none may make it panic or go on for ever, and what
//! it says of each must point at something that is there.

mod judge;
mod mutate;
mod originals;
mod tally;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::bar;
use super::directory::Directory;
use super::table::time;
use super::trial::guarded;
use crate::files;
use crate::report::{BAD, Failure, Report};
use crate::repository::Repository;
use judge::{Outcome, attempt};
use originals::{Original, damaged, originals};
use tally::Tally;

/// How long nothing may happen before that is a result too.
const LIMIT: Duration = Duration::from_secs(60);

/// Tries that many mutants, the first of them with `seed`, on every core.
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
            let busy = busy.iter().map(|seed| seed.load(Ordering::Relaxed));
            let seeds: Vec<_> = busy
                .filter(|seed| *seed != u64::MAX)
                .map(|seed| {
                    let _ = keep(repository, &originals, seed);
                    seed.to_string()
                })
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
        keep(repository, &originals, fault.seed)?;
    }
    Ok(tally.report(mutants, originals.len(), start.elapsed()))
}

/// Leaves the mutant where it can be looked at.
fn keep(repository: &Repository, originals: &[Original], seed: u64) -> Result<(), Failure> {
    let (_, value) = damaged(originals, seed);
    let folder = repository.root().join("target/corpus/mutants");
    let path = folder.join(format!("{seed}.json"));
    files::update(&path, format!("{value:#}\n").as_bytes()).map(drop)
}
