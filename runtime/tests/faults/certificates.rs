//! An authority, and servers' certificates of it, good and bad.

use std::sync::{Arc, LazyLock};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, SupportedProtocolVersion};
use tokio_rustls::TlsAcceptor;

/// What is wrong with a server's TLS, if anything is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Tls {
    Good,
    Only(&'static SupportedProtocolVersion),
    Expired,
    NotYet,
    WrongName,
    OfAStranger,
}

struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self {
            issuer: Issuer::new(params, key),
            pem,
        }
    }
}

static OURS: LazyLock<Authority> = LazyLock::new(Authority::new);
static STRANGER: LazyLock<Authority> = LazyLock::new(Authority::new);

/// The certificate that clients trust.
pub(crate) fn trusted() -> &'static str {
    &OURS.pem
}

pub(crate) fn acceptor(tls: Tls) -> TlsAcceptor {
    acceptor_with(tls, &[])
}

/// The same, for a server that speaks these protocols.
pub(crate) fn acceptor_with(tls: Tls, protocols: &[&[u8]]) -> TlsAcceptor {
    let name = match tls {
        Tls::WrongName => "somebody.test",
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
        Tls::NotYet => params.not_before = date_time_ymd(2999, 1, 1),
        _ => {}
    }
    let authority = match tls {
        Tls::OfAStranger => &STRANGER,
        _ => &OURS,
    };
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &authority.issuer).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let versions: &[&SupportedProtocolVersion] = match &tls {
        Tls::Only(version) => &[version],
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
