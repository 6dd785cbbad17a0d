//! TCP connections to a host, to the first of its addresses that accepts one (RFC 8305).
//!
//! hyper-util's connector attempts the addresses of a family one after the other, so that a dead address takes its
//! whole share of the time-out.

use std::any::Any;
use std::io;
use std::net::SocketAddr;
use std::panic::resume_unwind;
use std::time::Duration;

use http::Uri;
use tokio::net::{TcpStream, lookup_host};
use tokio::task::{JoinError, JoinSet};
use tokio::time::timeout;

use super::error::root_cause;
use super::io::{host, port, unbracketed};
use super::{TransportError, TransportErrorKind};

/// The time before the next address is attempted as well.
const NEXT_ADDRESS: Duration = Duration::from_millis(250);

/// Connects to the host and port of `uri`. `limit` is the time that the caller waits.
pub(super) async fn connect(uri: &Uri, limit: Duration) -> Result<TcpStream, TransportError> {
    let name = unbracketed(uri.host().unwrap_or_default());
    let addresses = lookup_host((name, port(uri))).await.map_err(|error| {
        let message = format!("the name {} cannot be resolved{}", host(uri), root_cause(&error));
        TransportError::new(TransportErrorKind::Dns, message).with_source(error)
    })?;
    let stream = match connect_to_any(addresses.collect(), limit).await? {
        Ok(stream) => stream,
        Err(error) => return Err(no_connection(uri, error)),
    };
    // Fails only on a connection that is closed, which the first write reports.
    let _ = stream.set_nodelay(true);
    Ok(stream)
}

/// Starts another attempt whenever one fails or takes [`NEXT_ADDRESS`]; the first connection ends the others.
/// The outer error is that of the runtime.
async fn connect_to_any(
    addresses: Vec<SocketAddr>,
    limit: Duration,
) -> Result<io::Result<TcpStream>, TransportError> {
    // With many addresses a smaller share, so that the last one has time as well.
    let count = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
    let share = NEXT_ADDRESS.min(limit / count.saturating_add(1));
    let mut addresses = in_turns(addresses).into_iter();
    let mut attempts = JoinSet::new();
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    loop {
        if let Some(address) = addresses.next() {
            attempts.spawn(TcpStream::connect(address));
        }
        let finished = match addresses.len() {
            0 => attempts.join_next().await,
            _ => match timeout(share, attempts.join_next()).await {
                Ok(finished) => finished,
                Err(_) => continue,
            },
        };
        match finished {
            Some(Ok(Ok(stream))) => return Ok(Ok(stream)),
            Some(Ok(Err(error))) => last = error,
            Some(Err(error)) => return Err(of_runtime(error)),
            None => return Ok(Err(last)),
        }
    }
}

/// The addresses with alternating families, in the order of the resolver otherwise.
fn in_turns(addresses: Vec<SocketAddr>) -> Vec<SocketAddr> {
    let first = addresses.first().map(SocketAddr::is_ipv6);
    let (mut one, mut other): (Vec<_>, Vec<_>) =
        addresses.into_iter().partition(|address| Some(address.is_ipv6()) == first);
    let mut all = Vec::with_capacity(one.len() + other.len());
    let mut one = one.drain(..);
    let mut other = other.drain(..);
    loop {
        let before = all.len();
        all.extend(one.next());
        all.extend(other.next());
        if all.len() == before {
            return all;
        }
    }
}

/// The error of an attempt that did not end by itself: tokio panics in a runtime without I/O, and has no other
/// way to ask for it.
fn of_runtime(error: JoinError) -> TransportError {
    let message = match error.try_into_panic() {
        Ok(panic) if is_of_disabled_io(&*panic) => {
            "the tokio runtime has no I/O: build it with `enable_all`, or set another transport on \
             the builder"
        }
        Ok(panic) => resume_unwind(panic),
        Err(_) => "the tokio runtime is shutting down",
    };
    TransportError::new(TransportErrorKind::Configuration, message)
}

fn is_of_disabled_io(panic: &(dyn Any + Send)) -> bool {
    let message = match panic.downcast_ref::<String>() {
        Some(message) => Some(message.as_str()),
        None => panic.downcast_ref::<&str>().copied(),
    };
    message.is_some_and(|message| message.contains("IO is disabled"))
}

fn no_connection(uri: &Uri, error: io::Error) -> TransportError {
    let kind = match error.kind() {
        io::ErrorKind::ConnectionRefused => TransportErrorKind::Refused,
        io::ErrorKind::TimedOut => TransportErrorKind::ConnectTimeout,
        _ => TransportErrorKind::Connect,
    };
    let message = format!("no connection to {}{}", host(uri), root_cause(&error));
    TransportError::new(kind, message).with_source(error)
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::time::Duration;

    use tokio::net::{TcpListener, TcpSocket, TcpStream};

    use super::{connect_to_any, in_turns};

    /// The peer of a connection to a name with these addresses, which share `port`.
    async fn peer(addresses: &[&str], port: u16, limit: Duration) -> Option<String> {
        let addresses =
            addresses.iter().map(|address| SocketAddr::new(address.parse().unwrap(), port));
        let connecting = connect_to_any(addresses.collect(), limit);
        let stream = tokio::time::timeout(limit, connecting).await.ok()?.unwrap().ok()?;
        Some(stream.peer_addr().unwrap().ip().to_string())
    }

    #[tokio::test]
    async fn dead_addresses_of_several_do_not_fail_a_connection() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let limit = Duration::from_secs(3);
        // Nothing listens at these.
        for refusing in ["127.0.0.2", "::1"] {
            let peer = peer(&[refusing, "127.0.0.1"], port, limit).await;
            assert_eq!(peer.as_deref(), Some("127.0.0.1"), "{refusing}");
        }
        // A full queue of connections: the system drops further ones, as a dead host would.
        let silent = TcpSocket::new_v4().unwrap();
        silent.bind(([127, 0, 0, 3], port).into()).unwrap();
        let silent = silent.listen(1).unwrap();
        let address = silent.local_addr().unwrap();
        let mut queued = Vec::new();
        for _ in 0..8 {
            let connecting = TcpStream::connect(address);
            queued.push(tokio::time::timeout(Duration::from_millis(50), connecting).await);
        }
        assert!(queued.last().is_some_and(Result::is_err), "the queue is not full");
        assert_eq!(peer(&["127.0.0.3"], port, Duration::from_millis(200)).await, None);
        let found = peer(&["127.0.0.3", "127.0.0.1"], port, limit).await;
        assert_eq!(found.as_deref(), Some("127.0.0.1"));
        // 250 ms for each address would be more than the limit.
        let many = [vec!["127.0.0.3"; 15], vec!["127.0.0.1"]].concat();
        let peer = peer(&many, port, limit).await;
        assert_eq!(peer.as_deref(), Some("127.0.0.1"));
    }

    #[test]
    fn addresses_alternate_between_families() {
        let parse = |list: &[&str]| -> Vec<SocketAddr> {
            list.iter().map(|address| address.parse().unwrap()).collect()
        };
        let given = parse(&["[::1]:1", "[::2]:1", "[::3]:1", "1.0.0.1:1", "1.0.0.2:1"]);
        let expected = parse(&["[::1]:1", "1.0.0.1:1", "[::2]:1", "1.0.0.2:1", "[::3]:1"]);
        assert_eq!(in_turns(given), expected);
        assert!(in_turns(Vec::new()).is_empty());
    }
}
