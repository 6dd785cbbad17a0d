//! When a failed attempt is tried again, and after how long.
//!
//! This is AWS's standard mode: [`classify`] sorts failures, [`quota`] keeps a client from
//! hammering a service that is down, [`backoff`] spreads the attempts of many clients. Adaptive
//! mode adds [`adaptive`], which slows a client down while the service throttles it. All of them
//! know numbers and codes alone; the loop that acts on them is the client's.

pub(crate) mod adaptive;
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
/// let polite = Retries::adaptive();
/// let careful = Retries::standard().only_safe();
/// let none = Retries::off();
/// # assert!(patient != none && polite != careful);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    mode: Mode,
    max_attempts: u32,
    only_safe: bool,
}

/// AWS's names for the manners of retrying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Standard,
    Adaptive,
}

/// The number of attempts of both modes, the first included.
pub(crate) const DEFAULT_ATTEMPTS: u32 = 3;

impl Retries {
    /// AWS's standard mode, with 3 attempts.
    #[must_use]
    pub const fn standard() -> Self {
        Self::of_mode(Mode::Standard)
    }

    /// AWS's adaptive mode, with 3 attempts: standard mode, and from the first throttled call on the
    /// client also limits the rate at which it sends. The rate falls to 70 % with each throttling
    /// answer and grows again, along a cubic curve, while none comes.
    ///
    /// All calls of a client share one rate, so a client of this mode should call one resource. A
    /// call that would have to wait beyond its deadline fails at once.
    #[must_use]
    pub const fn adaptive() -> Self {
        Self::of_mode(Mode::Adaptive)
    }

    /// One attempt for each call and no more.
    #[must_use]
    pub const fn off() -> Self {
        Self::standard().max_attempts(1)
    }

    pub(crate) const fn of_mode(mode: Mode) -> Self {
        Self {
            mode,
            max_attempts: DEFAULT_ATTEMPTS,
            only_safe: false,
        }
    }

    /// Sets the number of attempts, the first included. 0 counts as 1.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// Repeats only what cannot be done twice by that, so that a create is never doubled.
    ///
    /// An attempt is then repeated when the operation changes nothing, when its input carries an
    /// idempotency token, or when the failure proves that nothing was done: no connection came
    /// about, or the service itself turned the request away at its door (throttling with a 4xx
    /// status, a signature that its clock does not accept). After a reset, a time-out or a 5xx
    /// answer nobody knows, so the call fails with what is known.
    #[must_use]
    pub const fn only_safe(mut self) -> Self {
        self.only_safe = true;
        self
    }

    /// The number of attempts, the first included: 1 or more.
    #[must_use]
    pub const fn attempts(self) -> u32 {
        self.max_attempts
    }

    pub(crate) const fn is_adaptive(self) -> bool {
        matches!(self.mode, Mode::Adaptive)
    }

    pub(crate) const fn is_only_safe(self) -> bool {
        self.only_safe
    }
}

impl Default for Retries {
    fn default() -> Self {
        Self::standard()
    }
}
