//! When a failed attempt is tried again, and after how long.
//!
//! This is AWS's standard mode: [`classify`] sorts failures, [`quota`] keeps a client from
//! hammering a service that is down, [`backoff`] spreads the attempts of many clients. It knows
//! numbers and codes alone; the loop that acts on them is the client's.

pub(crate) mod backoff;
pub(crate) mod classify;
pub(crate) mod quota;

pub(crate) use self::classify::RetryClass;

/// How often and in which manner failed attempts are repeated.
///
/// The default is AWS's standard mode with 3 attempts. Every repetition waits a random time that
/// grows from attempt to attempt (up to 50 ms, 100 ms, … 20 s; from 1 s when the service throttles)
/// and draws on a quota that all calls of a client share.
///
/// ```
/// use sdk_runtime::Retries;
///
/// let patient = Retries::standard().max_attempts(5);
/// let none = Retries::off();
/// # assert_ne!(patient, none);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    max_attempts: u32,
}

/// The number of attempts of standard mode, the first included.
pub(crate) const DEFAULT_ATTEMPTS: u32 = 3;

impl Retries {
    /// AWS's standard mode, with 3 attempts.
    #[must_use]
    pub const fn standard() -> Self {
        Self {
            max_attempts: DEFAULT_ATTEMPTS,
        }
    }

    /// One attempt for each call and no more.
    #[must_use]
    pub const fn off() -> Self {
        Self { max_attempts: 1 }
    }

    /// Sets the number of attempts, the first included. 0 counts as 1.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// The number of attempts, the first included: 1 or more.
    #[must_use]
    pub const fn attempts(self) -> u32 {
        self.max_attempts
    }
}

impl Default for Retries {
    fn default() -> Self {
        Self::standard()
    }
}
