//! The client: what a call passes through between its input and its output.
//!
//! [`Client::send`] is the one generic function of a call and does as little as can be: encode,
//! hand over, decode. What it hands over to is compiled once, whatever the number of operations.

mod attempt;
mod builder;
mod dispatch;
mod endpoint;
mod interceptor;
mod invocation;
mod meta;
mod options;
mod prepare;
mod request;
mod trace;

use std::fmt;
use std::sync::Arc;

pub use self::builder::ClientBuilder;
pub(crate) use self::endpoint::Endpoint;
#[cfg(feature = "default-chain")]
pub(crate) use self::endpoint::has_valid_port;
pub use self::interceptor::{CallContext, Interceptor};
use self::invocation::Invocations;
pub use self::meta::ClientMeta;
pub use self::options::{CallOptions, Timeouts};
use crate::Environment;
use crate::aws::clock::SigningClock;
use crate::credentials::CredentialsCache;
use crate::error::Attempt;
use crate::retry::Retries;
use crate::retry::adaptive::RateLimiter;
use crate::retry::quota::RetryQuota;
use crate::sign::SigningKeyCache;
use crate::{
    BoxFuture, ByteStream, DecodeError, Error, ModeledError, Operation, OperationMeta, Request,
    Response, ServiceClient, ServiceMeta, System, Transport, random_uuid,
};

/// Sends a service's operations. Cheap to clone: all clones share connections, credentials and
/// retry quota.
#[derive(Clone)]
pub struct Client(Arc<Parts>);

pub(crate) struct Parts {
    service: ServiceMeta,
    secrets: &'static [&'static str],
    errors: &'static [ModeledError],
    region: String,
    endpoint: Endpoint,
    credentials: CredentialsCache,
    transport: Arc<dyn Transport>,
    system: Arc<dyn System>,
    timeouts: Timeouts,
    retries: Retries,
    max_response_bytes: usize,
    user_agent: http::HeaderValue,
    interceptors: Vec<Arc<dyn Interceptor>>,
    #[cfg(any(test, feature = "testing"))]
    fake: Option<crate::testing::Fake>,
    quota: RetryQuota,
    rate: RateLimiter,
    clock: SigningClock,
    signing_keys: SigningKeyCache,
    invocations: Invocations,
}

/// A successful answer, and the attempts that failed before it.
struct Reply {
    response: Response,
    failed: Vec<Attempt>,
}

/// Reads an answer into the place where the caller waits for the output.
type Decode<'a> =
    &'a mut (dyn FnMut(&Response, Option<ByteStream>) -> Result<(), DecodeError> + Send);

impl Client {
    /// Begins to build the client of a service.
    pub fn builder<C: ServiceClient>() -> ClientBuilder<C> {
        ClientBuilder::new(Environment::process())
    }

    /// Sends one operation, with retries and time-outs as set, and reads its output.
    ///
    /// Dropping the future gives the call up; the client stays sound. Whether the service has then
    /// done what it was asked is unknown, as with every request that is cut off.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind) for all that can go wrong, and at which step.
    pub async fn send<O: Operation>(
        &self,
        input: &O::Input,
        options: &CallOptions,
    ) -> Result<O::Output, O::Error> {
        #[cfg(any(test, feature = "testing"))]
        if let Some(fake) = &self.0.fake {
            let limit = options.timeouts(&self.0.timeouts).overall;
            return fake.handle::<O>(&*self.0.system, limit, input).await;
        }
        let mut output = None;
        let mut decode = |response: &Response, stream: Option<ByteStream>| {
            let output = output.insert(O::decode(response)?);
            if let Some(stream) = stream {
                O::attach_body(output, stream);
            }
            Ok(())
        };
        self.dispatch(O::META, self.encode::<O>(input), options, &mut decode)
            .await?;
        output.ok_or_else(|| Error::unread().into())
    }

    /// The region that the client's requests are signed for.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.0.region
    }

    /// The address that the client's requests go to: `https://ivsrealtime.us-east-1.amazonaws.com`.
    #[must_use]
    pub fn endpoint_url(&self) -> String {
        self.0.endpoint.to_string()
    }

    /// The request, with a new token wherever the caller gave none.
    fn encode<O: Operation>(&self, input: &O::Input) -> Result<Request, Error> {
        let filled = O::fill_idempotency_tokens(input, &mut || random_uuid(&*self.0.system));
        O::encode(filled.as_ref().unwrap_or(input))
    }

    /// Where the client's time and randomness come from.
    pub(crate) fn system(&self) -> &Arc<dyn System> {
        &self.0.system
    }

    /// All that lies between request and answer. Boxed, so that the future of each operation stays
    /// small and this one is compiled once.
    fn dispatch<'a>(
        &'a self,
        meta: OperationMeta,
        request: Result<Request, Error>,
        options: &'a CallOptions,
        decode: Decode<'a>,
    ) -> BoxFuture<'a, Result<(), Error>> {
        let prepared = request.and_then(|request| self.0.prepare(meta, request));
        Box::pin(async move {
            let span = trace::call(&self.0, meta);
            let outcome = span.run(self.0.call(meta, prepared, options, decode)).await;
            span.end(outcome.as_ref());
            outcome.map(drop)
        })
    }
}

impl Reply {
    fn undecodable(mut self, problem: DecodeError) -> Error {
        let error = Error::undecodable(self.response, problem);
        self.failed.push(error.as_attempt());
        error.with_attempts(self.failed)
    }
}

/// Service, region and address; no credentials.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.0.service.id)
            .field("region", &self.0.region)
            .field("endpoint", &format_args!("{}", self.0.endpoint))
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(crate) mod tests;
