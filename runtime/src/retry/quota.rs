//! A client's allowance of retries.
//!
//! When a service is down, every call fails and every client retries, which keeps the service
//! down. The quota ends that: retries are paid from a store that only successes fill again.

use std::sync::atomic::{AtomicU32, Ordering};

use super::RetryClass;

const CAPACITY: u32 = 500;
const RETRY_COST: u32 = 14;
const THROTTLING_RETRY_COST: u32 = 5;
const FIRST_SUCCESS_REWARD: u32 = 1;

/// The store, shared by all calls of a client.
#[derive(Debug)]
pub(crate) struct RetryQuota(AtomicU32);

impl Default for RetryQuota {
    fn default() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }
}

impl RetryQuota {
    /// Takes what one retry costs, and says how much that was; `None` when too little is left.
    pub(crate) fn take(&self, class: RetryClass) -> Option<u32> {
        let cost = match class {
            RetryClass::Throttling => THROTTLING_RETRY_COST,
            _ => RETRY_COST,
        };
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(cost)
            })
            .is_ok()
            .then_some(cost)
    }

    /// Gives back after a success: what the last retry had cost, or a little when there was none.
    pub(crate) fn give_back(&self, last_cost: Option<u32>) {
        // Nearly every call ends here with a full store: then nothing is written, so that the
        // processor's cores need not pass the line around.
        if self.0.load(Ordering::Relaxed) >= CAPACITY {
            return;
        }
        let amount = last_cost.unwrap_or(FIRST_SUCCESS_REWARD);
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                Some(left.saturating_add(amount).min(CAPACITY))
            });
    }

    #[cfg(test)]
    pub(crate) fn left(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::{RetryClass, RetryQuota};

    #[test]
    fn retries_cost_and_successes_return() {
        let quota = RetryQuota::default();
        assert_eq!(quota.take(RetryClass::Transient), Some(14));
        assert_eq!(quota.take(RetryClass::Throttling), Some(5));
        assert_eq!(quota.left(), 481);
        quota.give_back(Some(5));
        assert_eq!(quota.left(), 486);
        quota.give_back(None);
        assert_eq!(quota.left(), 487);
    }

    #[test]
    fn the_store_is_never_overdrawn_nor_overfull() {
        let quota = RetryQuota::default();
        let mut retries = 0;
        while quota.take(RetryClass::Transient).is_some() {
            retries += 1;
        }
        assert_eq!(retries, 500 / 14);
        assert_eq!(quota.left(), 500 % 14);
        assert_eq!(quota.take(RetryClass::Throttling), Some(5));
        for _ in 0..100 {
            quota.give_back(Some(14));
        }
        assert_eq!(quota.left(), 500);
    }
}
