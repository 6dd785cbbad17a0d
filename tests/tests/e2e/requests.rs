//! Requests byte for byte: method, target, body and headers. `all_operations` compares every member of every
//! operation as JSON; here order, escaping and encoding are compared too.

use crate::support::{ARN, builder, call_with_response};
use e2e_tests::capture::{Capture, CapturedRequest, Response};
use generated_sdk::types::ParticipantTokenCapability::{Publish, Subscribe};
use generated_sdk::types::ParticipantTokenConfiguration;
use generated_sdk::{Client, Error};

/// [`ARN`], percent-encoded as a path segment.
const ARN_IN_PATH: &str = "arn%3Aaws%3Aivs%3Aus-east-1%3A123456789012%3Astage%2FAbCdEf012345";

/// Makes a call and compares the request line and the bytes of the body, and validates the headers.
async fn check<T>(
    request_line: &str,
    body: &str,
    call: impl AsyncFnOnce(&Client) -> Result<T, Error>,
) {
    let (_, request) = call_with_response("{}", call).await;
    assert_eq!(format!("{} {}", request.method, request.target), request_line);
    assert_eq!(std::str::from_utf8(&request.body).unwrap(), body);
    check_headers(&request);
}

/// Validates names and values of all headers.
fn check_headers(request: &CapturedRequest) {
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
    assert_eq!(request.header("amz-sdk-request"), Some("attempt=1; max=3"));
    let id = request.header("amz-sdk-invocation-id").unwrap();
    let lengths: Vec<usize> = id.split('-').map(str::len).collect();
    assert_eq!((&*lengths, id.as_bytes()[14]), (&[8, 4, 4, 4, 12][..], b'4'), "{id}");
}

/// Validates algorithm, scope and signed headers. The simulator verifies signatures.
fn check_authorization(request: &CapturedRequest) {
    let date = request.header("x-amz-date").unwrap();
    let digit = |c: char| if c.is_ascii_digit() { '0' } else { c };
    assert_eq!(date.chars().map(digit).collect::<String>(), "00000000T000000Z");
    let authorization = request.header("authorization").unwrap();
    let (head, signature) = authorization.split_once(", Signature=").unwrap();
    let mut signed = vec!["amz-sdk-invocation-id", "amz-sdk-request", "content-type", "host"];
    signed.extend(["x-amz-date", "x-amz-security-token"]);
    signed.retain(|name| request.header(name).is_some());
    assert_eq!(
        head,
        format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{}/us-east-1/ivs/aws4_request, SignedHeaders={}",
            &date[..8],
            signed.join(";")
        )
    );
    let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    assert!(signature.len() == 64 && signature.chars().all(hex), "{signature}");
}

#[tokio::test]
async fn body_members_are_in_the_order_of_the_document() {
    let full = format!(
        r#"{{"attributes":{{"a":"1","ü \"":""}},"capabilities":["PUBLISH","SUBSCRIBE"],"duration":20160,"stageArn":"{ARN}","userId":"alice"}}"#
    );
    check("POST /CreateParticipantToken", &full, async |client| {
        let call = client
            .create_participant_token(ARN)
            .user_id("alice")
            .duration(20160)
            .capabilities([Publish, Subscribe])
            .attributes([("ü \"", ""), ("a", "1")]);
        call.send().await
    })
    .await;
    let full = concat!(
        r#"{"name":"demo","participantTokenConfigurations":["#,
        r#"{"attributes":{"k":"v"},"capabilities":["SUBSCRIBE"],"duration":1,"userId":"bob"},{}],"#,
        r#""tags":{"cost":"7","team":"video"}}"#,
    );
    check("POST /CreateStage", full, async |client| {
        let bob = ParticipantTokenConfiguration::default()
            .with_attributes([("k", "v")])
            .with_capabilities([Subscribe])
            .with_duration(1)
            .with_user_id("bob");
        let call = client
            .create_stage()
            .tags([("team", "video"), ("cost", "7")])
            .name("demo")
            .participant_token_configurations([bob, ParticipantTokenConfiguration::default()]);
        call.send().await
    })
    .await;
}

#[tokio::test]
async fn absent_members_are_omitted_and_empty_ones_are_sent() {
    check("POST /CreateStage", "{}", async |client| client.create_stage().send().await).await;
    let empty = r#"{"name":"","participantTokenConfigurations":[],"tags":{}}"#;
    check("POST /CreateStage", empty, async |client| {
        let call = client.create_stage().name("").participant_token_configurations([]);
        call.tags([("", ""); 0]).send().await
    })
    .await;
}

#[tokio::test]
async fn members_bound_to_path_and_query_are_encoded_and_not_in_the_body() {
    let get = format!("GET /tags/{ARN_IN_PATH}");
    check(&get, "", async |client| client.list_tags_for_resource(ARN).send().await).await;

    let post = format!("POST /tags/{ARN_IN_PATH}");
    check(&post, r#"{"tags":{"a b":"","team":"é"}}"#, async |client| {
        client.tag_resource(ARN, [("team", "é"), ("a b", "")]).send().await
    })
    .await;
    check(&post, r#"{"tags":{}}"#, async |client| {
        client.tag_resource(ARN, [("", ""); 0]).send().await
    })
    .await;

    let delete = format!("DELETE /tags/{ARN_IN_PATH}");
    let keys = format!("{delete}?tagKeys=b&tagKeys=a%20%26%3D%2F%2B%3F%23%C3%A9&tagKeys=b");
    check(&keys, "", async |client| {
        client.untag_resource(ARN, ["b", "a &=/+?#é", "b"]).send().await
    })
    .await;
    check(&delete, "", async |client| client.untag_resource(ARN, [""; 0]).send().await).await;
}

#[tokio::test]
async fn the_endpoint_sets_the_host_and_the_path_prefix() {
    let server = Capture::start([Response::json(200, "{}")]).await.unwrap();
    let url = server.endpoint_url();
    let client = builder().endpoint_url(format!("{url}/base/path/")).build().unwrap();
    client.list_stages().send().await.unwrap();
    let [request] = <[_; 1]>::try_from(server.requests()).unwrap();
    assert_eq!(request.header("host"), url.strip_prefix("http://"));
    assert_eq!(request.target, "/base/path/ListStages");
}

#[tokio::test]
async fn the_app_id_is_in_the_user_agent() {
    let server = Capture::start([Response::json(200, "{}")]).await.unwrap();
    let builder = builder().app_id("shop").endpoint_url(server.endpoint_url());
    builder.build().unwrap().list_stages().send().await.unwrap();
    let [request] = <[_; 1]>::try_from(server.requests()).unwrap();
    let agent = request.header("user-agent").unwrap();
    assert!(agent.ends_with(" app/shop"), "{agent}");
}
