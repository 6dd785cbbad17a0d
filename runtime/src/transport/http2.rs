//! What HTTP/2 needs beyond hyper-util's pool: one connection for simultaneous first calls, and none
//! for new calls on a connection that may be dead.

use std::cell::RefCell;
use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use http::uri::Authority;
use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};
use tokio::sync::OwnedMutexGuard;

use super::io::Connection;
use super::{TransportError, TransportErrorKind};

tokio::task_local! {
    /// The lock of the call that is being polled, from the end of its TLS handshake until its HTTP/2
    /// connection is in the pool.
    static LOCK: RefCell<Option<OwnedMutexGuard<Protocol>>>;
}

/// Lets one call at a time connect to a host, until it is known to have no HTTP/2. The calls that waited
/// share the new connection through the pool.
///
/// A host is known while a call connects to it or an HTTP/1.1 connection to it is open.
#[derive(Default)]
pub(super) struct ConnectGate(Mutex<HashMap<Authority, Weak<Host>>>);

/// The lock that a call holds while it connects to a host.
type Host = tokio::sync::Mutex<Protocol>;

/// What is known of a host.
#[derive(Default)]
struct Protocol {
    is_http1: bool,
}

impl ConnectGate {
    pub(super) async fn pass(
        &self,
        authority: &Authority,
        connecting: impl Future<Output = Result<Connection, TransportError>>,
    ) -> Result<Connection, TransportError> {
        let host = self.host(authority);
        let mut protocol = Arc::clone(&host).lock_owned().await;
        // The pool has given the call a connection meanwhile, and hyper-util completes this future on a
        // task of its own.
        if LOCK.try_with(|_| ()).is_err() {
            let message = "the call has another connection";
            return Err(TransportError::new(TransportErrorKind::Other, message));
        }
        if protocol.is_http1 {
            drop(protocol);
            let connection = connecting.await?;
            return Ok(if connection.is_http2 { connection } else { connection.keep(host) });
        }
        let connection = connecting.await?;
        if !connection.is_http2 {
            protocol.is_http1 = true;
            return Ok(connection.keep(host));
        }
        // The pool does not have it yet: the next call would open another one.
        let _ = LOCK.try_with(|lock| lock.replace(Some(protocol)));
        Ok(connection)
    }

    fn host(&self, authority: &Authority) -> Arc<Host> {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = hosts.get(authority).and_then(Weak::upgrade) {
            return host;
        }
        hosts.retain(|_, host| host.strong_count() > 0);
        let host = Arc::default();
        hosts.insert(authority.clone(), Arc::downgrade(&host));
        host
    }
}

/// Holds the lock of a call that connects until the call has its connection, fails or is dropped.
pub(super) async fn with_lock<F: Future>(call: F, retire: &RetireOnDrop) -> F::Output {
    let unlocking = async {
        let mut call = pin!(call);
        poll_fn(|context| {
            let polled = call.as_mut().poll(context);
            LOCK.with(|lock| {
                if lock.borrow().is_some() && retire.is_connected() {
                    lock.take();
                }
            });
            polled
        })
        .await
    };
    LOCK.scope(RefCell::default(), unlocking).await
}

/// Takes the HTTP/2 connection of a call out of the pool when the call is dropped, as after a time-out:
/// the connection may be dead, and the next call would wait on it as well.
pub(super) struct RetireOnDrop(Option<CaptureConnection>);

impl RetireOnDrop {
    pub(super) fn new<B>(request: &mut http::Request<B>) -> Self {
        Self(Some(capture_connection(request)))
    }

    /// Whether the call has a connection.
    fn is_connected(&self) -> bool {
        self.0.as_ref().is_some_and(|captured| captured.connection_metadata().is_some())
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

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use http::uri::Authority;
    use tokio::time::timeout;

    use super::{ConnectGate, RetireOnDrop, with_lock};
    use crate::transport::TransportError;
    use crate::transport::io::Connection;

    /// No test waits longer for a call that may connect.
    const PATIENCE: Duration = Duration::from_secs(20);

    /// How long a call is observed that must not connect.
    const MOMENT: Duration = Duration::from_millis(50);

    fn host(name: &'static str) -> Authority {
        Authority::from_static(name)
    }

    fn retire() -> RetireOnDrop {
        RetireOnDrop::new(&mut http::Request::new(()))
    }

    async fn connect(is_http2: bool) -> Result<Connection, TransportError> {
        Ok(Connection::new(Box::new(tokio::io::duplex(1).0), false, is_http2))
    }

    /// A call to a host with HTTP/2.
    async fn call(gate: &ConnectGate) -> Connection {
        let authority = host("a.test");
        let passing = gate.pass(&authority, connect(true));
        with_lock(passing, &retire()).await.unwrap()
    }

    #[tokio::test]
    async fn a_call_connects_after_the_first_one_was_dropped_or_has_failed() {
        let gate = ConnectGate::default();
        let retire = retire();
        let mut first = Box::pin(with_lock(
            async {
                let connection = gate.pass(&host("a.test"), connect(true)).await;
                // The HTTP/2 handshake.
                pending::<()>().await;
                drop(connection);
            },
            &retire,
        ));
        assert!(timeout(MOMENT, &mut first).await.is_err());
        let mut second = Box::pin(call(&gate));
        assert!(timeout(MOMENT, &mut second).await.is_err());
        drop(first);
        timeout(PATIENCE, second).await.unwrap();
        // The second call has ended without a connection in the pool.
        timeout(PATIENCE, call(&gate)).await.unwrap();
    }

    #[tokio::test]
    async fn a_call_that_has_another_connection_does_not_connect() {
        let gate = ConnectGate::default();
        // Outside of `with_lock`, as on a task of hyper-util.
        let connecting = async { panic!("connects") };
        assert!(gate.pass(&host("a.test"), connecting).await.is_err());
    }

    #[tokio::test]
    async fn calls_to_a_host_without_http2_connect_in_parallel() {
        let gate = ConnectGate::default();
        let retire = retire();
        let first = with_lock(gate.pass(&host("a.test"), connect(false)), &retire).await.unwrap();
        let connecting = AtomicUsize::new(0);
        let call = || async {
            let hanging = async {
                connecting.fetch_add(1, Ordering::Relaxed);
                pending().await
            };
            with_lock(gate.pass(&host("a.test"), hanging), &retire).await
        };
        let mut calls = [Box::pin(call()), Box::pin(call()), Box::pin(call())];
        for call in &mut calls {
            assert!(timeout(MOMENT, call).await.is_err());
        }
        assert_eq!(connecting.load(Ordering::Relaxed), 3);
        drop(first);
    }

    #[tokio::test]
    async fn a_host_without_calls_and_connections_is_forgotten() {
        let gate = ConnectGate::default();
        let retire = retire();
        let open = with_lock(gate.pass(&host("a.test"), connect(false)), &retire).await.unwrap();
        for name in ["b.test", "c.test", "d.test"] {
            drop(with_lock(gate.pass(&host(name), connect(false)), &retire).await);
        }
        let hosts = || gate.0.lock().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(hosts().len(), 2);
        assert!(hosts().contains(&host("a.test")));
        drop(open);
        call(&gate).await;
        assert_eq!(hosts(), [host("a.test")]);
    }
}
