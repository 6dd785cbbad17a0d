//! Fixtures of the unit tests: a service, two of its operations, and clients without environment and
//! network.

#![cfg_attr(
    not(feature = "aws"),
    allow(dead_code, unused_imports, reason = "most tests are of an AWS service")
)]

use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::transport::{Transport, TransportError, TransportLimits};
use crate::{
    BoxFuture, CallOptions, Client, ClientBuilder, DecodeError, EncodedRequest, Environment, Error,
    ModeledError, Operation, OperationMeta, Paginated, Response, ServiceClient, ServiceMeta,
};

/// The metadata of the service.
pub(crate) const SERVICE: ServiceMeta = ServiceMeta {
    id: "ivs-realtime",
    title: "Amazon IVS RealTime",
    api_version: "2020-07-14",
    endpoint_prefix: "ivsrealtime",
    signing_name: "ivs",
};

/// The client type of the service.
pub(crate) struct Service(pub(crate) Client);

impl ServiceClient for Service {
    const SERVICE: ServiceMeta = SERVICE;
    const SECRETS: &'static [&'static str] = &["pin"];
    const ERRORS: &'static [ModeledError] =
        &[ModeledError::new("StageBusy").message("reason").throttling()];
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

/// The client type of a service without a provider.
pub(crate) struct PlainService(pub(crate) Client);

impl ServiceClient for PlainService {
    const SERVICE: ServiceMeta = ServiceMeta { signing_name: "", ..SERVICE };
    const SECRETS: &'static [&'static str] = &["pin"];
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

/// A read-only operation with a path label and a JSON body.
pub(crate) struct GetStage;

impl Operation for GetStage {
    type Input = String;
    type Output = serde_json::Value;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("GetStage").read_only();

    fn encode(input: &String) -> Result<EncodedRequest, Error> {
        EncodedRequest::new(http::Method::POST)
            .literal("/GetStage/")
            .label("arn", input)?
            .json(&serde_json::json!({ "arn": input }))
    }

    fn decode(response: &Response) -> Result<serde_json::Value, DecodeError> {
        response.json()
    }
}

/// A list operation, whose input is the token of a page.
pub(crate) struct List;

/// A page of [`List`].
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) items: Vec<i64>,
    pub(crate) next_token: Option<String>,
}

crate::structure! {
    Page: decode;
    "items" => items;
    "nextToken" => next_token;
}

impl Operation for List {
    type Input = Option<String>;
    type Output = Page;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("List").read_only();

    fn encode(input: &Option<String>) -> Result<EncodedRequest, Error> {
        EncodedRequest::new(http::Method::POST).literal("/List").json(input)
    }

    fn decode(response: &Response) -> Result<Page, DecodeError> {
        response.json()
    }
}

impl Paginated for List {
    type Item = i64;

    fn token(input: &Option<String>) -> Option<&str> {
        input.as_deref()
    }

    fn set_token(input: &mut Option<String>, token: String) {
        *input = Some(token);
    }

    fn next_token(output: &Page) -> Option<&str> {
        output.next_token.as_deref()
    }

    fn into_items(output: Page) -> Vec<i64> {
        output.items
    }
}

/// Temporary credentials.
#[cfg(feature = "aws")]
pub(crate) fn credentials() -> crate::Credentials {
    crate::Credentials::new("AKID", "secret-key", Some("session-token".into()))
}

/// A builder with region and credentials that reads no environment.
#[cfg(feature = "aws")]
pub(crate) fn builder() -> ClientBuilder<Service> {
    ClientBuilder::new(Environment::empty()).region("eu-west-1").credentials(credentials())
}

/// A scripted transport and a manual clock. Random numbers are the highest, so that delays are the
/// longest possible.
#[cfg(feature = "aws")]
pub(crate) struct Fixture {
    pub(crate) system: ManualSystem,
    pub(crate) transport: ScriptedTransport,
}

#[cfg(feature = "aws")]
impl Fixture {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self {
            system: ManualSystem::default().with_random(255),
            transport: ScriptedTransport::new(steps),
        }
    }

    pub(crate) fn builder(&self) -> ClientBuilder<Service> {
        builder().transport(self.transport.clone()).system(self.system.clone())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap().0
    }

    /// Calls `GetStage` with the default options.
    pub(crate) async fn call(&self) -> Result<serde_json::Value, Error> {
        get_stage(&self.client(), CallOptions::default()).await
    }
}

/// Returns another key each time, `KEY0`, `KEY1` and so on, without an expiration.
#[cfg(feature = "aws")]
#[derive(Debug, Default)]
pub(crate) struct RotatingProvider(pub(crate) AtomicUsize);

#[cfg(feature = "aws")]
impl crate::ProvideCredentials for RotatingProvider {
    fn provide(&self) -> BoxFuture<'_, Result<crate::Credentials, crate::CredentialsError>> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        let key = crate::Credentials::new(format!("KEY{number}"), "secret", None);
        Box::pin(std::future::ready(Ok(key)))
    }
}

/// Records the limits of each request.
#[derive(Clone, Debug)]
pub(crate) struct LimitRecorder(
    pub(crate) ScriptedTransport,
    pub(crate) Arc<Mutex<Vec<TransportLimits>>>,
);

impl Transport for LimitRecorder {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        self.1.lock().unwrap().push(limits);
        self.0.send(request, limits)
    }
}

/// Polls a future once, which must be pending, and drops it.
pub(crate) async fn poll_and_drop(future: impl Future) {
    let mut future = pin!(future);
    let poll = poll_fn(|context| Poll::Ready(future.as_mut().poll(context))).await;
    assert!(poll.is_pending());
}

/// Calls `GetStage` with a fixed input.
pub(crate) async fn get_stage(
    client: &Client,
    options: CallOptions,
) -> Result<serde_json::Value, Error> {
    client.send::<GetStage>(&"a:b".to_owned(), &options).await
}

/// A successful response of `GetStage`.
pub(crate) fn ok() -> Step {
    Step::response(200, &[], r#"{"name":"demo"}"#)
}

/// A response with an empty JSON object.
pub(crate) fn status(status: u16) -> Step {
    Step::response(status, &[], "{}")
}

/// An error response with a code and no message.
pub(crate) fn service_error(status: u16, code: &str) -> Step {
    Step::response(status, &[("x-amzn-errortype", code)], "{}")
}

/// A response as the transport returns it.
pub(crate) fn response(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: impl Into<Bytes>,
) -> Response {
    let headers = headers
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    Response {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::from_iter(headers),
        body: body.into(),
    }
}
