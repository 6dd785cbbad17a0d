//! HTTP/2 connections in hyper-util's pool: simultaneous first calls share one connection, and a
//! connection that may be dead is removed.

use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use http::uri::Authority;
use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};

use super::TransportError;
use super::body::RequestBody;
use super::io::Connection;

/// Permits one call at a time to connect to a host, until the host is known not to support HTTP/2. The calls that
/// waited share the new connection through the pool.
#[derive(Default)]
pub(super) struct ConnectGate(Mutex<HashMap<Authority, Arc<HostGate>>>);

#[derive(Default)]
struct HostGate {
    turn: tokio::sync::Mutex<()>,
    /// How many HTTP/2 connections have been opened.
    opened: AtomicUsize,
    is_http1: AtomicBool,
}

impl ConnectGate {
    pub(super) async fn pass(
        &self,
        authority: &Authority,
        connecting: impl Future<Output = Result<Connection, TransportError>>,
    ) -> Result<Connection, TransportError> {
        let host = self.host(authority);
        if host.is_http1.load(Ordering::Relaxed) {
            return connecting.await;
        }
        let before = host.opened.load(Ordering::Relaxed);
        let turn = host.turn.lock().await;
        if host.opened.load(Ordering::Relaxed) > before {
            drop(turn);
            // The pool is about to hand over the connection of the other call. hyper-util drops this future
            // then, or leaves it to the connect time-out.
            return std::future::pending().await;
        }
        let connection = connecting.await?;
        if connection.is_http2 {
            host.opened.fetch_add(1, Ordering::Relaxed);
        } else {
            host.is_http1.store(true, Ordering::Relaxed);
        }
        Ok(connection)
    }

    fn host(&self, authority: &Authority) -> Arc<HostGate> {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(hosts.entry(authority.clone()).or_default())
    }
}

/// Takes the HTTP/2 connection of a call out of the pool when the call is dropped, as after a time-out:
/// the connection may be dead, and the next call would wait on it as well.
pub(super) struct RetireOnDrop(Option<CaptureConnection>);

impl RetireOnDrop {
    pub(super) fn new(request: &mut http::Request<RequestBody>) -> Self {
        Self(Some(capture_connection(request)))
    }

    /// Keeps the connection: the call is complete.
    pub(super) fn disarm(mut self) {
        self.0 = None;
    }
}

impl Drop for RetireOnDrop {
    fn drop(&mut self) {
        if let Some(captured) = self.0.take()
            && let Some(connected) = &*captured.connection_metadata()
            && connected.is_negotiated_h2()
        {
            connected.poison();
        }
    }
}
