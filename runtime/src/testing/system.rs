//! A clock that advances only while all tasks wait.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use jiff::Timestamp;

use crate::{BoxFuture, System};

/// A clock that advances only when every task waits, to the end of the shortest wait.
///
/// A test of a 20 s back-off takes no time and is deterministic. Random bytes count up from call to call, or are all
/// equal with [`with_random`](Self::with_random). Clones share one clock. Use it in single-threaded tests
/// without I/O: it cannot distinguish a task that waits for a socket from one that waits for time.
#[derive(Clone, Debug, Default)]
pub struct ManualSystem(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// Since 2026-01-01T00:00:00Z, where this clock begins.
    elapsed: Duration,
    /// The number and the end of each current wait.
    waits: Vec<(u64, Duration)>,
    next_wait: u64,
    slept: Vec<Duration>,
    random: Option<u8>,
    drawn: u8,
}

/// How often a wait yields to other tasks before it moves the clock.
const MAX_YIELDS: u8 = 8;

impl ManualSystem {
    /// Makes every random byte equal to `byte`: 0 for the smallest random fraction, 255 for the largest.
    #[must_use]
    pub fn with_random(self, byte: u8) -> Self {
        self.state().random = Some(byte);
        self
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        self.state().elapsed += by;
    }

    /// Returns the durations of all completed waits, in the order of completion.
    #[must_use]
    pub fn slept(&self) -> Vec<Duration> {
        self.state().slept.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl System for ManualSystem {
    fn now(&self) -> Timestamp {
        const START: i64 = 1_767_225_600;
        Timestamp::from_second(START)
            .ok()
            .and_then(|start| start.checked_add(self.ticks()).ok())
            .unwrap_or(Timestamp::MAX)
    }

    fn ticks(&self) -> Duration {
        self.state().elapsed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.state();
        let number = state.next_wait;
        state.next_wait += 1;
        let end = state.elapsed.saturating_add(duration);
        state.waits.push((number, end));
        Box::pin(Wait { system: self.clone(), number, duration, end, yields_left: MAX_YIELDS })
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let mut state = self.state();
        for byte in bytes {
            *byte = match state.random {
                Some(fixed) => fixed,
                None => {
                    state.drawn = state.drawn.wrapping_add(1);
                    state.drawn
                }
            };
        }
    }
}

struct Wait {
    system: ManualSystem,
    number: u64,
    duration: Duration,
    end: Duration,
    yields_left: u8,
}

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let system = self.system.clone();
        let mut state = system.state();
        if state.elapsed < self.end {
            let is_next = state.waits.iter().all(|(_, end)| *end >= self.end);
            if !is_next || self.yields_left > 0 {
                self.yields_left = self.yields_left.saturating_sub(1);
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            state.elapsed = self.end;
        }
        state.slept.push(self.duration);
        Poll::Ready(())
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        let number = self.number;
        self.system.state().waits.retain(|(other, _)| *other != number);
    }
}

#[cfg(test)]
mod tests {
    use super::ManualSystem;
    use crate::System;
    use std::time::Duration;

    #[tokio::test]
    async fn the_shortest_wait_ends_first_and_takes_no_real_time() {
        let system = ManualSystem::default();
        let start = std::time::Instant::now();
        let (long, short) = (system.clone(), system.clone());
        let long = tokio::spawn(async move {
            long.sleep(Duration::from_secs(7200)).await;
            long.ticks()
        });
        let short = tokio::spawn(async move {
            short.sleep(Duration::from_secs(3600)).await;
            short.ticks()
        });
        assert_eq!(short.await.unwrap(), Duration::from_secs(3600));
        assert_eq!(long.await.unwrap(), Duration::from_secs(7200));
        assert_eq!(system.slept().len(), 2);
        assert!(start.elapsed() < Duration::from_secs(60));
    }

    #[test]
    fn a_dropped_wait_does_not_stop_the_clock() {
        let system = ManualSystem::default();
        drop(system.sleep(Duration::from_secs(1)));
        assert!(system.state().waits.is_empty());
    }
}
