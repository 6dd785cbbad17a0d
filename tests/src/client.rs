//! A client without an SDK: it signs with the `aws-sigv4` crate, sends, and shows what came back.
//!
//! Tests of the simulator speak through it; tests of the SDK can do by hand what the SDK would refuse to do.

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST, HeaderMap, HeaderValue};
use http::{Method, Request};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use jiff::Timestamp;
use serde_json::Value;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime};
use tokio::net::TcpStream;

/// What can go wrong here is a test's failure, whatever it is.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A client of one address that signs every request for the service `ivs`.
#[derive(Clone, Debug)]
pub struct RawClient {
    address: SocketAddr,
    credentials: Credentials,
    region: String,
    service: String,
    time: Option<Timestamp>,
}

/// An answer as it came.
#[derive(Clone, Debug)]
pub struct RawAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: HeaderMap,
    /// The body's bytes.
    pub body: Bytes,
}

impl RawClient {
    /// A client that signs with a key, for a region.
    pub fn new(
        address: SocketAddr,
        region: &str,
        access_key_id: &str,
        secret_access_key: &str,
    ) -> Self {
        Self {
            address,
            credentials: Credentials::new(access_key_id, secret_access_key, None, None, "raw"),
            region: region.to_owned(),
            service: "ivs".to_owned(),
            time: None,
        }
    }

    /// Signs with another key.
    #[must_use]
    pub fn with_key(mut self, access_key_id: &str, secret_access_key: &str) -> Self {
        let token = self.credentials.session_token().map(str::to_owned);
        self.credentials = Credentials::new(access_key_id, secret_access_key, token, None, "raw");
        self
    }

    /// Signs with a session token, or without one.
    #[must_use]
    pub fn with_session_token(mut self, token: Option<String>) -> Self {
        let (id, secret) = (
            self.credentials.access_key_id(),
            self.credentials.secret_access_key(),
        );
        self.credentials = Credentials::new(id, secret, token, None, "raw");
        self
    }

    /// Signs for another region.
    #[must_use]
    pub fn with_region(mut self, region: &str) -> Self {
        self.region = region.to_owned();
        self
    }

    /// Signs for another service.
    #[must_use]
    pub fn with_service(mut self, service: &str) -> Self {
        self.service = service.to_owned();
        self
    }

    /// Signs as if it were that time.
    #[must_use]
    pub fn at(mut self, time: Timestamp) -> Self {
        self.time = Some(time);
        self
    }

    /// Posts an input to `/{operation}`, signed: the form of all operations but those on tags.
    ///
    /// # Errors
    /// If no answer comes.
    pub async fn call(&self, operation: &str, input: &Value) -> Result<RawAnswer, Error> {
        self.send(&Method::POST, &format!("/{operation}"), Some(input))
            .await
    }

    /// Sends a request with a JSON body or without one, signed in its headers.
    ///
    /// # Errors
    /// If no answer comes.
    pub async fn send(
        &self,
        method: &Method,
        target: &str,
        body: Option<&Value>,
    ) -> Result<RawAnswer, Error> {
        let mut request = self.request(method, target, body)?;
        self.sign(&mut request)?;
        self.transmit(request).await
    }

    /// A request that is not signed. `target` is path and query, percent-encoded.
    ///
    /// # Errors
    /// If `target` is not that.
    pub fn request(
        &self,
        method: &Method,
        target: &str,
        body: Option<&Value>,
    ) -> Result<Request<Bytes>, Error> {
        let request = Request::builder()
            .method(method)
            .uri(target)
            .header(HOST, self.address.to_string());
        Ok(match body {
            Some(body) => request
                .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
                .body(Bytes::from(body.to_string()))?,
            None => request.body(Bytes::new())?,
        })
    }

    /// Signs a request in its headers.
    ///
    /// # Errors
    /// If it cannot be signed.
    pub fn sign(&self, request: &mut Request<Bytes>) -> Result<(), Error> {
        self.apply(request, SigningSettings::default())
    }

    /// Signs a request in its query; the signature is good for a time.
    ///
    /// # Errors
    /// If it cannot be signed.
    pub fn presign(&self, request: &mut Request<Bytes>, expires_in: Duration) -> Result<(), Error> {
        let mut settings = SigningSettings::default();
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(expires_in);
        self.apply(request, settings)
    }

    /// Sends a request as it is, on a connection of its own.
    ///
    /// # Errors
    /// If no answer comes within 30 seconds, or if it breaks off.
    pub async fn transmit(&self, request: Request<Bytes>) -> Result<RawAnswer, Error> {
        tokio::time::timeout(TIMEOUT, self.exchange(request)).await?
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<RawAnswer, Error> {
        let stream = TcpStream::connect(self.address).await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        let answer = async move {
            let (head, body) = sender
                .send_request(request.map(Full::new))
                .await?
                .into_parts();
            let body = body.collect().await?.to_bytes();
            Ok::<_, Error>(RawAnswer {
                status: head.status.as_u16(),
                headers: head.headers,
                body,
            })
        };
        let connection = tokio::spawn(connection);
        let answer = answer.await;
        connection.abort();
        answer
    }

    fn apply(&self, request: &mut Request<Bytes>, settings: SigningSettings) -> Result<(), Error> {
        let identity = self.credentials.clone().into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(&self.service)
            .time(self.time.map_or_else(SystemTime::now, SystemTime::from))
            .settings(settings)
            .build()?
            .into();
        let mut headers = Vec::new();
        for (name, value) in request.headers() {
            headers.push((name.as_str(), value.to_str()?));
        }
        let signable = SignableRequest::new(
            request.method().as_str(),
            format!("http://{}{}", self.address, request.uri()),
            headers.into_iter(),
            SignableBody::Bytes(request.body()),
        )?;
        let (instructions, _) = sign(signable, &params)?.into_parts();
        instructions.apply_to_request_http1x(request);
        Ok(())
    }
}

impl RawAnswer {
    /// The body as JSON; null if it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The code of an error, as `x-amzn-errortype` has it.
    pub fn error_code(&self) -> Option<&str> {
        self.headers.get("x-amzn-errortype")?.to_str().ok()
    }

    /// The message of an error, of the service or of the gateway before it.
    pub fn error_message(&self) -> Option<String> {
        let body = self.json();
        let message = body
            .get("exceptionMessage")
            .or_else(|| body.get("message"))?;
        Some(message.as_str()?.to_owned())
    }
}
