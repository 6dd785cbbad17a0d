//! Tokens of providers, HTTP schemes whose header is the caller's, and schemes without a credential in requests.

use crate::loopback::{self, Loopback};
use crate::{generated_with_codes, input};

#[test]
fn tokens_are_refreshed_and_other_schemes_are_headers_or_left_out() {
    let text = include_str!("document.yaml");
    let (files, codes) = generated_with_codes(&input(text), "sdk");
    let expected = [
        "unencrypted-server",
        "undefined-security-scheme",
        "undefined-security-scheme",
        "client-certificate",
    ];
    assert_eq!(codes, expected);
    let server = Loopback::start(|request, _| match request.header("authorization") {
        "Bearer t1" => ("401 Unauthorized".to_owned(), Vec::new()),
        _ => ("204 No Content".to_owned(), Vec::new()),
    });
    let output = loopback::run("security", &files, include_str!("program.rs"), &server);
    let received = server.received();
    let seen = received
        .iter()
        .map(|request| format!("{} | {}", request.line, request.header("authorization")));
    let expected = [
        // The first token has expired at the second call, and the service rejects the next one.
        "GET /v1/secrets | Bearer t0",
        "GET /v1/secrets | Bearer t1",
        "GET /v1/secrets | Bearer t2",
        "GET /v1/secrets | Bearer t2",
        "GET /v1/secrets | Bearer abc",
        "GET /v1/profile | Bearer abc",
        "GET /v1/tokens | Bearer abc",
        "POST /v1/tokens | Bearer abc",
        "GET /v1/audit | Bearer abc",
        "PUT /v1/audit | ",
        "GET /v1/status | ",
        "GET /v1/keys | Digest username=\"ann\", response=\"6629\"",
        "POST /v1/keys | HOBA result=\"r\"",
        "PUT /v1/status | Digest username=\"ann\", response=\"6629\"",
    ];
    assert_eq!(seen.collect::<Vec<_>>(), expected, "{output}");
    let expected = "\
Credentials: getProfile failed: no credentials for the operation: set `identity` (.bearer_token(…), or SDK_TOKEN)
Credentials: listSecrets failed: no token: the login is offline
Credentials: listSecrets failed: no credentials for the operation: set `login` (.bearer_token(…), or SDK_TOKEN)
";
    assert_eq!(output, expected);
}
