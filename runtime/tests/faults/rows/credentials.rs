//! Credentials that do not come, or not in time, or run out.

use sdk_runtime::ErrorKind::{Credentials, Service, Timeout};

use crate::act::{Act, ok};
use crate::clock::Clock;
use crate::row::{Provider, Row, millis, row};

pub(crate) fn rows() -> Vec<Row> {
    // The rows' own clock takes the place of this one.
    let hour_passes = || Act::FailAndPass(Clock::default());
    vec![
        row("a provider that fails", [ok()])
            .provider(Provider::Fails)
            .fails(Credentials, "no credentials: test: out of order", 0),
        row("a provider that fails once, at the next call", [ok()])
            .provider(Provider::FailsOnce)
            .fails(Credentials, "no credentials: test: out of order", 0),
        row("a provider that panics", [ok()])
            .provider(Provider::Panics)
            .fails(Credentials, "provider: it panicked: out of luck", 0),
        row("a provider that is slow", [ok()])
            .provider(Provider::Slow)
            .succeeds(1),
        row("a provider that never answers", [ok()])
            .provider(Provider::Silent)
            .overall_limit(millis(200))
            .fails(Timeout, "while waiting for credentials", 0),
        row(
            "credentials that expire between two attempts",
            [hour_passes(), Act::OnlyKey("KEY1")],
        )
        .provider(Provider::ShortLived)
        .succeeds(2)
        .create_fails(Service, "HTTP 500"),
        row(
            "credentials that the service takes for expired",
            [Act::OnlyKey("KEY9")],
        )
        .fails(Service, "ExpiredTokenException", 1),
    ]
}
