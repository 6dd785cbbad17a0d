//! `--time`: the time and the memory of the generator, compared with its goals.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use cpu_time::ThreadTime;
use generator::document::Source;
use generator::{Input, Package};

use super::directory::Directory;
use crate::report::{BAD, Failure, GOOD, NOTE, Report, Table, time};

/// Documents with a separate goal: the name, the number of runs, and the limit.
const GOALS: [(&str, usize, Duration); 2] = [
    ("ivs-realtime", 40, Duration::from_millis(50)),
    ("quicksight", 10, Duration::from_millis(500)),
];

/// The limit of all documents together.
const ALL: Duration = Duration::from_secs(20);

/// The limit of the peak memory, in MiB.
const MEMORY: u64 = 300;

/// The limit of the ratio between the greatest and the least time per byte, over groups of documents
/// of similar size. Linear time gives 1.
const GROWTH: f64 = 2.0;

/// One run of the generator on one document.
struct Run {
    time: Duration,
    bytes: usize,
    is_generated: bool,
}

/// Measures the time of this thread on a core: reading the file included, writing excluded.
pub(super) fn measure(directory: &Directory) -> Result<Report, Failure> {
    let paths = directory.aws()?;
    let mut table = Table::new(&["what", "measured", "limit", ""]);
    let mut is_clean = true;
    let mut row = |what: &str, measured: String, limit: String, is_met: bool| {
        is_clean &= is_met;
        let result = match is_met {
            true => format!("{GOOD}met{GOOD:#}"),
            false => format!("{BAD}missed{BAD:#}"),
        };
        table.row(vec![what.to_owned(), measured, limit, result]);
    };
    for (name, runs, limit) in GOALS {
        let path = paths.iter().find(|path| directory.name(path) == name);
        let path = path.ok_or_else(|| Failure::new(format!("no document {name}")))?;
        let runs: Result<Vec<_>, _> = (0..runs).map(|_| run(path)).collect();
        let mut times: Vec<_> = runs?.iter().map(|run| run.time).collect();
        times.sort();
        let median = times[times.len() / 2];
        row(name, time(median), time(limit), median <= limit);
    }
    let mut runs = paths.iter().map(|path| run(path)).collect::<Result<Vec<_>, _>>()?;
    // Documents of other protocols are rejected early.
    runs.retain(|run| run.is_generated);
    let all = runs.iter().map(|run| run.time).sum();
    row("all documents with a JSON protocol", time(all), time(ALL), all <= ALL);
    if let Some(peak) = peak_memory() {
        let (measured, limit) = (format!("{peak} MiB"), format!("{MEMORY} MiB"));
        row("peak memory", measured, limit, peak <= MEMORY);
    }
    let growth = growth(&runs);
    let (measured, limit) = (format!("{growth:.1}"), format!("{GROWTH:.1}"));
    row("growth of the time per byte", measured, limit, growth <= GROWTH);
    let mut text = format!("{}\n{} crates\n", table.print(), runs.len());
    if cfg!(debug_assertions) {
        text += &format!(
            "{NOTE}this is a debug build{NOTE:#}: measure with `cargo run --release -p xtask -- corpus --time`\n"
        );
    }
    Ok(Report::new(text, is_clean))
}

/// The peak memory of this process in MiB, on Linux.
pub(super) fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024)
}

fn run(path: &Path) -> Result<Run, Failure> {
    let start = ThreadTime::now();
    let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    let bytes = text.len();
    let name = path.display().to_string();
    let input = Input::of(Source { name, text: text.into() });
    let package = Package::new(None, "runtime");
    let generated = generator::generate_crate(&input, &package);
    Ok(Run { time: start.elapsed(), bytes, is_generated: generated.is_ok() })
}

/// The greatest time per byte divided by the least, over groups of up to twice the size of the group
/// before. Groups even out documents with much prose or many enums.
fn growth(runs: &[Run]) -> f64 {
    let mut groups: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for run in runs {
        // Below 32 KiB the time of the files that every crate has dominates.
        let group = run.bytes.next_power_of_two().max(32 * 1024);
        let (seconds, bytes) = groups.entry(group).or_default();
        *seconds += run.time.as_secs_f64();
        *bytes += run.bytes as f64;
    }
    let costs = groups.values().map(|(seconds, bytes)| seconds / bytes);
    let greatest = costs.clone().fold(0.0, f64::max);
    greatest / costs.fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_compares_the_time_per_byte_of_groups() {
        let runs = [(20, 10), (100, 50), (1000, 500)];
        let of = |power: i32| {
            growth(&runs.map(|(kib, millis): (usize, u64)| Run {
                time: Duration::from_millis(millis.pow(power.unsigned_abs())),
                bytes: kib * 1024,
                is_generated: true,
            }))
        };
        assert!((of(1) - 1.0).abs() < 1e-9, "{}", of(1));
        assert!(of(2) > 40.0, "{}", of(2));
    }
}
