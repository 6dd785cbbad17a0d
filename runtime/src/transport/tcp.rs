//! TCP: looks up a name and tries its addresses.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::task::Poll;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};

use crate::BoxFuture;
use crate::future::before;

/// How long the addresses of the family that the system names first are tried alone. A network on
/// which one family leads nowhere is common; RFC 8305 has 250 ms.
const HEAD_START: Duration = Duration::from_millis(300);

/// Connects to `host`, a name or an address.
pub(super) async fn connect(
    host: &str,
    port: u16,
) -> Result<TcpStream, Box<dyn StdError + Send + Sync>> {
    let host = without_brackets(host);
    let addresses = match host.parse::<IpAddr>() {
        Ok(address) => vec![SocketAddr::new(address, port)],
        Err(_) => match lookup_host((host, port)).await {
            Ok(addresses) => addresses.collect(),
            Err(error) => return Err(NoAddress(error).into()),
        },
    };
    let stream = to_any(addresses).await?;
    // Requests are written whole. That a socket does not know the option is no reason to fail.
    let _ = stream.set_nodelay(true);
    Ok(stream)
}

/// The host of a URI without the brackets that an IPv6 address has there.
pub(super) fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host)
}

async fn to_any(addresses: Vec<SocketAddr>) -> io::Result<TcpStream> {
    let is_first_v4 = addresses.first().is_some_and(SocketAddr::is_ipv4);
    let (first, second): (Vec<_>, Vec<_>) = addresses
        .into_iter()
        .partition(|address| address.is_ipv4() == is_first_v4);
    let mut first: Connecting = Box::pin(one_after_another(first));
    if second.is_empty() {
        return first.await;
    }
    let second: Connecting = Box::pin(one_after_another(second));
    match before(tokio::time::sleep(HEAD_START), first.as_mut()).await {
        Some(Ok(stream)) => Ok(stream),
        Some(Err(_)) => second.await,
        None => first_success([Some(first), Some(second)]).await,
    }
}

type Connecting = BoxFuture<'static, io::Result<TcpStream>>;

/// The error is that of the first address, which the system thinks the best.
async fn one_after_another(addresses: Vec<SocketAddr>) -> io::Result<TcpStream> {
    let mut problem = None;
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => problem = problem.or(Some(error)),
        }
    }
    Err(problem.unwrap_or_else(|| io::Error::other("the name has no address")))
}

/// What succeeds first, or the error of what fails last.
async fn first_success(mut all: [Option<Connecting>; 2]) -> io::Result<TcpStream> {
    poll_fn(|context| {
        let mut end = None;
        for one in &mut all {
            if let Some(connecting) = one
                && let Poll::Ready(outcome) = connecting.as_mut().poll(context)
            {
                *one = None;
                if outcome.is_ok() {
                    return Poll::Ready(outcome);
                }
                end = Some(outcome);
            }
        }
        match end {
            Some(outcome) if all.iter().all(Option::is_none) => Poll::Ready(outcome),
            _ => Poll::Pending,
        }
    })
    .await
}

/// A name that cannot be resolved.
#[derive(Debug)]
pub(super) struct NoAddress(io::Error);

impl fmt::Display for NoAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name cannot be resolved")
    }
}

impl StdError for NoAddress {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
    use std::time::Duration;

    use tokio::net::TcpListener;

    use super::{Connecting, connect, first_success, to_any, without_brackets};

    #[tokio::test]
    async fn an_address_that_refuses_is_passed_over_for_the_next() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let good = listener.local_addr().unwrap();
        let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let refuses = gone.local_addr().unwrap();
        drop(gone);
        let stream = to_any(vec![refuses, good]).await.unwrap();
        assert_eq!(stream.peer_addr().unwrap(), good);
        // Port 1 of the other family: refused, or no such family on this computer.
        let other = SocketAddr::from((Ipv6Addr::LOCALHOST, 1));
        let stream = to_any(vec![other, good]).await.unwrap();
        assert_eq!(stream.peer_addr().unwrap(), good);
        assert!(to_any(vec![refuses, other]).await.is_err());
        assert!(to_any(Vec::new()).await.is_err());
    }

    #[tokio::test]
    async fn a_family_that_leads_nowhere_does_not_hold_up_the_other() {
        let never: Connecting = Box::pin(std::future::pending());
        let fails: Connecting = Box::pin(async { Err(std::io::Error::other("no route")) });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let good = listener.local_addr().unwrap();
        let works: Connecting = Box::pin(tokio::net::TcpStream::connect(good));
        let connecting = first_success([Some(never), Some(works)]);
        let stream = tokio::time::timeout(Duration::from_secs(20), connecting).await;
        assert_eq!(stream.unwrap().unwrap().peer_addr().unwrap(), good);
        let fails_too: Connecting = Box::pin(async { Err(std::io::Error::other("no network")) });
        let error = first_success([Some(fails), Some(fails_too)]).await;
        assert_eq!(error.unwrap_err().to_string(), "no network");
    }

    #[tokio::test]
    async fn a_literal_address_is_not_looked_up() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(connect("127.0.0.1", port).await.is_ok());
        assert_eq!(without_brackets("[::1]"), "::1");
        assert_eq!(without_brackets("host"), "host");
    }
}
