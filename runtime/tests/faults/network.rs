//! Servers' certificates and proxies, valid and faulty.

use std::sync::{Arc, LazyLock};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, SupportedProtocolVersion};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// A server's TLS, with at most one defect.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Tls {
    Valid,
    OnlyVersion(&'static SupportedProtocolVersion),
    Expired,
    NotYetValid,
    WrongName,
    UnknownAuthority,
}

struct CertificateAuthority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl CertificateAuthority {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }
}

static TRUSTED: LazyLock<CertificateAuthority> = LazyLock::new(CertificateAuthority::new);
static UNTRUSTED: LazyLock<CertificateAuthority> = LazyLock::new(CertificateAuthority::new);

/// The certificate of the authority that clients trust.
pub(crate) fn trusted() -> &'static str {
    &TRUSTED.pem
}

pub(crate) fn acceptor(tls: Tls) -> TlsAcceptor {
    acceptor_with(tls, &[])
}

/// As [`acceptor`], for a server with these application protocols.
pub(crate) fn acceptor_with(tls: Tls, protocols: &[&[u8]]) -> TlsAcceptor {
    let name = match tls {
        Tls::WrongName => "other.test",
        _ => "localhost",
    };
    let names = [name.to_owned(), "service.test".to_owned()];
    let names = match tls {
        Tls::WrongName => names[..1].to_vec(),
        _ => names.to_vec(),
    };
    let mut params = CertificateParams::new(names).unwrap();
    match tls {
        Tls::Expired => params.not_after = date_time_ymd(2001, 1, 1),
        Tls::NotYetValid => params.not_before = date_time_ymd(2999, 1, 1),
        _ => {}
    }
    let authority = match tls {
        Tls::UnknownAuthority => &UNTRUSTED,
        _ => &TRUSTED,
    };
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &authority.issuer).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let versions: &[&SupportedProtocolVersion] = match &tls {
        Tls::OnlyVersion(version) => &[version],
        _ => rustls::ALL_VERSIONS,
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
    TlsAcceptor::from(Arc::new(config))
}

/// The behavior of a proxy.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ProxyBehavior {
    /// Opens a tunnel to the server of the row, for any requested name.
    OpensTunnel,
    /// The same, after an interim response.
    OpensTunnelAfterInterim,
    /// The same, for the user `user` with password `pass`.
    RequiresUser,
    /// Sends these bytes and closes.
    Responds(&'static str),
    /// Sends nothing.
    Silent,
    /// Forwards plain requests to the server of the row.
    Forwards,
}

/// `user:pass` in a header.
const USER: &str = "Basic dXNlcjpwYXNz";

pub(crate) async fn start_proxy(behavior: ProxyBehavior, server_port: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(handle(stream, behavior, server_port));
        }
    });
    port
}

async fn handle(mut client: TcpStream, behavior: ProxyBehavior, server_port: u16) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await.ok()?);
    }
    let request = String::from_utf8(head.clone()).unwrap();
    match behavior {
        ProxyBehavior::Responds(response) => {
            return client.write_all(response.as_bytes()).await.ok();
        }
        ProxyBehavior::Silent => {
            let _ = client.read_u8().await;
            return None;
        }
        ProxyBehavior::RequiresUser if !request.contains(USER) => {
            let response = b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n";
            return client.write_all(response).await.ok();
        }
        ProxyBehavior::OpensTunnel
        | ProxyBehavior::OpensTunnelAfterInterim
        | ProxyBehavior::RequiresUser => {
            assert!(request.starts_with("CONNECT service.test:443 "), "{request}");
            if matches!(behavior, ProxyBehavior::OpensTunnelAfterInterim) {
                let interim = b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n";
                client.write_all(interim).await.ok()?;
            }
            let response = b"HTTP/1.1 200 Connection established\r\nvia: test\r\n\r\n";
            client.write_all(response).await.ok()?;
        }
        ProxyBehavior::Forwards => {
            assert!(request.starts_with("POST http://service.test/"), "{request}")
        }
    }
    let mut server = TcpStream::connect(("127.0.0.1", server_port)).await.unwrap();
    if matches!(behavior, ProxyBehavior::Forwards) {
        server.write_all(&head).await.ok()?;
    }
    let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
    None
}
