//! Failures that the service itself answers.

use sdk_runtime::ErrorKind::Service;
use std::time::Duration;

use crate::act::{Act, id, ok};
use crate::row::{Row, row};

/// The codes by which services ask for fewer calls.
const THROTTLING: [&str; 14] = [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottledException",
    "RequestThrottled",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "SlowDown",
    "PriorRequestNotComplete",
    "EC2ThrottledException",
];

fn status(status: u16) -> Act {
    Act::Answer(status, vec![id()], b"{}".to_vec())
}

fn in_header(status: u16, code: &str) -> Act {
    Act::Answer(
        status,
        vec![id(), ("x-amzn-errortype", code.to_owned())],
        vec![],
    )
}

fn in_body(status: u16, body: &str) -> Act {
    Act::Answer(status, vec![id()], body.into())
}

fn asked(milliseconds: &str) -> Act {
    Act::Answer(
        429,
        vec![id(), ("x-amz-retry-after", milliseconds.to_owned())],
        b"{}".to_vec(),
    )
}

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for number in [500, 502, 503, 504] {
        rows.push(
            row(format!("HTTP {number}, then well"), [status(number), ok()])
                .succeeds(2)
                .create_fails(Service, "not repeated, as it may have been carried out"),
        );
    }
    for code in THROTTLING {
        let acts = [in_header(400, code), ok()];
        rows.push(row(format!("{code}, then well"), acts).succeeds(2));
    }
    let hour = Duration::from_secs(3600);
    rows.extend([
        row("HTTP 503, always", [status(503)])
            .fails(Service, "HTTP 503", 3)
            .create_once(),
        row("HTTP 501", [status(501)]).fails(Service, "HTTP 501", 1),
        row("HTTP 429, then well", [status(429), ok()]).succeeds(2),
        row("HTTP 429 that says when to come back", [asked("80"), ok()]).succeeds(2),
        row("HTTP 429 that says nonsense", [asked("soon"), ok()]).succeeds(2),
        row("HTTP 429, always", [status(429)]).fails(Service, "HTTP 429", 3),
        row(
            "throttling with a 5xx status",
            [in_header(503, "SlowDown"), ok()],
        )
        .succeeds(2)
        .create_fails(Service, "SlowDown"),
        row(
            "RequestTimeout, then well",
            [in_header(400, "RequestTimeout"), ok()],
        )
        .succeeds(2)
        .create_fails(Service, "RequestTimeout"),
        row(
            "a code that nobody knows, 4xx",
            [in_header(400, "OutOfCheese")],
        )
        .fails(Service, "OutOfCheese (HTTP 400", 1),
        row(
            "a code that nobody knows, 5xx",
            [in_header(500, "OutOfCheese"), ok()],
        )
        .succeeds(2)
        .create_fails(Service, "OutOfCheese"),
        row(
            "the error in the header only",
            [in_header(404, "ResourceNotFoundException:http://x/")],
        )
        .fails(
            Service,
            "ResourceNotFoundException (HTTP 404, request id id-1",
            1,
        ),
        row(
            "the error in the body only",
            [in_body(
                409,
                r#"{"__type":"a.b#ConflictException","message":"taken"}"#,
            )],
        )
        .fails(Service, "ConflictException: taken (HTTP 409", 1),
        row("an error with an empty body", [in_body(400, "")]).fails(
            Service,
            "the answer has no body and names no error",
            1,
        ),
        row(
            "an error 20,000 levels deep",
            [in_body(500, &"[".repeat(20_000)), ok()],
        )
        .succeeds(2)
        .create_fails(Service, "JSON that is cut short or broken"),
        row(
            "an error that is not UTF-8",
            [Act::Answer(400, vec![id()], vec![0xff, 0])],
        )
        .fails(Service, "the body is not text but 2 bytes", 1),
        row(
            "an error in plain text",
            [in_body(400, "upstream connect error")],
        )
        .fails(
            Service,
            "plain text in place of JSON: \"upstream connect error\"",
            1,
        ),
        row("access denied", [in_header(403, "AccessDeniedException")]).fails(
            Service,
            "AccessDeniedException",
            1,
        ),
        row("a computer whose clock is an hour fast", [Act::Dated])
            .clock_is_off(hour)
            .succeeds(2),
        row(
            "a signature that is wrong for another reason",
            [in_header(403, "SignatureDoesNotMatch")],
        )
        .fails(Service, "SignatureDoesNotMatch", 1),
    ]);
    rows
}
