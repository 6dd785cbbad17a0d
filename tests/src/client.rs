//! An HTTP client without the SDK: it signs with the `aws-sigv4` crate and returns the raw response.
//!
//! Tests of the simulator use it, and tests of the SDK that need a request which the SDK would not send.

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

/// Any failure to get a response. In a test all of them are equally unexpected.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// How long a response may take.
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

/// A response as received.
#[derive(Clone, Debug)]
pub struct RawResponse {
    /// The HTTP status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: HeaderMap,
    /// The body's bytes.
    pub body: Bytes,
}

impl RawClient {
    /// Creates a client that signs with an access key for a region.
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

    /// Signs with another access key.
    #[must_use]
    pub fn with_key(mut self, access_key_id: &str, secret_access_key: &str) -> Self {
        let token = self.credentials.session_token().map(str::to_owned);
        self.credentials = Credentials::new(access_key_id, secret_access_key, token, None, "raw");
        self
    }

    /// Signs with a session token, or without one.
    #[must_use]
    pub fn with_session_token(mut self, token: Option<String>) -> Self {
        let (id, secret) = (self.credentials.access_key_id(), self.credentials.secret_access_key());
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

    /// Signs with this time instead of the current one.
    #[must_use]
    pub fn at(mut self, time: Timestamp) -> Self {
        self.time = Some(time);
        self
    }

    /// Sends `POST /{operation}`, signed: the form of all operations except those on tags.
    ///
    /// # Errors
    ///
    /// If no response is received.
    pub async fn call(&self, operation: &str, input: &Value) -> Result<RawResponse, Error> {
        self.send(&Method::POST, &format!("/{operation}"), Some(input)).await
    }

    /// Sends a request with a JSON body or without one, signed in its headers.
    ///
    /// # Errors
    ///
    /// If no response is received.
    pub async fn send(
        &self,
        method: &Method,
        target: &str,
        body: Option<&Value>,
    ) -> Result<RawResponse, Error> {
        let mut request = self.request(method, target, body)?;
        self.sign(&mut request)?;
        self.transmit(request).await
    }

    /// Creates an unsigned request. `target` is path and query, percent-encoded.
    ///
    /// # Errors
    ///
    /// If `target` is not a valid request target.
    pub fn request(
        &self,
        method: &Method,
        target: &str,
        body: Option<&Value>,
    ) -> Result<Request<Bytes>, Error> {
        let request =
            Request::builder().method(method).uri(target).header(HOST, self.address.to_string());
        Ok(match body {
            Some(body) => request
                .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
                .body(Bytes::from(body.to_string()))?,
            None => request.body(Bytes::new())?,
        })
    }

    /// Signs a request in the `Authorization` header.
    ///
    /// # Errors
    ///
    /// If it cannot be signed.
    pub fn sign(&self, request: &mut Request<Bytes>) -> Result<(), Error> {
        self.apply(request, SigningSettings::default())
    }

    /// Signs a request in its query. The signature is valid for `expires_in`.
    ///
    /// # Errors
    ///
    /// If it cannot be signed.
    pub fn presign(&self, request: &mut Request<Bytes>, expires_in: Duration) -> Result<(), Error> {
        let mut settings = SigningSettings::default();
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(expires_in);
        self.apply(request, settings)
    }

    /// Sends a request unchanged, on a new connection.
    ///
    /// # Errors
    ///
    /// If the response is not complete within 30 seconds.
    pub async fn transmit(&self, request: Request<Bytes>) -> Result<RawResponse, Error> {
        tokio::time::timeout(TIMEOUT, self.exchange(request)).await?
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<RawResponse, Error> {
        let stream = TcpStream::connect(self.address).await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        let response = async move {
            let (head, body) = sender.send_request(request.map(Full::new)).await?.into_parts();
            let body = body.collect().await?.to_bytes();
            Ok::<_, Error>(RawResponse {
                status: head.status.as_u16(),
                headers: head.headers,
                body,
            })
        };
        let connection = tokio::spawn(connection);
        let response = response.await;
        connection.abort();
        response
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

impl RawResponse {
    /// The body as JSON; null if it is not JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The error code in `x-amzn-errortype`.
    pub fn error_code(&self) -> Option<&str> {
        self.headers.get("x-amzn-errortype")?.to_str().ok()
    }

    /// The error message, of the service or of the gateway in front of it.
    pub fn error_message(&self) -> Option<String> {
        let body = self.json();
        let message = body.get("exceptionMessage").or_else(|| body.get("message"))?;
        Some(message.as_str()?.to_owned())
    }
}
