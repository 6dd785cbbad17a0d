//! What a piece of work costs this process: time on a core, and memory.

use std::fs;
use std::time::{Duration, Instant};

/// A watch that runs while its thread does: other programs that want the same core do not count.
#[derive(Debug)]
pub(super) struct Clock {
    start: Instant,
    on_core: Option<Duration>,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self {
            start: Instant::now(),
            on_core: on_core(),
        }
    }

    /// The time that this thread has had a core since the start; where the system does not tell,
    /// the time that has passed.
    pub(super) fn elapsed(&self) -> Duration {
        match (self.on_core, on_core()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.start.elapsed(),
        }
    }
}

/// The time that this thread has had a core, where the system tells.
fn on_core() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanos = text.split_ascii_whitespace().next()?.parse().ok()?;
    // A system that keeps no such numbers shows zeros.
    (nanos > 0).then_some(Duration::from_nanos(nanos))
}

/// The most memory that this process has had, in MiB, where the system tells.
pub(super) fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_spent_asleep_does_not_count() {
        if on_core().is_none() {
            return;
        }
        let clock = Clock::start();
        std::thread::sleep(Duration::from_millis(60));
        assert!(clock.elapsed() < Duration::from_millis(60));
    }
}
