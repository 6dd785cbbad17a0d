//! The default transport: hyper-util's client and pool over rustls.

use std::fmt;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, PROXY_AUTHORIZATION};
use http::uri::{Authority, Scheme};
use http::{HeaderValue, Method, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioTimer;
use tokio::runtime::Handle;
use tokio::task::AbortHandle;

#[cfg(not(feature = "http2"))]
use super::body::RetireOnDrop;
use super::body::{RequestBody, ResponseBody};
use super::connect::{Connector, with_connect_timeout};
use super::error::{no_response, unsendable};
#[cfg(feature = "http2")]
use super::http2::{RetireOnDrop, with_lock};
use super::proxy::Proxies;
use super::tls::Trust;
use super::{StreamResponse, Transport, TransportError, TransportErrorKind, TransportLimits};
use crate::future::spawn;
use crate::system::has_tokio_timer;
use crate::uri::has_valid_port;
use crate::{BoxFuture, ByteStream, Error};

/// Load balancers close idle connections after 60 seconds or more; a connection that is idle for longer is
/// probably closed.
const IDLE_TIMEOUT: Duration = Duration::from_secs(50);

/// How many idle connections to a host are kept after a burst of calls. Each takes some 20 KiB.
const MAX_IDLE_PER_HOST: usize = 256;

/// How often a server is pinged while HTTP/2 calls wait for it, and how long it may take to reply. Calls
/// share the connection, so one that is dead without being closed would fail each attempt and call.
#[cfg(feature = "http2")]
const PING_INTERVAL: Duration = Duration::from_secs(5);

/// A runtime that has sent nothing for this long may not have polled its sockets either, and may hold
/// idle connections that the server has closed.
const STALE_AFTER: Duration = Duration::from_millis(200);

/// The default transport: HTTP/1.1 over TLS 1.2 or 1.3 with pooled connections; HTTP/2 with the feature
/// `http2`, where the server offers it.
///
/// Trusts the certificates of the operating system (`SSL_CERT_FILE` and `SSL_CERT_DIR` override them),
/// which are read at the first `https` request. Keeps up to 256 idle connections to a host, for 50 seconds. A
/// pooled connection that turns out to be closed before anything was sent on it is replaced; a request that
/// may have reached the server is never sent again by the transport. The default transport uses no proxy:
/// [`builder`](Self::builder) sets one, or reads the environment.
///
/// Requires a tokio runtime with I/O and timer: without one, calls fail. tokio reports this only by a panic,
/// which is caught but runs the panic hook, and ends a program that was compiled with `panic = "abort"`.
///
/// Each tokio runtime that sends requests has a separate pool: a connection is driven by the runtime that opened it,
/// and closed with that runtime. Dropping a call before its response is complete closes its HTTP/1.1 connection, and
/// takes its HTTP/2 connection out of the pool; other calls on that connection continue.
///
/// # Example
///
/// ```no_run
/// # use sdk_runtime::transport::HyperTransport;
/// let transport = HyperTransport::builder()
///     .proxy("http://proxy.corp.example:3128")
///     .ca_bundle("/etc/ssl/corp.pem")
///     .build()?;
/// // For `transport` of a client's builder.
/// # drop(transport);
/// # Ok::<(), sdk_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct HyperTransport {
    connector: Connector,
    /// Usually one, for which a list is faster than a map.
    pub(super) clients: Arc<Mutex<Vec<Arc<RuntimeClient>>>>,
}

impl HyperTransport {
    pub(super) fn new(trust: Trust, proxies: Proxies) -> Self {
        Self { connector: Connector::new(trust, proxies), clients: Arc::default() }
    }

    /// Checks the proxy for requests to `uri`, if there is one.
    pub(crate) fn check_proxy(&self, uri: &Uri) -> Result<(), Error> {
        match self.connector.proxies().proxy_for(uri) {
            Ok(_) => Ok(()),
            Err(error) => Err(Error::configuration(error.to_string())),
        }
    }

    /// The client of the current runtime.
    fn client(&self) -> Result<Arc<RuntimeClient>, TransportError> {
        let runtime = match Handle::try_current() {
            Ok(runtime) if has_tokio_timer() => runtime,
            _ => {
                let message = "no tokio runtime with a timer: await the call within a runtime that was built \
                               with `enable_all`, or set another transport on the builder";
                return Err(TransportError::new(TransportErrorKind::Configuration, message));
            }
        };
        let id = runtime.id();
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        // tokio may give the identifier of a runtime that has shut down to another one.
        let is_current = |client: &RuntimeClient| client.runtime.id() == id && !client.has_ended();
        if let Some(client) = clients.iter().find(|client| is_current(client)) {
            return Ok(Arc::clone(client));
        }
        clients.retain(|client| !client.has_ended());
        let client = Arc::new(RuntimeClient::new(&runtime, self.connector.for_runtime()));
        clients.push(Arc::clone(&client));
        Ok(client)
    }

    /// The request with the headers that its connection requires.
    fn outgoing(
        &self,
        mut request: http::Request<Bytes>,
    ) -> Result<http::Request<RequestBody>, TransportError> {
        // hyper sends no length for an empty body, and some servers reject a POST or DELETE without one.
        let stream = request.extensions_mut().remove::<ByteStream>();
        let needs_length = !matches!(*request.method(), Method::GET | Method::HEAD);
        if request.body().is_empty() && stream.is_none() && needs_length {
            let zero = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, zero);
        }
        // A proxy is authenticated to by the request itself, or for `https` when the tunnel is opened.
        if request.uri().scheme() == Some(&Scheme::HTTP)
            && let Some(proxy) = self.connector.proxies().proxy_for(request.uri())?
            && let Some(value) = proxy.authorization()
        {
            let headers = request.headers_mut();
            headers.insert(PROXY_AUTHORIZATION, value.clone());
        }
        Ok(request.map(|bytes| match stream {
            None => RequestBody::Bytes(bytes),
            Some(stream) => RequestBody::stream(stream),
        }))
    }
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new(Trust::default(), Proxies::default())
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}

impl Transport for HyperTransport {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        // Boxed, so that the future does not hold the request itself after hyper has taken it.
        let mut request = Box::new(request);
        Box::pin(async move {
            let authority = destination(request.uri_mut())?;
            let client = self.client()?;
            let is_streamed = request.extensions().get::<StreamResponse>().is_some();
            let stream_in = is_streamed.then(|| client.runtime.clone());
            client.refresh().await;
            #[cfg_attr(not(feature = "http2"), expect(unused_mut))]
            let mut request = self.outgoing(*request)?;
            let failure = request.body().failure();
            #[cfg(feature = "http2")]
            let retire = RetireOnDrop::new(&mut request);
            #[cfg(not(feature = "http2"))]
            let retire = RetireOnDrop;
            let responding = client.http.request(request);
            #[cfg(feature = "http2")]
            let responding = with_lock(responding, &retire);
            let responding = with_connect_timeout(limits.connect_timeout, responding);
            let result = match responding.await {
                Ok(response) => receive(response, authority, stream_in, limits, retire).await,
                Err(error) => {
                    retire.disarm();
                    Err(no_response(error, authority.as_str()))
                }
            };
            // Not the source of hyper's error: that of an uploaded download is an error of another request.
            match failure.as_ref().and_then(|failure| failure.get()) {
                Some(failure) if result.is_err() => Err(unsendable(failure.clone())),
                _ => result,
            }
        })
    }
}

/// Reads the response. The body of a successful one is streamed if there is a runtime for it.
async fn receive(
    response: http::Response<hyper::body::Incoming>,
    authority: Authority,
    stream_in: Option<Handle>,
    limits: TransportLimits,
    retire: RetireOnDrop,
) -> Result<http::Response<Bytes>, TransportError> {
    let (mut head, body) = response.into_parts();
    let body = ResponseBody::new(body, authority);
    if let Some(runtime) = stream_in
        && head.status.is_success()
    {
        let stream = body.into_stream(limits.stall_timeout, runtime, retire);
        head.extensions.insert(stream);
        return Ok(http::Response::from_parts(head, Bytes::new()));
    }
    let collected = body.collect(limits.max_response_bytes).await;
    retire.disarm();
    let body = match collected {
        Ok(body) => body,
        // Its status and headers say what failed; a part of its body would not be read.
        Err(error) if !head.status.is_success() && error.is_cut_body() => Bytes::new(),
        Err(error) => return Err(error),
    };
    Ok(http::Response::from_parts(head, body))
}

/// hyper-util's client for the requests of one runtime, with a separate pool.
pub(super) struct RuntimeClient {
    runtime: Handle,
    http: Client<Connector, RequestBody>,
    /// A task that is finished once the runtime has shut down.
    sentinel: AbortHandle,
    created: Instant,
    /// When the last request began, in milliseconds after `created`.
    last_used: AtomicU64,
}

impl RuntimeClient {
    fn new(runtime: &Handle, connector: Connector) -> Self {
        let mut builder = Client::builder(RuntimeExecutor(runtime.clone()));
        builder
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIMEOUT)
            .pool_max_idle_per_host(MAX_IDLE_PER_HOST);
        #[cfg(feature = "http2")]
        builder
            .timer(TokioTimer::new())
            .http2_keep_alive_interval(PING_INTERVAL)
            .http2_keep_alive_timeout(PING_INTERVAL);
        Self {
            runtime: runtime.clone(),
            http: builder.build(connector),
            sentinel: spawn(runtime, Box::pin(std::future::pending())),
            created: Instant::now(),
            last_used: AtomicU64::new(0),
        }
    }

    /// Whether the runtime has shut down.
    fn has_ended(&self) -> bool {
        self.sentinel.is_finished()
    }

    /// Lets the runtime poll its sockets if it may not have done so for a while, so that the pool
    /// learns which idle connections the server has closed.
    async fn refresh(&self) {
        let now = u64::try_from(self.created.elapsed().as_millis()).unwrap_or(u64::MAX);
        let last_used = self.last_used.swap(now, Ordering::Relaxed);
        if Duration::from_millis(now.saturating_sub(last_used)) < STALE_AFTER {
            return;
        }
        // The first one polls the sockets, and the second one the tasks that this has woken.
        tokio::task::yield_now().await;
        tokio::task::yield_now().await;
    }
}

impl Drop for RuntimeClient {
    fn drop(&mut self) {
        self.sentinel.abort();
    }
}

/// Spawns the tasks of connections on the runtime that they belong to, even if a call is dropped outside
/// of it.
#[derive(Clone)]
struct RuntimeExecutor(Handle);

impl<F> hyper::rt::Executor<F> for RuntimeExecutor
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    fn execute(&self, future: F) {
        self.0.spawn(future);
    }
}

/// The host and port of a request's URI. Removes user and password from it, which belong neither to the
/// server nor in an error.
fn destination(uri: &mut Uri) -> Result<Authority, TransportError> {
    let invalid = |message| TransportError::new(TransportErrorKind::Configuration, message);
    let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
    let Some(authority) = uri.authority().filter(|_| is_http) else {
        return Err(invalid(
            "the request's URI does not begin with http:// or https:// and a host",
        ));
    };
    let (host, has_user) = match authority.as_str().rsplit_once('@') {
        None => (authority.clone(), false),
        Some((_, host)) => match host.parse() {
            Ok(host) => (host, true),
            Err(_) => return Err(invalid("the request's URI has no valid host")),
        },
    };
    if !has_valid_port(&host) {
        return Err(invalid("the port in the request's URI is not a number from 1 to 65535"));
    }
    if !has_user {
        return Ok(host);
    }
    let mut parts = std::mem::take(uri).into_parts();
    parts.authority = Some(host.clone());
    *uri = Uri::from_parts(parts).map_err(|_| invalid("the request's URI is not valid"))?;
    Ok(host)
}
