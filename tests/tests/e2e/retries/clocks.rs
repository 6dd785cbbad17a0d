//! A computer whose clock is wrong, and a key that is.

use crate::fixture::{builder_for, simulated};
use generated_sdk::{Credentials, ErrorCode};
use jiff::SignedDuration;

#[tokio::test]
async fn a_wrong_clock_is_corrected_once_for_all() {
    for hours in [-30, -1, 1, 30] {
        let (simulator, client) = simulated().await;
        simulator.set_clock_offset(SignedDuration::from_hours(hours));
        client.list_stages().send().await.unwrap();
        let statuses: Vec<_> = simulator
            .take_requests()
            .iter()
            .flat_map(|request| request.status)
            .collect();
        assert_eq!(statuses, [403, 200], "{hours} h");
        // Clones know it, too.
        client.clone().list_stages().send().await.unwrap();
        assert_eq!(simulator.take_requests().len(), 1, "{hours} h");
        // And it is learnt anew when the clock is set right.
        simulator.set_clock_offset(SignedDuration::ZERO);
        client.list_stages().send().await.unwrap();
        assert_eq!(simulator.take_requests().len(), 2, "{hours} h");
    }
}

#[tokio::test]
async fn a_wrong_key_is_not_the_clocks_fault() {
    let (simulator, _) = simulated().await;
    let wrong = Credentials::new(simulator.access_key_id(), "wrong", None);
    let client = builder_for(&simulator).credentials(wrong).build().unwrap();
    let error = client.list_stages().send().await.unwrap_err();
    let code = ErrorCode::Unknown("InvalidSignatureException".to_owned());
    assert_eq!(error.code(), Some(code));
    assert_eq!((error.status(), simulator.requests().len()), (Some(403), 1));
}

#[tokio::test]
async fn an_expired_key_is_told_at_once() {
    let (simulator, client) = simulated().await;
    simulator.expire_credentials();
    let error = client.list_stages().send().await.unwrap_err();
    let code = ErrorCode::Unknown("ExpiredTokenException".to_owned());
    assert_eq!(error.code(), Some(code));
    assert_eq!(simulator.requests().len(), 1);
}
