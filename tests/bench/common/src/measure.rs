//! What a stretch of work has cost: time on the clock and on the processor, and memory.

use std::fs;
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use serde::Serialize;

use crate::Problem;

/// What is printed of the calls that were measured.
#[derive(Debug, Serialize)]
pub(crate) struct Figures {
    calls: u64,
    wall_us: u128,
    user_us: i64,
    system_us: i64,
    /// Of the calling thread; `null` unless they are counted.
    allocations: Option<u64>,
    allocated_bytes: Option<u64>,
    rss_kib: u64,
    rss_peak_kib: u64,
}

/// The state of the process when the measurement began.
pub(crate) struct Start {
    clock: Instant,
    cpu: Cpu,
}

#[derive(Clone, Copy)]
struct Cpu {
    user_us: i64,
    system_us: i64,
}

impl Start {
    /// Begins to measure: the peak of memory is forgotten.
    pub(crate) fn now() -> Result<Self, Problem> {
        // 5 resets the peak; see proc_pid_clear_refs(5).
        fs::write("/proc/self/clear_refs", "5")?;
        Ok(Self {
            cpu: Cpu::so_far()?,
            clock: Instant::now(),
        })
    }

    /// What `calls` calls have cost since.
    pub(crate) fn end(self, calls: u64, allocated: Option<Allocated>) -> Result<Figures, Problem> {
        let wall_us = self.clock.elapsed().as_micros();
        let cpu = Cpu::so_far()?;
        let memory = fs::read_to_string("/proc/self/status")?;
        Ok(Figures {
            calls,
            wall_us,
            user_us: cpu.user_us - self.cpu.user_us,
            system_us: cpu.system_us - self.cpu.system_us,
            allocations: allocated.map(|allocated| allocated.count),
            allocated_bytes: allocated.map(|allocated| allocated.bytes),
            rss_kib: kib(&memory, "VmRSS:")?,
            rss_peak_kib: kib(&memory, "VmHWM:")?,
        })
    }
}

impl Cpu {
    fn so_far() -> Result<Self, Problem> {
        let usage = getrusage(UsageWho::RUSAGE_SELF)?;
        Ok(Self {
            user_us: usage.user_time().num_microseconds(),
            system_us: usage.system_time().num_microseconds(),
        })
    }
}

/// What was allocated; memory that is moved to a larger place counts again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allocated {
    count: u64,
    bytes: u64,
}

/// Runs `work`, and counts what it allocates if the program was built to do so.
#[cfg(feature = "count")]
pub(crate) fn counting<T>(work: impl FnOnce() -> T) -> (T, Option<Allocated>) {
    let mut outcome = None;
    let counted = allocation_counter::measure(|| outcome = Some(work()));
    let allocated = Allocated {
        count: counted.count_total,
        bytes: counted.bytes_total,
    };
    match outcome {
        Some(outcome) => (outcome, Some(allocated)),
        None => unreachable!("the counter runs what it is given"),
    }
}

/// Runs `work`, and counts what it allocates if the program was built to do so.
#[cfg(not(feature = "count"))]
pub(crate) fn counting<T>(work: impl FnOnce() -> T) -> (T, Option<Allocated>) {
    (work(), None)
}

/// The number behind `name` in `/proc/self/status`.
fn kib(status: &str, name: &str) -> Result<u64, Problem> {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|rest| rest.split_whitespace().next());
    let number = number.ok_or_else(|| format!("/proc/self/status does not say {name}"))?;
    Ok(number.parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_and_time_are_those_of_this_process() {
        let start = Start::now().unwrap();
        let page = std::hint::black_box(vec![1_u8; 32 << 20]);
        let figures = start.end(1, None).unwrap();
        assert!(figures.rss_kib > 32 << 10, "{figures:?}");
        drop(page);
        assert!(figures.rss_peak_kib >= figures.rss_kib, "{figures:?}");
        assert!(figures.user_us + figures.system_us > 0, "{figures:?}");
    }
}
