//! The headers that go along with every request, and no others.

use crate::fixture::{builder, scripted};
use e2e_tests::capture::{Capture, CapturedRequest, Response};
use generated_sdk::{Credentials, Secret};

/// Holds the headers of a request against what each operation's must be.
pub(super) fn check_headers(request: &CapturedRequest) {
    let mut names: Vec<&str> = request.headers.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    let mut expected = vec![
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "authorization",
        "host",
        "user-agent",
        "x-amz-date",
    ];
    if request.method != "GET" {
        expected.push("content-length");
        let length = request.body.len().to_string();
        assert_eq!(request.header("content-length"), Some(&*length));
    }
    if request.method == "POST" {
        expected.push("content-type");
        assert_eq!(request.header("content-type"), Some("application/json"));
    }
    expected.sort_unstable();
    assert_eq!(names, expected);
    check_authorization(request);
    let agent = request.header("user-agent").unwrap();
    assert!(agent.starts_with("sdk-runtime/"), "{agent}");
    assert!(agent.contains(" api/ivs-realtime#2020-07-14 "), "{agent}");
    let sdk_request = request.header("amz-sdk-request");
    assert_eq!(sdk_request, Some("attempt=1; max=3"));
    check_uuid(request.header("amz-sdk-invocation-id").unwrap());
}

/// Algorithm, scope and signed headers. Whether the signature is right, the simulator judges.
fn check_authorization(request: &CapturedRequest) {
    let date = request.header("x-amz-date").unwrap();
    let shape: String = date
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    assert_eq!(shape, "00000000T000000Z");
    let authorization = request.header("authorization").unwrap();
    let (head, signature) = authorization.split_once(", Signature=").unwrap();
    let signed: Vec<&str> = [
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "content-type",
        "host",
        "x-amz-date",
        "x-amz-security-token",
    ]
    .into_iter()
    .filter(|name| request.header(name).is_some())
    .collect();
    assert_eq!(
        head,
        format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{}/us-east-1/ivs/aws4_request, SignedHeaders={}",
            &date[..8],
            signed.join(";")
        )
    );
    assert_eq!(signature.len(), 64, "{signature}");
    let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    assert!(signature.chars().all(hex), "{signature}");
}

fn check_uuid(id: &str) {
    let lengths: Vec<usize> = id.split('-').map(str::len).collect();
    assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
    assert_eq!(id.as_bytes()[14], b'4', "{id}");
}

#[tokio::test]
async fn the_host_is_the_endpoints_and_its_path_goes_before_the_operations() {
    let server = Capture::start([Response::json(200, "{}")]).await.unwrap();
    let url = server.endpoint_url();
    let client = builder()
        .endpoint_url(format!("{url}/base/path/"))
        .build()
        .unwrap();
    client.list_stages().send().await.unwrap();
    let [request] = <[_; 1]>::try_from(server.requests()).unwrap();
    assert_eq!(request.header("host"), url.strip_prefix("http://"));
    assert_eq!(request.target, "/base/path/ListStages");
}

#[tokio::test]
async fn temporary_credentials_send_their_token_and_sign_it() {
    let server = Capture::start([Response::json(200, "{}")]).await.unwrap();
    let token = Some(Secret::from("session/token=="));
    let client = builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "secret-key", token))
        .endpoint_url(server.endpoint_url())
        .build()
        .unwrap();
    client.list_stages().send().await.unwrap();
    let [request] = <[_; 1]>::try_from(server.requests()).unwrap();
    let sent = request.header("x-amz-security-token");
    assert_eq!(sent, Some("session/token=="));
    check_authorization(&request);
}

#[tokio::test]
async fn calls_have_names_of_their_own() {
    let (server, client) = scripted([Response::json(200, "{}"), Response::json(200, "{}")]).await;
    for _ in 0..2 {
        client.list_stages().send().await.unwrap();
    }
    let [one, two] = <[_; 2]>::try_from(server.requests()).unwrap();
    let id = |request: &CapturedRequest| request.header("amz-sdk-invocation-id").map(str::to_owned);
    assert_ne!(id(&one), id(&two));
}

#[tokio::test]
async fn an_application_can_give_its_name() {
    let server = Capture::start([Response::json(200, "{}")]).await.unwrap();
    let builder = builder().app_id("shop").endpoint_url(server.endpoint_url());
    let client = builder.build().unwrap();
    client.list_stages().send().await.unwrap();
    let [request] = <[_; 1]>::try_from(server.requests()).unwrap();
    let agent = request.header("user-agent").unwrap();
    assert!(agent.ends_with(" app/shop"), "{agent}");
}
