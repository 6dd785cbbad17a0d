//! Random requests, signed by this crate and by the signer of the official SDK.

use std::time::{Duration, SystemTime};

use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SessionTokenMode, SignableBody, SignableRequest,
    SignatureLocation, SigningSettings, UriPathNormalizationMode, sign,
};
use http::{Method, Uri};
use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::super::{
    PayloadHash, SigningKeyCache, SigningOptions, SigningParams, presign, sign_headers,
};
use super::header_map;
use crate::Credentials;

const PATH: &str = "/ / / // /./ /../ . .. a Z9 -._~ %3A %3a %2F %2f %20 %25 %E1%88%B4 \u{1234} é : @ ! $ \
    & ' ( ) * + , ; =";

/// No stray `%` before a hexadecimal digit: where the decoded bytes are not UTF-8, the other
/// signer signs U+FFFD.
const QUERY: &str = "a a b Param - ~ %20 + %2B %2b %2F / = = = & & & %E1%88%B4 \u{1234} é * ' ( ! : @ ? \
    %- %z %41 %7E";

const HEADER_NAMES: &str = "accept content-type content-length X-Custom x-custom x-a x-a-b x-ab \
    amz-sdk-request X-Amz-Meta-Note if-match user-agent connection te expect transfer-encoding \
    x-amzn-trace-id";

/// `_` stands for a space.
const HEADER_VALUES: &str = "a B 1 _ _ __ ___ , ; = \" ' %20 / : * ~";

const ORIGINS: &str = "https://ivs.us-east-1.amazonaws.com https://example.com:443 \
    https://example.com:80 http://example.com:80 http://localhost:8080 http://127.0.0.1 \
    http://[::1]:9000 https://EXAMPLE.com";

/// The headers that both signers exclude.
const UNSIGNED: &str =
    "authorization user-agent x-amzn-trace-id expect connection te transfer-encoding";

#[derive(Debug)]
struct Case {
    method: Method,
    uri: Uri,
    headers: Vec<(&'static str, String)>,
    body: Option<Vec<u8>>,
    credentials: Credentials,
    region: &'static str,
    service: &'static str,
    time: Timestamp,
    options: SigningOptions,
    expires: Duration,
}

/// One of the words of `pool`.
fn word(pool: &'static str) -> impl Strategy<Value = &'static str> {
    select(pool.split_whitespace().collect::<Vec<_>>())
}

/// Up to `most` words of `pool`, concatenated.
fn words(pool: &'static str, most: usize) -> impl Strategy<Value = String> {
    vec(word(pool), 0..=most).prop_map(|words| words.concat())
}

fn uri() -> impl Strategy<Value = Uri> {
    let query = option::of(words(QUERY, 16));
    (word(ORIGINS), words(PATH, 12), query).prop_map(|(origin, path, query)| {
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        let uri = format!("{origin}/{path}{query}");
        uri.parse().unwrap_or_else(|error| panic!("{uri}: {error}"))
    })
}

fn headers() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let value = words(HEADER_VALUES, 10).prop_map(|value| value.replace('_', " "));
    let host = option::weighted(0.25, Just(("host", "other.example".to_owned())));
    (vec((word(HEADER_NAMES), value), 0..8), host).prop_map(|(mut headers, host)| {
        headers.extend(host);
        headers
    })
}

fn credentials() -> impl Strategy<Value = Credentials> {
    let token = words("token + / = 0 %", 40);
    (word("AKIDEXAMPLE ASIA1"), word("secret/one secret+two"), token).prop_map(
        |(id, secret, token)| {
            let token = (!token.is_empty()).then(|| token.into());
            Credentials::new(id, secret, token)
        },
    )
}

fn options() -> impl Strategy<Value = SigningOptions> {
    any::<[bool; 4]>().prop_map(|[encode, normalize, sign_token, send_hash]| SigningOptions {
        encode_path_again: encode,
        normalize_path: normalize,
        sign_session_token: sign_token,
        send_payload_hash: send_hash,
    })
}

/// Times on few days, so that a cached key is sometimes valid and sometimes not.
fn time() -> impl Strategy<Value = Timestamp> {
    (0..3i64, 0..86_400i64).prop_map(|(day, second)| {
        Timestamp::new(1_440_892_800 + day * 86_400 * 200 + second, 999_999_999).unwrap()
    })
}

prop_compose! {
    fn case()(
        method in word("GET POST PUT DELETE PATCH HEAD"),
        uri in uri(),
        headers in headers(),
        body in option::weighted(0.9, vec(any::<u8>(), 0..200)),
        credentials in credentials(),
        region in word("us-east-1 eu-central-2"),
        service in word("ivs execute-api"),
        time in time(),
        options in options(),
        expires in 1..=604_800u64,
    ) -> Case {
        let (method, expires) = (method.parse().unwrap(), Duration::from_secs(expires));
        Case { method, uri, headers, body, credentials, region, service, time, options, expires }
    }
}

impl Case {
    fn params<'a>(&'a self, keys: &'a SigningKeyCache) -> SigningParams<'a> {
        SigningParams {
            credentials: &self.credentials,
            region: self.region,
            service: self.service,
            time: self.time,
            options: self.options,
            keys,
        }
    }

    fn payload(&self) -> PayloadHash {
        let body = self.body.as_deref();
        body.map_or(PayloadHash::UNSIGNED, PayloadHash::of)
    }

    /// The headers or the decoded parameters that the official signer adds, sorted by name.
    fn expected(&self, location: SignatureLocation) -> Vec<(String, String)> {
        let options = self.options;
        let mut settings = SigningSettings::default();
        settings.signature_location = location;
        settings.expires_in = Some(self.expires);
        settings.excluded_headers = Some(UNSIGNED.split(' ').map(Into::into).collect());
        if !options.encode_path_again {
            settings.percent_encoding_mode = PercentEncodingMode::Single;
        }
        if !options.normalize_path {
            settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        }
        if !options.sign_session_token {
            settings.session_token_mode = SessionTokenMode::Exclude;
        }
        if options.send_payload_hash {
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        }
        let token = self.credentials.session_token.as_ref();
        let identity = aws_credential_types::Credentials::new(
            &self.credentials.access_key_id,
            self.credentials.secret_access_key.expose(),
            token.map(|token| token.expose().to_owned()),
            None,
            "test",
        )
        .into();
        let params = aws_sigv4::sign::v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name(self.service)
            .time(SystemTime::from(self.time))
            .settings(settings)
            .build()
            .unwrap()
            .into();
        let headers = self.headers.iter();
        let body = self.body.as_deref();
        let request = SignableRequest::new(
            self.method.as_str(),
            self.uri.to_string(),
            headers.map(|(name, value)| (*name, value.as_str())),
            body.map_or(SignableBody::UnsignedPayload, SignableBody::Bytes),
        )
        .unwrap();
        let (instructions, _) = sign(request, &params).unwrap().into_parts();
        let (headers, parameters) = instructions.into_parts();
        let headers =
            headers.iter().map(|header| (header.name().to_owned(), header.value().to_owned()));
        let parameters =
            parameters.iter().map(|(key, value)| ((*key).to_owned(), value.to_string()));
        let mut all: Vec<_> = headers.chain(parameters).collect();
        all.sort();
        all
    }
}

#[test]
fn both_signers_add_the_same_headers() {
    // One cache for all cases, so that a key used for the wrong request would show.
    let keys = SigningKeyCache::default();
    proptest!(config(), |(case in case())| {
        let mut headers = header_map(&case.headers);
        let params = case.params(&keys);
        sign_headers(&case.method, &case.uri, &mut headers, &case.payload(), &params).unwrap();

        for (name, value) in case.expected(SignatureLocation::Headers) {
            prop_assert_eq!(&headers[&name], &value, "{}", name);
        }
    });
}

#[test]
fn both_signers_add_the_same_parameters() {
    let keys = SigningKeyCache::default();
    proptest!(config(), |(case in case())| {
        let (method, uri, headers) = (&case.method, &case.uri, header_map(&case.headers));
        let params = case.params(&keys);
        let signed = presign(method, uri, &headers, &case.payload(), &params, case.expires);
        let signed = signed.unwrap();

        let given = uri.path_and_query().unwrap().as_str();
        let target = signed.path_and_query().unwrap().as_str();
        let added = target.strip_prefix(given).expect("the query is kept");
        let decode = |value| percent_decode_str(value).decode_utf8().unwrap().into_owned();
        let mut added: Vec<_> = added
            .trim_start_matches(['?', '&'])
            .split('&')
            .map(|pair| {
                let (key, value) = pair.split_once('=').unwrap();
                (key.to_owned(), decode(value))
            })
            .collect();
        added.sort();
        prop_assert_eq!(added, case.expected(SignatureLocation::QueryParams));
    });
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}
