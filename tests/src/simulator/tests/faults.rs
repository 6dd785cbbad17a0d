//! Ordered faults, as a client sees them.

use super::*;
use crate::simulator::Fault;
use std::time::{Duration, Instant};

#[tokio::test]
async fn ordered_errors_come_in_the_services_wire_form() {
    let (simulator, client) = start().await;
    for (fault, status, code) in [
        (Fault::validation(), 400, "ValidationException"),
        (
            Fault::service_quota_exceeded(),
            402,
            "ServiceQuotaExceededException",
        ),
        (Fault::access_denied(), 403, "AccessDeniedException"),
        (Fault::pending_verification(), 403, "PendingVerification"),
        (
            Fault::resource_not_found(),
            404,
            "ResourceNotFoundException",
        ),
        (Fault::conflict(), 409, "ConflictException"),
        (Fault::internal_server(), 500, "InternalServerException"),
        (Fault::throttling(), 429, "ThrottlingException"),
        (
            Fault::error(418, "TeapotException", "short"),
            418,
            "TeapotException",
        ),
    ] {
        simulator.fail_next(
            "ListStages",
            fault.message("told").header("x-amz-retry-after", "7"),
            1,
        );
        let response = client.call("ListStages", &json!({})).await.unwrap();
        assert_eq!(error_of(&response, status, code), "told");
        assert_eq!(response.headers["x-amz-retry-after"], "7");
        assert_eq!(response.headers["x-amzn-requestid"].len(), 36);
        assert!(response.headers.contains_key("date"));
    }
    ok(&client, "ListStages", json!({})).await;
}

#[tokio::test]
async fn a_fault_hits_its_operation_as_often_as_ordered_and_nothing_happens() {
    let (simulator, client) = start().await;
    simulator.fail_next("CreateStage", Fault::internal_server(), 2);
    for _ in 0..2 {
        fails(
            &client,
            "CreateStage",
            json!({}),
            500,
            "InternalServerException",
        )
        .await;
    }
    assert_eq!(
        ok(&client, "ListStages", json!({})).await["stages"],
        json!([])
    );
    stage(&client).await;
    simulator.fail_any(Fault::throttling(), 1);
    fails(&client, "ListStages", json!({}), 429, "ThrottlingException").await;
}

#[tokio::test]
async fn bodies_can_be_anything_and_can_break_off() {
    let (simulator, client) = start().await;
    let page = Fault::raw(502, "<html>bad gateway</html>").header("content-type", "text/html");
    simulator.fail_next("ListStages", page, 1);
    let response = client.call("ListStages", &json!({})).await.unwrap();
    assert_eq!((response.status, response.error_code()), (502, None));
    assert_eq!(response.body, "<html>bad gateway</html>");
    assert_eq!(response.headers["content-type"], "text/html");

    simulator.fail_next(
        "ListStages",
        Fault::truncated(200, r#"{"stages":[]}"#, 5),
        1,
    );
    let error = client.call("ListStages", &json!({})).await.unwrap_err();
    assert!(
        error
            .downcast_ref::<hyper::Error>()
            .is_some_and(|it| it.is_incomplete_message()),
        "{error}"
    );
}

#[tokio::test]
async fn connections_can_drop_before_and_after_the_effect() {
    let (simulator, client) = start().await;
    simulator.fail_next("CreateStage", Fault::dropped(), 1);
    simulator.fail_next("CreateStage", Fault::dropped().after_effect(), 1);
    for stages in [0, 1] {
        client.call("CreateStage", &json!({})).await.unwrap_err();
        let listed = ok(&client, "ListStages", json!({})).await;
        assert_eq!(listed["stages"].as_array().unwrap().len(), stages);
    }
    assert_eq!(simulator.requests()[0].status, None);
}

#[tokio::test]
async fn answers_can_be_late() {
    let (simulator, client) = start().await;
    simulator.fail_next("ListStages", Fault::slow(Duration::from_millis(80)), 1);
    let start = Instant::now();
    assert_eq!(
        ok(&client, "ListStages", json!({})).await,
        json!({"stages": []})
    );
    assert!(start.elapsed() >= Duration::from_millis(80));
}

#[tokio::test]
#[should_panic(expected = "the document has no operation ListStage")]
async fn a_fault_for_no_operation_is_a_mistake_of_the_test() {
    let (simulator, _) = start().await;
    simulator.fail_next("ListStage", Fault::conflict(), 1);
}
