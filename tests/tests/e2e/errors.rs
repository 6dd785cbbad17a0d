//! Errors of a call: code, status, message, request id, and the display form.

use crate::support::{ARN, scripted, simulated};
use e2e_tests::capture::Response;
use e2e_tests::simulator::Fault;
use generated_sdk::runtime::DecodeError;
use generated_sdk::{CallOptions, Client, Error, ErrorCode, ErrorKind};

/// The error of one attempt of GetStage.
async fn failure(response: Response) -> Error {
    let (server, client) = scripted([response]).await;
    let error = once(&client).await.expect_err("the response is an error");
    assert_eq!(server.requests().len(), 1);
    error
}

async fn once(client: &Client) -> Result<(), Error> {
    let options = CallOptions::default().max_attempts(1);
    let call = client.get_stage(ARN).options(options);
    call.send().await.map(drop)
}

/// The result of every `is_…` method, with its code.
fn predicates(error: &Error) -> [(ErrorCode, bool); 7] {
    use ErrorCode::*;
    [
        (AccessDenied, error.is_access_denied()),
        (Conflict, error.is_conflict()),
        (InternalServer, error.is_internal_server()),
        (PendingVerification, error.is_pending_verification()),
        (ResourceNotFound, error.is_resource_not_found()),
        (ServiceQuotaExceeded, error.is_service_quota_exceeded()),
        (Validation, error.is_validation()),
    ]
}

#[tokio::test]
async fn each_modeled_error_has_its_code_and_predicate() {
    use ErrorCode::*;
    for (fault, status, code) in [
        (Fault::access_denied(), 403, AccessDenied),
        (Fault::conflict(), 409, Conflict),
        (Fault::internal_server(), 500, InternalServer),
        (Fault::pending_verification(), 403, PendingVerification),
        (Fault::resource_not_found(), 404, ResourceNotFound),
        (Fault::service_quota_exceeded(), 402, ServiceQuotaExceeded),
        (Fault::validation(), 400, Validation),
    ] {
        let (simulator, client) = simulated().await;
        let fault = fault.message("why").header("x-amzn-requestid", "7a1c-1");
        simulator.fail_next("GetStage", fault, 1);
        let error = once(&client).await.unwrap_err();

        assert_eq!(error.kind(), ErrorKind::Service);
        assert_eq!(error.operation(), Some("GetStage"));
        assert_eq!(error.code(), Some(code.clone()));
        assert_eq!(error.header("x-amzn-errortype"), Some(code.as_str()));
        assert_eq!((error.status(), code.status()), (Some(status), Some(status)));
        assert_eq!((error.message(), error.request_id()), ("why", Some("7a1c-1")));
        assert_eq!(error.is_retryable(), status == 500);
        for (other, holds) in predicates(&error) {
            assert_eq!(holds, other == code, "{other} of {code}");
        }
        let attempt = &error.attempts()[0];
        assert_eq!(attempt.status.map(|it| it.as_u16()), Some(status));
        assert_eq!((attempt.cause.as_str(), attempt.delay), (code.as_str(), None));
        let line =
            format!("GetStage failed: {code}: why (HTTP {status}, request id 7a1c-1, 1 attempt)");
        assert_eq!(error.to_string(), line);
    }
}

#[tokio::test]
async fn unknown_error_codes_are_kept() {
    let response = Response::with_headers(418, &[("x-amzn-errortype", "TeapotException")], "{}");
    let error = failure(response).await;
    let code = error.code().unwrap();
    assert_eq!(code, ErrorCode::Unknown("TeapotException".to_owned()));
    assert_eq!(code.to_string(), "TeapotException");
    assert!(predicates(&error).iter().all(|(_, response)| !response));
    assert_eq!(error.to_string(), "GetStage failed: TeapotException (HTTP 418, 1 attempt)");
}

/// The modeled status of a code is independent of the status of the response.
#[tokio::test]
async fn error_codes_have_their_modeled_status() {
    let headers = [("x-amzn-errortype", "ConflictException")];
    let error = failure(Response::with_headers(400, &headers, "{}")).await;
    assert_eq!(error.status(), Some(400));
    assert_eq!(error.code().unwrap().status(), Some(409));
    assert_eq!(ErrorCode::Unknown("ConflictException".to_owned()).status(), None);
}

/// The model has eight of them; unmodeled headers are available too.
#[tokio::test]
async fn all_headers_of_an_error_are_available() {
    let headers = [
        ("x-amzn-errortype", "ConflictException"),
        ("access-control-allow-origin", "*"),
        ("x-frame-options", "DENY"),
        ("x-unmodeled", "new"),
    ];
    let error = failure(Response::with_headers(409, &headers, "{}")).await;
    assert_eq!(error.header("Access-Control-Allow-Origin"), Some("*"));
    assert_eq!(error.header("X-Frame-Options"), Some("DENY"));
    assert_eq!(error.header("x-unmodeled"), Some("new"));
    assert_eq!(error.header("x-amzn-ErrorType"), Some("ConflictException"));
    assert_eq!((error.header("cache-control"), error.header("no name")), (None, None));
    assert_eq!(Error::from(sdk_runtime::Error::configuration("no region")).header("date"), None);
}

#[tokio::test]
async fn unmodeled_throttling_errors_are_classified() {
    let (simulator, client) = simulated().await;
    simulator.fail_next("GetStage", Fault::throttling(), 1);
    let error = once(&client).await.unwrap_err();
    assert!(error.is_throttling() && error.is_retryable());
    assert_eq!(error.status(), Some(429));
    assert_eq!(error.code(), Some(ErrorCode::Unknown("ThrottlingException".to_owned())));
    assert_eq!(error.message(), "slow down");
}

#[tokio::test]
async fn placeholder_statuses_of_the_document_have_no_meaning() {
    // The document maps the errors of GetStage to the statuses 480 to 484.
    for status in 480..=486 {
        let error = failure(Response::json(status, r#"{"message":"m"}"#)).await;
        assert_eq!(error.code(), None, "{status}");
        assert!(predicates(&error).iter().all(|(_, response)| !response));
        let body = r#"{"__type":"ResourceNotFoundException"}"#;
        let error = failure(Response::json(status, body)).await;
        assert!(error.is_resource_not_found(), "{status}");
        assert_eq!(error.status(), Some(status));
    }
}

#[tokio::test]
async fn a_decoding_error_has_the_path_of_the_member() {
    for (body, path) in [
        (r#"{"stage":{"arn":"a","tags":[]}}"#, "`stage.tags`"),
        (r#"{"stage":{"arn":"a""#, "not valid JSON"),
    ] {
        let error = failure(Response::json(200, body)).await;
        assert_eq!(error.kind(), ErrorKind::Response);
        assert_eq!((error.code(), error.status()), (None, Some(200)));
        assert!(!error.is_retryable());
        let line = error.to_string();
        assert!(line.starts_with("GetStage failed: the response could not be decoded: "), "{line}");
        assert!(line.contains(path), "{line}");
        assert!(error.as_runtime().find_source::<DecodeError>().is_some());
    }
}

#[test]
fn errors_are_send_sync_and_pointer_sized() {
    fn check<E: std::error::Error + Send + Sync + 'static>() {}
    check::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
