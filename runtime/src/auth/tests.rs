//! Where credentials are sent, which alternative is chosen, and the errors of missing ones.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::{SchemeKind, Security, SecurityScheme};
use crate::test_fixtures::PlainService;
use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::{
    BoxFuture, CallOptions, Client, ClientBuilder, Credential, DecodeError, EncodedRequest,
    Environment, Error, ErrorKind, Operation, OperationMeta, ProvideToken, Response, ServiceClient,
    ServiceMeta, System as _, Token, TokenError,
};

/// A service with each kind of scheme.
struct Service(Client);

const fn scheme(name: &'static str, kind: SchemeKind) -> SecurityScheme {
    SecurityScheme { name, kind }
}

impl ServiceClient for Service {
    const SERVICE: ServiceMeta = ServiceMeta { id: "pet-store", ..PlainService::SERVICE };
    const BASE_URL: &'static str = "https://pets.example/v1";
    const SECURITY: Security = Security {
        schemes: &[
            scheme("header_key", SchemeKind::Header("X-Key")),
            scheme("query_key", SchemeKind::Query("api key")),
            scheme("cookie_key", SchemeKind::Cookie("session")),
            scheme("user", SchemeKind::Basic),
            scheme("login", SchemeKind::Bearer),
        ],
        default: &[&[4], &[0, 1]],
    };
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

/// An operation that takes the alternatives of the service.
struct Default;
/// One that takes a cookie and a key, or a user.
struct Own;
/// One that needs no credentials and uses a token if there is one.
struct Optional;

fn encode() -> Result<EncodedRequest, Error> {
    Ok(EncodedRequest::new(http::Method::GET).literal("/pets").query("limit", "1"))
}

macro_rules! operation {
    ($name:ident, $meta:expr) => {
        impl Operation for $name {
            type Input = ();
            type Output = ();
            type Error = Error;
            const META: OperationMeta = $meta;

            fn encode((): &()) -> Result<EncodedRequest, Error> {
                encode()
            }

            fn decode(_: &Response) -> Result<(), DecodeError> {
                Ok(())
            }
        }
    };
}

operation!(Default, OperationMeta::new("Default").read_only());
operation!(Own, OperationMeta::new("Own").security(&[&[2, 0], &[3]]));
operation!(Optional, OperationMeta::new("Optional").security(&[&[], &[4]]));

fn builder(variables: &[(&str, &str)]) -> (ClientBuilder<Service>, ScriptedTransport) {
    let transport = ScriptedTransport::new((0..3).map(|_| Step::response(200, &[], "{}")));
    let environment = Environment::from_iter(variables.iter().copied());
    let builder = ClientBuilder::new(environment).transport(transport.clone());
    (builder.system(ManualSystem::default()), transport)
}

async fn call<O: Operation<Input = (), Output = (), Error = Error>>(
    builder: ClientBuilder<Service>,
) -> Result<(), Error> {
    builder.build()?.0.send::<O>(&(), &CallOptions::default()).await
}

fn header<'r>(request: &'r http::Request<bytes::Bytes>, name: &str) -> Option<&'r str> {
    request.headers().get(name)?.to_str().ok()
}

#[tokio::test]
async fn the_first_alternative_with_credentials_is_sent() {
    let (builder, transport) = builder(&[]);
    let builder = builder
        .credential("header_key", Credential::api_key("k/1"))
        .credential("query_key", Credential::api_key("s e&c"))
        .credential("cookie_key", Credential::api_key("c1"))
        .basic_auth("ann", "pass");
    call::<Default>(builder.clone()).await.unwrap();
    call::<Own>(builder.clone()).await.unwrap();
    call::<Default>(builder.bearer_token("t1")).await.unwrap();

    let requests = transport.take_requests();
    assert_eq!(requests[0].uri(), "https://pets.example/v1/pets?limit=1&api%20key=s%20e%26c");
    assert_eq!(header(&requests[0], "x-key"), Some("k/1"));
    assert_eq!(header(&requests[0], "authorization"), None);
    assert_eq!(header(&requests[1], "cookie"), Some("session=c1"));
    assert_eq!(header(&requests[1], "x-key"), Some("k/1"));
    assert_eq!(header(&requests[2], "authorization"), Some("Bearer t1"));
    assert_eq!(header(&requests[2], "x-key"), None, "one alternative, and no other secret");
}

/// An operation at the URL of a page, which repeats the key.
struct Page;

impl Operation for Page {
    type Input = ();
    type Output = ();
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Page").read_only();

    fn encode((): &()) -> Result<EncodedRequest, Error> {
        let request = encode()?.query("api key", "old").query("api key2", "x");
        Ok(request.query("api key", "older"))
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

#[tokio::test]
async fn a_key_in_the_query_replaces_one_of_its_name() {
    let (builder, transport) = builder(&[]);
    let keys = builder
        .credential("header_key", Credential::api_key("k"))
        .credential("query_key", Credential::api_key("new"));
    call::<Page>(keys).await.unwrap();
    let requests = transport.take_requests();
    let expected = "https://pets.example/v1/pets?limit=1&api%20key2=x&api%20key=new";
    assert_eq!(requests[0].uri(), expected);
}

#[tokio::test]
async fn a_user_is_sent_by_the_basic_scheme() {
    let (builder, transport) = builder(&[]);
    call::<Own>(builder.basic_auth("Aladdin", "open sesame")).await.unwrap();
    let requests = transport.take_requests();
    // The example of RFC 7617.
    let expected = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
    assert_eq!(header(&requests[0], "authorization"), Some(expected));
}

#[tokio::test]
async fn credentials_come_from_the_environment_unless_they_are_set() {
    let variables = [
        ("PET_STORE_TOKEN", "t1"),
        ("PET_STORE_COOKIE_KEY", "c1"),
        ("PET_STORE_HEADER_KEY", "k1"),
        ("PET_STORE_USERNAME", "ann"),
    ];
    let (builder, transport) = builder(&variables);
    call::<Default>(builder.clone()).await.unwrap();
    call::<Own>(builder.clone()).await.unwrap();
    call::<Default>(builder.bearer_token("t2")).await.unwrap();
    let requests = transport.take_requests();
    assert_eq!(header(&requests[0], "authorization"), Some("Bearer t1"));
    assert_eq!(header(&requests[1], "cookie"), Some("session=c1"));
    assert_eq!(header(&requests[2], "authorization"), Some("Bearer t2"));
}

#[tokio::test]
async fn optional_credentials_are_sent_if_they_are_set() {
    let (builder, transport) = builder(&[]);
    call::<Optional>(builder.clone()).await.unwrap();
    call::<Optional>(builder.bearer_token("t1")).await.unwrap();
    let requests = transport.take_requests();
    assert_eq!(header(&requests[0], "authorization"), None);
    assert_eq!(header(&requests[1], "authorization"), Some("Bearer t1"));
}

#[tokio::test]
async fn a_missing_credential_is_an_error_that_names_the_alternatives() {
    let (builder, transport) = builder(&[]);
    let error = call::<Default>(builder.credential("query_key", Credential::api_key("k")));
    let error = error.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(
        error.to_string(),
        "Default failed: no credentials for the operation: set `login` (.bearer_token(…), or \
         PET_STORE_TOKEN), or `header_key` (.credential(\"header_key\", …), or PET_STORE_HEADER_KEY) and \
         `query_key` (.credential(\"query_key\", …), or PET_STORE_QUERY_KEY)"
    );
    assert!(transport.take_requests().is_empty(), "nothing is sent");
}

#[test]
fn a_credential_for_no_scheme_or_several_is_an_error() {
    for (set, expected) in [
        ((None, Credential::api_key("k")), "several API keys"),
        ((Some("user"), Credential::api_key("k")), "is an API key"),
        ((Some("other"), Credential::bearer("t")), "no security scheme \"other\""),
    ] {
        let (mut builder, _) = builder(&[]);
        builder.settings.auth.push((set.0.map(str::to_owned), set.1));
        let error = builder.build().err().unwrap().to_string();
        assert!(error.contains(expected) && error.contains("`user`"), "{error}");
    }
    let error = ClientBuilder::<PlainService>::new(Environment::empty())
        .base_url("https://a.example")
        .bearer_token("t")
        .build();
    assert!(error.err().unwrap().to_string().contains("takes no bearer token"));
}

#[tokio::test]
async fn an_empty_credential_is_an_error_that_names_its_setting() {
    let provider = Credential::token_provider(Fixed(" "));
    for (name, credential, expected) in [
        (
            "login",
            Credential::bearer(""),
            "bearer token is empty: set `login` (.bearer_token(…), or PET_STORE_TOKEN)",
        ),
        ("login", provider, "provider of tokens for `login` returned an empty token"),
        ("user", Credential::basic("", " "), "is empty: set `user` (.basic_auth(…)"),
    ] {
        let (builder, transport) = builder(&[("PET_STORE_TOKEN", "t")]);
        let builder = builder.credential(name, credential);
        let error = match name {
            "user" => call::<Own>(builder).await,
            _ => call::<Default>(builder).await,
        };
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.to_string().contains(expected), "{error}");
        assert!(transport.take_requests().is_empty(), "{error}");
    }
    let (builder, transport) = builder(&[("PET_STORE_TOKEN", " \n"), ("PET_STORE_COOKIE_KEY", "")]);
    let error = call::<Default>(builder.clone()).await.unwrap_err();
    assert!(error.to_string().contains("no credentials for the operation"), "{error}");
    // Services that take a key as the user name.
    call::<Own>(builder.basic_auth("key", "")).await.unwrap();
    assert_eq!(header(&transport.take_requests()[0], "authorization"), Some("Basic a2V5Og=="));
}

#[tokio::test]
async fn a_credential_with_a_line_break_is_an_error_that_does_not_show_it() {
    let (builder, transport) = builder(&[]);
    let error = call::<Default>(builder.bearer_token("hunter2\n")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let message = error.to_string();
    assert!(message.contains("usually a line break or a space at its end"), "{message}");
    assert!(!message.contains("hunter2") && transport.take_requests().is_empty(), "{message}");
}

/// Returns the same token.
#[derive(Debug)]
struct Fixed(&'static str);

impl ProvideToken for Fixed {
    fn provide(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(std::future::ready(Ok(Token::new(self.0))))
    }
}

/// Returns `t0`, `t1`, … that expire after an hour.
#[derive(Debug)]
struct Tokens {
    system: ManualSystem,
    calls: Arc<AtomicUsize>,
}

impl ProvideToken for Tokens {
    fn provide(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        let token = Token::new(format!("t{number}"));
        let end = self.system.now() + Duration::from_secs(3600);
        Box::pin(std::future::ready(Ok(token.expiring_at(end))))
    }
}

#[tokio::test]
async fn a_token_is_kept_until_it_expires_or_is_rejected() {
    let (client, transport, system, _) = with_tokens(&[200, 200, 401, 200, 200]);
    let options = CallOptions::default();
    for _ in 0..3 {
        client.send::<Default>(&(), &options).await.unwrap();
        system.advance(Duration::from_secs(60));
    }
    system.advance(Duration::from_secs(7200));
    client.send::<Default>(&(), &options).await.unwrap();
    assert_eq!(tokens(&transport), ["t0", "t0", "t0", "t1", "t2"]);
}

/// A client with a provider of tokens, which responds with these statuses.
fn with_tokens(statuses: &[u16]) -> (Client, ScriptedTransport, ManualSystem, Arc<AtomicUsize>) {
    let steps: Vec<_> = statuses.iter().map(|status| Step::response(*status, &[], "{}")).collect();
    let transport = ScriptedTransport::new(steps);
    let system = ManualSystem::default();
    let calls = Arc::new(AtomicUsize::new(0));
    let client = ClientBuilder::<Service>::new(Environment::empty())
        .transport(transport.clone())
        .system(system.clone())
        .token_provider(Tokens { system: system.clone(), calls: Arc::clone(&calls) })
        .build()
        .unwrap()
        .0;
    (client, transport, system, calls)
}

fn tokens(transport: &ScriptedTransport) -> Vec<String> {
    let requests = transport.take_requests();
    let sent = requests.iter().filter_map(|request| header(request, "authorization"));
    sent.map(|value| value.trim_start_matches("Bearer ").to_owned()).collect()
}

#[tokio::test]
async fn a_first_token_that_is_rejected_is_replaced_in_the_same_call() {
    let (client, transport, ..) = with_tokens(&[401, 200, 200]);
    let options = CallOptions::default();
    client.send::<Default>(&(), &options).await.unwrap();
    client.send::<Default>(&(), &options).await.unwrap();
    assert_eq!(tokens(&transport), ["t0", "t1", "t1"]);
}

#[tokio::test]
async fn a_provider_is_called_twice_in_30_seconds_if_all_tokens_are_rejected() {
    let (client, transport, system, calls) = with_tokens(&[401; 5]);
    let options = CallOptions::default();
    let error = client.send::<Default>(&(), &options).await.unwrap_err();
    assert_eq!((error.attempts().len(), calls.load(Ordering::Relaxed)), (2, 2));
    assert_eq!(error.status(), Some(http::StatusCode::UNAUTHORIZED));
    let error = client.send::<Default>(&(), &options).await.unwrap_err();
    assert_eq!((error.attempts().len(), calls.load(Ordering::Relaxed)), (1, 2));
    system.advance(Duration::from_secs(31));
    // It is renewed ahead, and the renewed one is rejected.
    let error = client.send::<Default>(&(), &options).await.unwrap_err();
    assert_eq!(calls.load(Ordering::Relaxed), 4, "{error}");
    assert_eq!(tokens(&transport), ["t0", "t1", "t1", "t2", "t3"]);
}

#[tokio::test]
async fn calls_wait_for_the_token_that_replaces_a_rejected_one() {
    let (client, transport, _, calls) = with_tokens(&[200, 401, 200, 200, 200]);
    let options = CallOptions::default();
    client.send::<Default>(&(), &options).await.unwrap();
    let call = || client.send::<Default>(&(), &options);
    let (one, two, three) = tokio::join!(call(), call(), call());
    for outcome in [one, two, three] {
        outcome.unwrap();
    }
    assert_eq!(calls.load(Ordering::Relaxed), 2);
    assert_eq!(tokens(&transport), ["t0", "t0", "t1", "t1", "t1"]);
}

/// Returns a token once, and then fails.
#[derive(Debug, Default)]
struct Once(AtomicUsize);

impl ProvideToken for Once {
    fn provide(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        let token = match self.0.fetch_add(1, Ordering::Relaxed) {
            0 => Ok(Token::new("t")),
            _ => Err(TokenError::new("down")),
        };
        Box::pin(std::future::ready(token))
    }
}

#[tokio::test]
async fn a_rejected_token_is_used_while_its_provider_has_no_other() {
    let steps = [401, 200, 200].map(|status| Step::response(status, &[], "{}"));
    let transport = ScriptedTransport::new(steps);
    let builder = ClientBuilder::<Service>::new(Environment::empty())
        .transport(transport.clone())
        .system(ManualSystem::default())
        .token_provider(Once::default());
    let client = builder.build().unwrap().0;
    for _ in 0..2 {
        client.send::<Default>(&(), &CallOptions::default()).await.unwrap();
    }
    assert_eq!(tokens(&transport), ["t", "t", "t"]);
}

#[tokio::test]
async fn secrets_are_shown_nowhere() {
    let body = r#"{"message":"bad key s e&c or QWxhZGRpbjpvcGVu"}"#;
    let transport = ScriptedTransport::new([Step::response(403, &[], body)]);
    let builder = ClientBuilder::<Service>::new(Environment::empty())
        .transport(transport.clone())
        .credential("header_key", Credential::api_key("k-secret"))
        .credential("query_key", Credential::api_key("s e&c"));
    let client = builder.clone().build().unwrap().0;
    let error = client.send::<Default>(&(), &CallOptions::default()).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("s e&c"), "{error}");
    let prepared = client.prepare::<Default>(&(), &CallOptions::default()).await.unwrap();
    let shown = format!("{prepared:?} {:?} {:?}", prepared.as_http().headers(), client);
    assert!(!shown.contains("k-secret") && !shown.contains("s%20e%26c"), "{shown}");
    let credential = Credential::basic("ann", "hidden");
    assert!(!format!("{credential:?}").contains("hidden"));
}

#[cfg(feature = "testing")]
#[tokio::test]
async fn a_recording_holds_no_key() {
    use crate::testing::Recorder;

    let (builder, transport) = builder(&[]);
    let recorder = Recorder::new(transport);
    let builder = builder
        .transport(recorder.clone())
        .credential("header_key", Credential::api_key("k-secret"))
        .credential("query_key", Credential::api_key("q-secret"));
    call::<Default>(builder).await.unwrap();
    let recording = recorder.to_json();
    assert!(recording.contains("/v1/pets?limit=1"), "{recording}");
    assert!(!recording.contains("k-secret") && !recording.contains("q-secret"), "{recording}");
}
