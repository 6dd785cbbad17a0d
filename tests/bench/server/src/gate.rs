//! Holds requests back until so many have come.

use tokio::sync::Barrier;

/// Where every request waits for the others of its number.
#[derive(Debug)]
pub(crate) struct Gate(Option<Barrier>);

impl Gate {
    /// A gate that opens for `number` at once; for fewer than two it always stands open.
    pub(crate) fn new(number: usize) -> Self {
        Self((number > 1).then(|| Barrier::new(number)))
    }

    /// Waits until the gate opens.
    pub(crate) async fn pass(&self) {
        if let Some(barrier) = &self.0 {
            barrier.wait().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_last_one_opens_it() {
        let gate = Gate::new(3);
        let ((), (), ()) = tokio::join!(gate.pass(), gate.pass(), gate.pass());
        Gate::new(0).pass().await;
    }
}
