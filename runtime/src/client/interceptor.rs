//! The seam through which a program sees, and where it wants changes, every attempt of every call.

use std::fmt::Debug;
use std::sync::Arc;

use bytes::Bytes;

use crate::{Error, OperationMeta, Response, ServiceMeta};

/// Looks at calls on their way, and changes requests before they are signed.
///
/// A builder takes any number of them ([`ClientBuilder::interceptor`](crate::ClientBuilder::interceptor)).
/// Hooks of what comes before the wire run in the order in which interceptors were added, those of
/// what comes after it in reverse, so that the first one encloses all others. A hook is called on
/// the call's own task and holds it up: it should be quick.
///
/// ```
/// use http::HeaderValue;
/// use sdk_runtime::{CallContext, Error, Interceptor, Response};
///
/// /// Marks every request with the tenant that it is made for.
/// #[derive(Debug)]
/// struct Tenant(HeaderValue);
///
/// impl Interceptor for Tenant {
///     fn before_signing(
///         &self,
///         _: &CallContext<'_>,
///         request: &mut http::Request<bytes::Bytes>,
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
    /// Sees each attempt's request before it is signed, and may change it: what is added here is
    /// signed too. The `host` header follows the URI.
    ///
    /// # Errors
    /// An error ends the call without another attempt; [`Error::interceptor`] makes one.
    fn before_signing(
        &self,
        call: &CallContext<'_>,
        request: &mut http::Request<Bytes>,
    ) -> Result<(), Error> {
        let _ = (call, request);
        Ok(())
    }

    /// Sees each attempt's request as it goes out: signed, with credentials in its headers.
    fn before_sending(&self, call: &CallContext<'_>, request: &http::Request<Bytes>) {
        let _ = (call, request);
    }

    /// Sees how each attempt ended: the answer of a success, or the failure with its answer if
    /// there was one ([`Error::raw_response`]).
    fn after_attempt(&self, call: &CallContext<'_>, outcome: Result<&Response, &Error>) {
        let _ = (call, outcome);
    }

    /// Sees how the call ended, once; [`CallContext::attempt`] is the number of the last attempt. A
    /// success that cannot be read is an error here. A call whose future is dropped has no end.
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

/// Which call, and which attempt of it, an [`Interceptor`] is looking at.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CallContext<'a> {
    /// The service.
    pub service: &'a ServiceMeta,
    /// The operation.
    pub operation: OperationMeta,
    /// The region that the call is signed for.
    pub region: &'a str,
    /// The attempt's number, from 1.
    pub attempt: u32,
    /// The most attempts that the call may make.
    pub max_attempts: u32,
}
