//! How long a call may take, for a client and for one call.

use std::time::Duration;

use crate::Retries;

/// How long things may take.
///
/// ```
/// use std::time::Duration;
/// use sdk_runtime::Timeouts;
///
/// let hasty = Timeouts::default().overall(Duration::from_secs(5));
/// let endless = Timeouts::default().attempt(None).overall(None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// Name lookup, TCP and TLS of a new connection together. Default: 3.1 s.
    pub connect: Duration,
    /// One attempt, from signing to the last byte of the answer. Default: 30 s. `None`: no limit.
    pub attempt: Option<Duration>,
    /// The whole call: credentials, all attempts and the waits between them. Default: 120 s.
    /// `None`: no limit.
    pub overall: Option<Duration>,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_millis(3100),
            attempt: Some(Duration::from_secs(30)),
            overall: Some(Duration::from_secs(120)),
        }
    }
}

impl Timeouts {
    /// Limits the time for a new connection.
    #[must_use]
    pub fn connect(mut self, limit: Duration) -> Self {
        self.connect = limit;
        self
    }

    /// Limits the time for one attempt; `None` lifts the limit.
    #[must_use]
    pub fn attempt(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.attempt = limit.into();
        self
    }

    /// Limits the time for the whole call; `None` lifts the limit.
    #[must_use]
    pub fn overall(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.overall = limit.into();
        self
    }
}

/// What one call does otherwise than its client.
///
/// A limit of the client is lifted for a call by a longer one, up to [`Duration::MAX`].
///
/// ```
/// use std::time::Duration;
/// use sdk_runtime::CallOptions;
///
/// let options = CallOptions::default()
///     .overall_timeout(Duration::from_secs(2))
///     .max_attempts(1);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallOptions {
    connect: Option<Duration>,
    attempt: Option<Duration>,
    overall: Option<Duration>,
    retries: Option<Retries>,
    max_attempts: Option<u32>,
}

impl CallOptions {
    /// Limits the time for a new connection, in this call.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect = Some(limit);
        self
    }

    /// Limits the time for each attempt of this call.
    #[must_use]
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt = Some(limit);
        self
    }

    /// Limits the time for this call as a whole.
    #[must_use]
    pub fn overall_timeout(mut self, limit: Duration) -> Self {
        self.overall = Some(limit);
        self
    }

    /// Sets how failed attempts of this call are repeated, and how many there may be.
    #[must_use]
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Sets the number of attempts of this call, the first included. 0 counts as 1.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts.max(1));
        self
    }

    /// The client's time-outs with this call's in front.
    pub(crate) fn timeouts(&self, client: &Timeouts) -> Timeouts {
        Timeouts {
            connect: self.connect.unwrap_or(client.connect),
            attempt: self.attempt.or(client.attempt),
            overall: self.overall.or(client.overall),
        }
    }

    /// The client's retries with this call's in front.
    pub(crate) fn retries_over(&self, client: Retries) -> Retries {
        let retries = self.retries.unwrap_or(client);
        match self.max_attempts {
            Some(attempts) => retries.max_attempts(attempts),
            None => retries,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CallOptions, Timeouts};
    use crate::Retries;
    use std::time::Duration;

    #[test]
    fn a_call_overrides_what_it_names_and_nothing_else() {
        let client = Timeouts::default().attempt(Duration::from_secs(9));
        let call = CallOptions::default().overall_timeout(Duration::from_secs(2));
        let all = call.timeouts(&client);
        assert_eq!(all.connect, client.connect);
        assert_eq!(all.attempt, Some(Duration::from_secs(9)));
        assert_eq!(all.overall, Some(Duration::from_secs(2)));
        let client = Retries::adaptive().max_attempts(4);
        assert_eq!(call.retries_over(client), client);
        assert_eq!(
            call.max_attempts(0).retries_over(client),
            client.max_attempts(1)
        );
        let careful = Retries::standard().only_safe();
        assert_eq!(call.retries(careful).retries_over(client), careful);
    }
}
