//! Interceptors: hooks at each attempt of each call.

use std::fmt::Debug;
use std::sync::Arc;

use bytes::Bytes;

use crate::{Error, OperationMeta, Response, ServiceMeta};

/// Observes calls, and changes requests before they are authorized.
///
/// A client has any number of interceptors ([`ClientBuilder::interceptor`](crate::ClientBuilder::interceptor)). The
/// hooks before sending run in the order in which interceptors were added, the hooks after it in reverse order. A
/// hook runs on the task of the call and delays the call. Its `Error` is that of the runtime: of a generated crate,
/// `runtime::Error`.
///
/// ```
/// # use sdk_runtime::bytes::Bytes;
/// # use sdk_runtime::http::{HeaderValue, Request};
/// # use sdk_runtime::{CallContext, Error, Interceptor, Response};
/// /// Adds the tenant to every request.
/// #[derive(Debug)]
/// struct Tenant(HeaderValue);
///
/// impl Interceptor for Tenant {
///     fn before_signing(
///         &self,
///         _: &CallContext<'_>,
///         request: &mut Request<Bytes>,
///     ) -> Result<(), Error> {
///         request.headers_mut().insert("x-tenant", self.0.clone());
///         Ok(())
///     }
///
///     fn after_call(&self, call: &CallContext<'_>, outcome: Result<&Response, &Error>) {
///         println!("{} after {} attempt(s): {}", call.operation.name, call.attempt, outcome.is_ok());
///     }
/// }
/// # let _ = Tenant(HeaderValue::from_static("blue"));
/// ```
pub trait Interceptor: Debug + Send + Sync + 'static {
    /// Called with the request of each attempt before it is authorized. May change it; a signature
    /// covers the changes, and the `host` header is updated to the URI.
    ///
    /// # Errors
    ///
    /// Returns an error to end the call without another attempt; [`Error::interceptor`] creates one.
    fn before_signing(
        &self,
        call: &CallContext<'_>,
        request: &mut http::Request<Bytes>,
    ) -> Result<(), Error> {
        let _ = (call, request);
        Ok(())
    }

    /// Called with the authorized request of each attempt; its headers contain credentials.
    fn before_sending(&self, call: &CallContext<'_>, request: &http::Request<Bytes>) {
        let _ = (call, request);
    }

    /// Called with the outcome of each attempt: a response with a success status, or an error, with
    /// its response if there was one ([`Error::raw_response`]).
    fn after_attempt(&self, call: &CallContext<'_>, outcome: Result<&Response, &Error>) {
        let _ = (call, outcome);
    }

    /// Called once with the outcome of the call; [`CallContext::attempt`] is the number of the last
    /// attempt. A response that cannot be decoded is an error here. Not called if the future of the
    /// call is dropped.
    fn after_call(&self, call: &CallContext<'_>, outcome: Result<&Response, &Error>) {
        let _ = (call, outcome);
    }
}

impl<I: Interceptor + ?Sized> Interceptor for Arc<I> {
    fn before_signing(
        &self,
        call: &CallContext<'_>,
        request: &mut http::Request<Bytes>,
    ) -> Result<(), Error> {
        (**self).before_signing(call, request)
    }

    fn before_sending(&self, call: &CallContext<'_>, request: &http::Request<Bytes>) {
        (**self).before_sending(call, request);
    }

    fn after_attempt(&self, call: &CallContext<'_>, outcome: Result<&Response, &Error>) {
        (**self).after_attempt(call, outcome);
    }

    fn after_call(&self, call: &CallContext<'_>, outcome: Result<&Response, &Error>) {
        (**self).after_call(call, outcome);
    }
}

/// The call and the attempt of a hook of an [`Interceptor`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CallContext<'a> {
    /// The service.
    pub service: &'a ServiceMeta,
    /// The operation.
    pub operation: OperationMeta,
    /// The region of the client. Empty for a service without regions.
    pub region: &'a str,
    /// The number of the attempt, from 1.
    pub attempt: u32,
    /// The maximum number of attempts of the call.
    pub max_attempts: u32,
}
