//! Which failures are worth another attempt.
//!
//! The lists are those that AWS's own SDKs share.

use http::StatusCode;

/// What a failure means for another attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryClass {
    /// The same call would fail the same way.
    Never,
    /// Something broke that usually mends itself.
    Transient,
    /// The service asked for fewer calls.
    Throttling,
    /// The clocks differ: a signature that is dated otherwise may pass.
    ClockSkew,
}

impl RetryClass {
    pub(crate) fn is_retryable(self) -> bool {
        self != Self::Never
    }
}

const THROTTLING: [&str; 14] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

const TRANSIENT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

const CLOCK_SKEW: [&str; 7] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
    "RequestTimeTooSkewedException",
];

const REJECTED_CREDENTIALS: [&str; 4] = [
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
];

/// Sorts a failed answer by its code, then by its status. Clock skew is not decided here: see
/// [`may_be_clock_skew`].
pub(crate) fn classify(code: Option<&str>, status: StatusCode) -> RetryClass {
    if let Some(code) = code {
        if THROTTLING.contains(&code) {
            return RetryClass::Throttling;
        }
        if TRANSIENT.contains(&code) {
            return RetryClass::Transient;
        }
    }
    match status.as_u16() {
        429 => RetryClass::Throttling,
        500 | 502 | 503 | 504 => RetryClass::Transient,
        _ => RetryClass::Never,
    }
}

/// Whether an error of this code can come from clocks that differ. Most of these codes also stand
/// for a wrong secret key, so the answer's date has to confirm it.
pub(crate) fn may_be_clock_skew(code: Option<&str>) -> bool {
    code.is_some_and(|code| CLOCK_SKEW.contains(&code))
}

/// Whether the service does not know, or no longer knows, the credentials themselves. The same ones would be
/// refused again, but where they came from there may be others by now.
pub(crate) fn rejects_credentials(code: Option<&str>) -> bool {
    code.is_some_and(|code| REJECTED_CREDENTIALS.contains(&code))
}

#[cfg(test)]
mod tests {
    use super::{RetryClass, classify, may_be_clock_skew};
    use http::StatusCode;

    fn class(code: &str, status: u16) -> RetryClass {
        classify(
            (!code.is_empty()).then_some(code),
            StatusCode::from_u16(status).unwrap(),
        )
    }

    #[test]
    fn a_throttling_code_counts_whatever_the_status() {
        for code in super::THROTTLING {
            assert_eq!(class(code, 400), RetryClass::Throttling, "{code}");
            assert_eq!(class(code, 503), RetryClass::Throttling, "{code}");
        }
        assert_eq!(class("", 429), RetryClass::Throttling);
    }

    #[test]
    fn gateway_and_server_failures_are_transient() {
        for status in [500, 502, 503, 504] {
            assert_eq!(class("", status), RetryClass::Transient);
            assert_eq!(
                class("InternalServerException", status),
                RetryClass::Transient
            );
        }
        assert_eq!(class("RequestTimeout", 400), RetryClass::Transient);
    }

    #[test]
    fn the_callers_mistakes_stay_mistakes() {
        for (code, status) in [
            ("ValidationException", 400),
            ("AccessDeniedException", 403),
            ("ResourceNotFoundException", 404),
            ("", 501),
            ("", 302),
        ] {
            assert_eq!(class(code, status), RetryClass::Never, "{code} {status}");
        }
    }

    #[test]
    fn a_signature_error_may_be_a_matter_of_clocks() {
        assert!(may_be_clock_skew(Some("InvalidSignatureException")));
        assert!(!may_be_clock_skew(Some("AccessDeniedException")));
        assert!(!may_be_clock_skew(None));
    }
}
