//! For tests: a network that keeps the limits that it is given.

use std::sync::{Arc, Mutex};

use bytes::Bytes;

use super::{Transport, TransportError, TransportLimits};
use crate::BoxFuture;
use crate::testing::ScriptedTransport;

/// Keeps the limits of each request.
#[derive(Clone, Debug)]
pub(crate) struct Limited(
    pub(crate) ScriptedTransport,
    pub(crate) Arc<Mutex<Vec<TransportLimits>>>,
);

impl Transport for Limited {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        self.1.lock().unwrap().push(limits);
        self.0.send(request, limits)
    }
}
