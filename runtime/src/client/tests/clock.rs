//! A computer whose clock is wrong.

use super::fixture::{World, fault, get_stage, ok};
use crate::CallOptions;
use crate::testing::Step;

fn skewed(code: &'static str, date: &'static str) -> Step {
    Step::response(403, &[("x-amzn-errortype", code), ("date", date)], "{}")
}

#[tokio::test]
async fn the_offset_is_learnt_from_the_refusal_and_kept() {
    let world = World::new([
        skewed("InvalidSignatureException", "Thu, 01 Jan 2026 01:00:00 GMT"),
        ok(),
        ok(),
    ]);
    let client = world.client();
    get_stage(&client, CallOptions::default()).await.unwrap();
    get_stage(&client, CallOptions::default()).await.unwrap();
    let dates: Vec<_> = world
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
async fn a_wrong_key_is_not_taken_for_a_wrong_clock() {
    for step in [
        skewed("SignatureDoesNotMatch", "Thu, 01 Jan 2026 00:00:30 GMT"),
        fault(403, "SignatureDoesNotMatch"),
        skewed("AccessDeniedException", "Thu, 01 Jan 2026 01:00:00 GMT"),
    ] {
        let world = World::new([step, ok()]);
        let error = world.call().await.unwrap_err();
        assert_eq!(error.attempts().len(), 1, "{error}");
        assert!(!error.is_retryable());
    }
}
