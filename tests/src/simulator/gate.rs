//! Holds responses back while requests are still received and executed.

use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::watch;

/// Passes responses, or holds and counts them.
#[derive(Debug)]
pub(crate) struct ResponseGate {
    is_open: watch::Sender<bool>,
    waiting: AtomicUsize,
    /// The count again, for [`held`](Self::held). A channel separate from `is_open`: otherwise each held response
    /// would wake all others.
    count: watch::Sender<usize>,
}

/// Counts one held response until it is dropped.
struct Waiting<'a>(&'a ResponseGate);

impl Default for ResponseGate {
    fn default() -> Self {
        Self {
            is_open: watch::Sender::new(true),
            waiting: AtomicUsize::new(0),
            count: watch::Sender::new(0),
        }
    }
}

impl ResponseGate {
    pub(crate) fn close(&self) {
        self.is_open.send_replace(false);
    }

    pub(crate) fn open(&self) {
        self.is_open.send_replace(true);
    }

    /// Waits until the gate is open.
    pub(crate) async fn pass(&self) {
        if *self.is_open.borrow() {
            return;
        }
        let mut is_open = self.is_open.subscribe();
        let waiting = Waiting::new(self);
        // The sender lives as long as the gate, so this cannot fail.
        let _ = is_open.wait_for(|is_open| *is_open).await;
        drop(waiting);
    }

    /// Waits until `size` responses are held.
    pub(crate) async fn held(&self, size: usize) {
        let _ = self
            .count
            .subscribe()
            .wait_for(|count| *count >= size)
            .await;
    }

    /// The number of held responses.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

impl<'a> Waiting<'a> {
    fn new(gate: &'a ResponseGate) -> Self {
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
    use super::ResponseGate;
    use std::sync::Arc;
    use std::time::Duration;
    use tokio::time::timeout;

    #[tokio::test]
    async fn a_closed_gate_holds_and_counts_responses_until_it_opens() {
        let gate = Arc::new(ResponseGate::default());
        gate.pass().await;
        gate.close();
        let passing = |gate: &Arc<ResponseGate>| {
            let gate = Arc::clone(gate);
            tokio::spawn(async move { gate.pass().await })
        };
        let calls = [passing(&gate), passing(&gate), passing(&gate)];
        gate.held(3).await;
        let fourth = timeout(Duration::from_millis(10), gate.held(4)).await;
        assert!(fourth.is_err(), "only three are held");
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
