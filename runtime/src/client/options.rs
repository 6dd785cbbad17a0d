//! Time-outs of a client, and options of one call.

use std::time::Duration;

use crate::Retries;

/// Time-outs of connections, attempts, calls and streamed responses.
///
/// ```
/// # use sdk_runtime::Timeouts;
/// use std::time::Duration;
///
/// let short = Timeouts::default().overall(Duration::from_secs(5));
/// let unlimited = Timeouts::default().attempt(None).overall(None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// The time-out of a new connection: name resolution, TCP and TLS. Default: 3.1 s.
    pub connect: Duration,
    /// The time-out of one attempt, from authorization to the last byte of the response. Default:
    /// 30 s. `None`: no limit.
    pub attempt: Option<Duration>,
    /// The time-out of the call as a whole: credentials, attempts and the delays between them.
    /// Default: 120 s. `None`: no limit.
    pub overall: Option<Duration>,
    /// The time-out of each wait for data of a streamed response body, which the other time-outs do not
    /// limit. Default: 20 s. `None`: no limit, for a stream that may be idle, such as one of events.
    pub stall: Option<Duration>,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_millis(3100),
            attempt: Some(Duration::from_secs(30)),
            overall: Some(Duration::from_secs(120)),
            stall: Some(Duration::from_secs(20)),
        }
    }
}

impl Timeouts {
    /// Sets the time-out of a new connection.
    #[must_use]
    pub fn connect(mut self, limit: Duration) -> Self {
        self.connect = limit;
        self
    }

    /// Sets the time-out of one attempt; `None` removes it.
    #[must_use]
    pub fn attempt(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.attempt = limit.into();
        self
    }

    /// Sets the time-out of the call as a whole; `None` removes it.
    #[must_use]
    pub fn overall(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.overall = limit.into();
        self
    }

    /// Sets the maximum time without data of a streamed response body while it is read; `None` removes the
    /// limit.
    #[must_use]
    pub fn stall(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.stall = limit.into();
        self
    }
}

/// Options of one call, which override the settings of its client.
///
/// Use [`Duration::MAX`] to remove a time-out of the client.
///
/// ```
/// # use sdk_runtime::CallOptions;
/// use std::time::Duration;
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
    stall: Option<Duration>,
    retries: Option<Retries>,
    max_attempts: Option<u32>,
}

impl CallOptions {
    /// Sets the time-out of a new connection.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect = Some(limit);
        self
    }

    /// Sets the time-out of each attempt.
    #[must_use]
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt = Some(limit);
        self
    }

    /// Sets the time-out of the call as a whole.
    #[must_use]
    pub fn overall_timeout(mut self, limit: Duration) -> Self {
        self.overall = Some(limit);
        self
    }

    /// Sets the maximum time without data of a streamed response body while it is read.
    #[must_use]
    pub fn stall_timeout(mut self, limit: Duration) -> Self {
        self.stall = Some(limit);
        self
    }

    /// Sets the retry mode and the maximum number of attempts.
    #[must_use]
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Sets the maximum number of attempts, including the first. 0 counts as 1.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts.max(1));
        self
    }

    /// The time-outs of the call: its own, else the client's.
    pub(crate) fn timeouts(&self, client: &Timeouts) -> Timeouts {
        Timeouts {
            connect: self.connect.unwrap_or(client.connect),
            attempt: self.attempt.or(client.attempt),
            overall: self.overall.or(client.overall),
            stall: self.stall.or(client.stall),
        }
    }

    /// The retries of the call: its own, else the client's.
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
    fn a_call_overrides_the_options_that_it_sets() {
        let client = Timeouts::default().attempt(Duration::from_secs(9));
        let call = CallOptions::default().overall_timeout(Duration::from_secs(2));
        let all = call.timeouts(&client);
        assert_eq!(all.connect, client.connect);
        assert_eq!(all.attempt, Some(Duration::from_secs(9)));
        assert_eq!(all.overall, Some(Duration::from_secs(2)));
        let client = Retries::adaptive().max_attempts(4);
        assert_eq!(call.retries_over(client), client);
        assert_eq!(call.max_attempts(0).retries_over(client), client.max_attempts(1));
        let safe = Retries::standard().only_safe();
        assert_eq!(call.retries(safe).retries_over(client), safe);
    }
}
