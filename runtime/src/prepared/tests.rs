//! Prepared requests and presigned URIs.

use std::time::Duration;

use crate::test_fixtures::{Fixture, GetStage, credentials};
use crate::testing::Step;
use crate::{
    CallContext, CallOptions, Client, DecodeError, EncodedRequest, Error, ErrorKind, Interceptor,
    Operation, OperationMeta, Response, System,
};

/// An operation without a body.
struct ListTags;

impl Operation for ListTags {
    type Input = String;
    type Output = ();
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("ListTags").read_only();

    fn encode(input: &String) -> Result<EncodedRequest, Error> {
        EncodedRequest::new(http::Method::GET).literal("/tags/").label("arn", input)
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

fn input() -> String {
    "a:b".to_owned()
}

async fn presigned(client: &Client, seconds: u64) -> Result<crate::PresignedRequest, Error> {
    let expires = Duration::from_secs(seconds);
    client.presign::<ListTags>(&input(), &CallOptions::default(), expires).await
}

#[tokio::test]
async fn a_prepared_request_equals_the_one_that_is_sent() {
    let fixture = Fixture::new([Step::response(200, &[], "{}")]);
    let client = fixture.client();
    let options = CallOptions::default();
    let prepared = client.prepare::<GetStage>(&input(), &options).await.unwrap();
    assert!(fixture.transport.take_requests().is_empty());
    client.send::<GetStage>(&input(), &options).await.unwrap();

    let (mut prepared, mut sent) =
        (prepared.into_http(), fixture.transport.take_requests().remove(0));
    for request in [&mut prepared, &mut sent] {
        // Differs between calls, and so does the signature over it.
        assert!(request.headers_mut().remove("amz-sdk-invocation-id").is_some());
        assert!(request.headers_mut().remove("authorization").is_some());
    }
    assert_eq!(prepared.uri(), sent.uri());
    assert_eq!(prepared.headers(), sent.headers());
    assert_eq!(prepared.body(), sent.body());
}

#[tokio::test]
async fn interceptors_change_prepared_and_presigned_requests() {
    #[derive(Debug)]
    struct Mark;
    impl Interceptor for Mark {
        fn before_signing(
            &self,
            _: &CallContext<'_>,
            request: &mut http::Request<bytes::Bytes>,
        ) -> Result<(), Error> {
            request.headers_mut().insert("x-mark", http::HeaderValue::from_static("1"));
            Ok(())
        }
    }
    let client = Fixture::new([]).builder().interceptor(Mark).build().unwrap().0;
    let prepared = client.prepare::<GetStage>(&input(), &CallOptions::default()).await.unwrap();
    let signature = prepared.as_http().headers()["authorization"].to_str().unwrap();
    assert!(signature.contains(";x-mark,"), "{signature}");

    let link = presigned(&client, 60).await.unwrap();
    assert_eq!(link.headers.keys().collect::<Vec<_>>(), ["x-mark"]);
    assert!(link.uri.query().unwrap().contains("SignedHeaders=host%3Bx-mark"), "{}", link.uri);
}

#[tokio::test]
async fn a_presigned_uri_contains_the_signature_and_its_expiry() {
    let fixture = Fixture::new([]);
    let link = presigned(&fixture.client(), 900).await.unwrap();
    let uri = link.uri.to_string();
    assert!(
        uri.starts_with("https://ivsrealtime.eu-west-1.amazonaws.com/tags/a%3Ab?X-Amz-Algorithm="),
        "{uri}"
    );
    assert!(uri.contains("X-Amz-Expires=900&X-Amz-SignedHeaders=host&"), "{uri}");
    assert!(link.headers.is_empty(), "{link:?}");
    assert_eq!(link.expires_at, fixture.system.now() + Duration::from_secs(900));

    let soon = fixture.system.now() + Duration::from_secs(400);
    let passing = fixture.builder().credentials(credentials().expiring_at(soon));
    let link = presigned(&passing.build().unwrap().0, 900).await.unwrap();
    assert_eq!(link.expires_at, soon);
}

#[tokio::test]
async fn errors_name_the_operation_and_the_reason() {
    let client = Fixture::new([]).client();
    let options = CallOptions::default();
    let error = client.prepare::<GetStage>(&String::new(), &options).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().starts_with("GetStage failed: arn: "), "{error}");

    let error = presigned(&client, 604_801).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().starts_with("ListTags failed: expires: "), "{error}");

    let expires = Duration::from_secs(1);
    let error = client.presign::<GetStage>(&input(), &options, expires).await.unwrap_err();
    assert!(error.to_string().starts_with("GetStage failed: body: cannot"), "{error}");
}

#[tokio::test]
async fn debug_shows_no_secret() {
    let client = Fixture::new([]).client();
    let prepared = client.prepare::<GetStage>(&input(), &CallOptions::default()).await.unwrap();
    let link = presigned(&client, 60).await.unwrap();
    let signature = prepared.as_http().headers()["authorization"].to_str().unwrap();
    let (_, signature) = signature.split_once("Signature=").unwrap();
    let (_, link_signature) = link.uri.query().unwrap().split_once("X-Amz-Signature=").unwrap();
    let shown = format!("{prepared:?} {prepared:#?} {link:?} {link:#?}");
    for secret in ["secret-key", "session-token", signature, link_signature] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

/// An operation with a secret path label.
struct Watch;

impl Operation for Watch {
    type Input = String;
    type Output = ();
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Watch").read_only();

    fn encode(input: &String) -> Result<EncodedRequest, Error> {
        let request = EncodedRequest::new(http::Method::GET).literal("/watch/");
        Ok(request.label("streamKey", input)?.query("from", "now"))
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

#[tokio::test]
async fn debug_redacts_secret_path_labels() {
    let client = Fixture::new([]).client();
    let (input, options) = ("hunter2/3".to_owned(), CallOptions::default());
    let prepared = client.prepare::<Watch>(&input, &options).await.unwrap();
    let minute = Duration::from_secs(60);
    let link = client.presign::<Watch>(&input, &options, minute).await;
    let shown = format!("{prepared:?} {:?}", link.unwrap());
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("/watch/**redacted**"), "{shown}");
    assert_eq!(prepared.as_http().uri().path(), "/watch/hunter2%2F3");
}

/// An operation without authorization.
struct Look;

impl Operation for Look {
    type Input = String;
    type Output = ();
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Look").read_only().unsigned();

    fn encode(input: &String) -> Result<EncodedRequest, Error> {
        ListTags::encode(input)
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

#[tokio::test]
async fn an_unsigned_operation_is_prepared_without_credentials_and_not_presigned() {
    let no_credentials = crate::EnvironmentCredentials::new(crate::Environment::empty());
    let builder = Fixture::new([]).builder();
    let client = builder.credentials_provider(no_credentials).build().unwrap().0;
    let options = CallOptions::default();
    let prepared = client.prepare::<Look>(&input(), &options).await.unwrap();
    assert!(!prepared.as_http().headers().contains_key("authorization"));

    let minute = Duration::from_secs(60);
    let error = client.presign::<Look>(&input(), &options, minute).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().contains("is not authorized"), "{error}");
}
