//! Clock skew.

use crate::CallOptions;
use crate::test_fixtures::{Fixture, get_stage, ok, service_error};
use crate::testing::Step;

fn skewed(code: &'static str, date: &'static str) -> Step {
    Step::response(403, &[("x-amzn-errortype", code), ("date", date)], "{}")
}

#[tokio::test]
async fn the_clock_is_corrected_by_the_rejection() {
    let fixture = Fixture::new([
        skewed("InvalidSignatureException", "Thu, 01 Jan 2026 01:00:00 GMT"),
        ok(),
        ok(),
    ]);
    let client = fixture.client();
    get_stage(&client, CallOptions::default()).await.unwrap();
    get_stage(&client, CallOptions::default()).await.unwrap();
    let dates: Vec<_> = fixture
        .transport
        .take_requests()
        .iter()
        .map(|request| request.headers()["x-amz-date"].clone())
        .collect();
    assert_eq!(
        dates,
        ["20260101T000000Z", "20260101T010000Z", "20260101T010000Z"]
    );
}

#[tokio::test]
async fn a_wrong_key_is_not_a_clock_skew() {
    for step in [
        skewed("SignatureDoesNotMatch", "Thu, 01 Jan 2026 00:00:30 GMT"),
        service_error(403, "SignatureDoesNotMatch"),
        skewed("AccessDeniedException", "Thu, 01 Jan 2026 01:00:00 GMT"),
    ] {
        let fixture = Fixture::new([step, ok()]);
        let error = fixture.call().await.unwrap_err();
        assert_eq!(error.attempts().len(), 1, "{error}");
        assert!(!error.is_retryable());
    }
}
