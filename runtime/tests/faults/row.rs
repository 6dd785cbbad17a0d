//! One row of the table: a fault, and how a call has to end that meets it.

use std::time::Duration;

use sdk_runtime::ErrorKind;

use crate::act::Act;
use crate::certificates::Tls;
use crate::proxy::Conduct;

/// A fault and what has to come of it.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) route: Route,
    pub(crate) acts: Vec<Act>,
    pub(crate) provider: Provider,
    pub(crate) limits: Limits,
    /// A call that only reads, under standard retries.
    pub(crate) read: Expected,
    /// A call that makes something, under safe retries.
    pub(crate) create: Expected,
    /// How far the computer's clock is off.
    pub(crate) clock_is_off: Duration,
    /// Whether the server, once it is well, has to be reached by the same client.
    pub(crate) heals: bool,
}

/// How the client gets to the server.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Route {
    Plain,
    Secure(Tls),
    /// Nobody listens there.
    Refused,
    /// Takes connections and never says a word, so that TLS never comes about.
    Mute,
    /// The host has no address.
    NoName,
    Proxy {
        conduct: Conduct,
        secure: bool,
        user: &'static str,
    },
    /// No proxy is where one should be.
    NoProxy,
}

/// Where credentials come from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Provider {
    Static,
    Fails,
    FailsOnce,
    Slow,
    Silent,
    Panics,
    /// `KEY0`, then `KEY1` and so on, each for half an hour.
    ShortLived,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) connect: Duration,
    pub(crate) attempt: Duration,
    pub(crate) overall: Duration,
    pub(crate) bytes: usize,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected {
    pub(crate) ending: Ending,
    pub(crate) attempts: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Ending {
    Succeeds,
    /// Fails with this kind and this text in its one line.
    Fails(ErrorKind, &'static str),
}

pub(crate) fn millis(number: u64) -> Duration {
    Duration::from_millis(number)
}

/// A row whose call succeeds at once, unless more is said.
pub(crate) fn row(name: impl Into<String>, acts: impl IntoIterator<Item = Act>) -> Row {
    let succeeds = Expected {
        ending: Ending::Succeeds,
        attempts: 1,
    };
    Row {
        name: name.into(),
        route: Route::Plain,
        acts: acts.into_iter().collect(),
        provider: Provider::Static,
        limits: Limits {
            connect: millis(5000),
            attempt: millis(5000),
            overall: millis(15_000),
            bytes: 100_000,
        },
        read: succeeds,
        create: succeeds,
        clock_is_off: Duration::ZERO,
        heals: true,
    }
}

impl Row {
    /// Both calls succeed with this many attempts.
    pub(crate) fn succeeds(mut self, attempts: u32) -> Self {
        self.read = Expected {
            ending: Ending::Succeeds,
            attempts,
        };
        self.create = self.read;
        self
    }

    /// Both calls fail after this many attempts.
    pub(crate) fn fails(mut self, kind: ErrorKind, text: &'static str, attempts: u32) -> Self {
        self.read = Expected {
            ending: Ending::Fails(kind, text),
            attempts,
        };
        self.create = self.read;
        self
    }

    /// The call that makes something fails after its first attempt, since it may have done it.
    pub(crate) fn create_fails(mut self, kind: ErrorKind, text: &'static str) -> Self {
        self.create = Expected {
            ending: Ending::Fails(kind, text),
            attempts: 1,
        };
        self
    }

    /// The call that makes something gives up after its first attempt, in the same way.
    pub(crate) fn create_once(mut self) -> Self {
        self.create.attempts = 1;
        self
    }

    pub(crate) fn route(mut self, route: Route) -> Self {
        self.route = route;
        self.heals = matches!(route, Route::Plain | Route::Secure(Tls::Good));
        self
    }

    pub(crate) fn provider(mut self, provider: Provider) -> Self {
        self.provider = provider;
        self.heals = !matches!(
            provider,
            Provider::Fails | Provider::Silent | Provider::Panics
        );
        self
    }

    pub(crate) fn attempt_limit(mut self, limit: Duration) -> Self {
        self.limits.attempt = limit;
        self
    }

    pub(crate) fn overall_limit(mut self, limit: Duration) -> Self {
        self.limits.overall = limit;
        self
    }

    pub(crate) fn connect_limit(mut self, limit: Duration) -> Self {
        self.limits.connect = limit;
        self
    }

    pub(crate) fn clock_is_off(mut self, by: Duration) -> Self {
        self.clock_is_off = by;
        self
    }
}
