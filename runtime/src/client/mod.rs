//! The client of a service, and the pipeline of a call.
//!
//! [`Client::send`] is the only generic function of a call: it encodes the input and decodes the
//! response. The steps between, in [`call`], are compiled once for all operations.

#[cfg(feature = "auth")]
mod auth_builder;
#[cfg(feature = "aws")]
mod aws_builder;
#[cfg(any(feature = "checksum", feature = "compression"))]
mod body;
mod builder;
mod call;
mod interceptor;
mod options;
mod request;
mod trace;

use std::fmt;
use std::sync::Arc;

#[cfg(any(feature = "auth", feature = "cli"))]
pub(crate) use self::builder::variable_prefix;
pub use self::builder::{ClientBuilder, ServiceClient};
pub use self::interceptor::{CallContext, Interceptor};
pub use self::options::{CallOptions, Timeouts};
pub(crate) use self::request::CallRequest;
#[cfg(any(test, feature = "testing"))]
pub(crate) use self::request::OperationRequest;
use crate::endpoint::Endpoint;
use crate::provider::{Authorizer, Identity, Protocol};
use crate::retry::{RateLimiter, Retries, RetryQuota};
use crate::{
    ByteStream, EncodedRequest, Environment, Error, ModeledError, Operation, Response, ServiceMeta,
    System, Transport, random_uuid,
};

/// Sends the operations of a service.
///
/// Cheap to clone: clones share connections, credentials and the retry quota.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<ClientInner>);

pub(crate) struct ClientInner {
    service: ServiceMeta,
    pub(crate) secrets: &'static [&'static str],
    errors: &'static [ModeledError],
    region: String,
    partition: &'static str,
    endpoint: Endpoint,
    follows_servers: bool,
    pub(crate) protocol: Arc<dyn Protocol>,
    pub(crate) authorizer: Option<Arc<dyn Authorizer>>,
    transport: Arc<dyn Transport>,
    pub(crate) system: Arc<dyn System>,
    pub(crate) timeouts: Timeouts,
    pub(crate) retries: Retries,
    pub(crate) max_response_bytes: usize,
    /// The size from which request bodies are compressed; `None` if they are not.
    #[cfg(feature = "compression")]
    min_compression_size: Option<usize>,
    interceptors: Vec<Arc<dyn Interceptor>>,
    #[cfg(any(test, feature = "testing"))]
    fake: Option<crate::testing::Fake>,
    quota: RetryQuota,
    rate: RateLimiter,
}

/// The service that a client calls, and its endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClientMeta {
    /// The service's short name: `ivs-realtime`.
    pub service_id: &'static str,
    /// The service's full name.
    pub title: &'static str,
    /// The version of its API: `2020-07-14`.
    pub api_version: &'static str,
    /// The service name in signatures: `ivs`. Empty for a service without signatures.
    pub signing_name: &'static str,
    /// The region in signatures. Empty for a service without regions.
    pub region: String,
    /// The partition of the region, as in ARNs: `aws`, `aws-cn`. Empty for a service without
    /// regions.
    pub partition: &'static str,
    /// The base URL of requests, without a trailing slash.
    pub endpoint_url: String,
}

impl Client {
    /// Returns a builder for the client of a service, with the environment of the process.
    pub fn builder<C: ServiceClient>() -> ClientBuilder<C> {
        ClientBuilder::new(Environment::process())
    }

    /// Sends one operation, with the client's retries and time-outs, and decodes its output.
    ///
    /// Dropping the future cancels the call; the service may have carried out the operation. The
    /// client remains usable.
    ///
    /// # Errors
    ///
    /// Returns an error of the kind of the step that failed; [`ErrorKind`](crate::ErrorKind) lists the steps.
    pub async fn send<O: Operation>(
        &self,
        input: &O::Input,
        options: &CallOptions,
    ) -> Result<O::Output, O::Error> {
        #[cfg(any(test, feature = "testing"))]
        if let Some(fake) = &self.0.fake {
            let limit = options.timeouts(&self.0.timeouts).overall;
            let Self(client) = self;
            let (system, protocol) = (&*client.system, &*client.protocol);
            return fake.handle::<O>(system, protocol, client.errors, limit, input).await;
        }
        let mut output = None;
        let mut decode = |response: &Response, stream: Option<ByteStream>| {
            let output = output.insert(O::decode(response)?);
            if let Some(stream) = stream {
                O::attach_body(output, stream);
            }
            Ok(())
        };
        self.dispatch(O::META, self.encode::<O>(input), options, &mut decode).await?;
        output.ok_or_else(|| Error::not_decoded().into())
    }

    /// Returns the region of the client's requests. Empty for a service without regions.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.0.region
    }

    /// Returns the base URL of the client's requests:
    /// `https://ivsrealtime.us-east-1.amazonaws.com`. A secret in it is redacted.
    #[must_use]
    pub fn endpoint_url(&self) -> String {
        self.0.endpoint.to_string()
    }

    /// Returns the service that this client calls, and its endpoint.
    #[must_use]
    pub fn meta(&self) -> ClientMeta {
        let service = &self.0.service;
        ClientMeta {
            service_id: service.id,
            title: service.title,
            api_version: service.api_version,
            signing_name: service.signing_name,
            region: self.0.region.clone(),
            partition: self.0.partition,
            endpoint_url: self.endpoint_url(),
        }
    }

    /// Whether a fake returns the outputs.
    #[cfg(all(feature = "pages", any(test, feature = "testing")))]
    pub(crate) fn is_fake(&self) -> bool {
        self.0.fake.is_some()
    }

    pub(crate) fn system(&self) -> &Arc<dyn System> {
        &self.0.system
    }

    /// Encodes the input, with a new idempotency token where the caller set none.
    pub(crate) fn encode<O: Operation>(&self, input: &O::Input) -> Result<EncodedRequest, Error> {
        let filled = O::fill_idempotency_tokens(input, &mut || random_uuid(&*self.0.system));
        O::encode(filled.as_ref().unwrap_or(input))
    }
}

/// Service, region and endpoint; no credentials.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut client = f.debug_struct("Client");
        client.field("service", &self.0.service.id);
        if !self.0.region.is_empty() {
            client.field("region", &self.0.region);
        }
        client.field("endpoint", &self.0.endpoint).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
