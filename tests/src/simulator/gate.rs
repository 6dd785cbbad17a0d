//! A gate before the way back: while it is shut, requests are served and their answers wait.

use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::watch;

/// Lets answers through, or holds them all and counts them.
#[derive(Debug)]
pub(crate) struct Gate {
    is_open: watch::Sender<bool>,
    waiting: AtomicUsize,
    /// Announces the count to the one who waits for a crowd. Those in the crowd do not hear it: each
    /// newcomer would wake all the others.
    count: watch::Sender<usize>,
}

/// An answer that waits. It is counted no longer when its connection goes away.
struct Waiting<'a>(&'a Gate);

impl Default for Gate {
    fn default() -> Self {
        Self {
            is_open: watch::Sender::new(true),
            waiting: AtomicUsize::new(0),
            count: watch::Sender::new(0),
        }
    }
}

impl Gate {
    pub(crate) fn shut(&self) {
        self.is_open.send_replace(false);
    }

    pub(crate) fn open(&self) {
        self.is_open.send_replace(true);
    }

    /// Waits until the gate is open, which it usually is.
    pub(crate) async fn pass(&self) {
        if *self.is_open.borrow() {
            return;
        }
        let mut is_open = self.is_open.subscribe();
        let waiting = Waiting::new(self);
        // The sender lives as long as the gate, so there is always an end to this.
        let _ = is_open.wait_for(|is_open| *is_open).await;
        drop(waiting);
    }

    /// Waits until so many answers wait.
    pub(crate) async fn crowd(&self, size: usize) {
        let _ = self
            .count
            .subscribe()
            .wait_for(|count| *count >= size)
            .await;
    }

    /// How many answers wait.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

impl<'a> Waiting<'a> {
    fn new(gate: &'a Gate) -> Self {
        let before = gate.waiting.fetch_add(1, Ordering::Relaxed);
        gate.count.send_replace(before + 1);
        Self(gate)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let before = self.0.waiting.fetch_sub(1, Ordering::Relaxed);
        self.0.count.send_replace(before - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;
    use std::sync::Arc;
    use std::time::Duration;
    use tokio::time::timeout;

    #[tokio::test]
    async fn a_shut_gate_counts_and_an_open_one_lets_all_through() {
        let gate = Arc::new(Gate::default());
        gate.pass().await;
        gate.shut();
        let passing = |gate: &Arc<Gate>| {
            let gate = Arc::clone(gate);
            tokio::spawn(async move { gate.pass().await })
        };
        let calls = [passing(&gate), passing(&gate), passing(&gate)];
        gate.crowd(3).await;
        let fourth = timeout(Duration::from_millis(10), gate.crowd(4)).await;
        assert!(fourth.is_err(), "three are no four");
        calls[0].abort();
        while gate.waiting() != 2 {
            tokio::task::yield_now().await;
        }
        gate.open();
        for call in calls.into_iter().skip(1) {
            call.await.unwrap();
        }
        assert_eq!(gate.waiting(), 0);
    }
}
