//! The same request, signed by us and by the official SDK's signer.

use std::time::{Duration, SystemTime};

use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SessionTokenMode, SignableBody, SignableRequest,
    SignatureLocation, SigningSettings, UriPathNormalizationMode, sign,
};
use http::{Method, Uri};
use jiff::Timestamp;
use percent_encoding::percent_decode_str;

use super::super::{
    PayloadHash, SigningKeyCache, SigningOptions, SigningParams, presign, sign_headers,
};
use super::header_map;
use super::random::Random;
use crate::Credentials;

const ROUNDS: u64 = 3_000;

const PATH: &str = "/ / / // /./ /../ . .. a Z9 -._~ %3A %3a %2F %2f %20 %25 %E1%88%B4 \u{1234} é : @ ! $ \
    & ' ( ) * + , ; =";

/// No stray `%` before what could be a hexadecimal digit: what is not UTF-8 when decoded, the other
/// signer signs as U+FFFD.
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

/// Left out by both, whatever each would do by itself.
const UNSIGNED: &str =
    "authorization user-agent x-amzn-trace-id expect connection te transfer-encoding";

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

impl Case {
    fn random(random: &mut Random) -> Self {
        let path = random.text(PATH, 12);
        let query = random.text(QUERY, 16);
        let mark = if query.is_empty() && random.chance(2) {
            ""
        } else {
            "?"
        };
        let uri = format!("{}/{path}{mark}{query}", random.pick(ORIGINS));
        let mut headers: Vec<_> = (0..random.below(8))
            .map(|_| {
                (
                    random.pick(HEADER_NAMES),
                    random.text(HEADER_VALUES, 10).replace('_', " "),
                )
            })
            .collect();
        if random.chance(4) {
            headers.push(("host", "elsewhere.example".to_owned()));
        }
        let token = random.text("token + / = 0 %", 40);
        let credentials = Credentials::new(
            random.pick("AKIDEXAMPLE ASIA1"),
            random.pick("secret/one secret+two"),
            (!token.is_empty()).then(|| token.as_str().into()),
        );
        // Few days, so that a kept key is sometimes right and sometimes not.
        let seconds = 1_440_892_800 + random.below(3) * 86_400 * 200 + random.below(86_400);
        Self {
            method: random
                .pick("GET POST PUT DELETE PATCH HEAD")
                .parse()
                .unwrap(),
            uri: uri.parse().unwrap_or_else(|error| panic!("{uri}: {error}")),
            headers,
            body: (!random.chance(8)).then(|| random.bytes(200)),
            credentials,
            region: random.pick("us-east-1 eu-central-2"),
            service: random.pick("ivs execute-api"),
            time: Timestamp::new(seconds.try_into().unwrap(), 999_999_999).unwrap(),
            options: SigningOptions {
                encode_path_again: !random.chance(4),
                normalize_path: !random.chance(4),
                sign_session_token: !random.chance(4),
                send_payload_hash: random.chance(4),
            },
            expires: Duration::from_secs(1 + random.below(604_800)),
        }
    }

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
        self.body
            .as_deref()
            .map_or(PayloadHash::UNSIGNED, PayloadHash::of)
    }

    /// What the other signer adds: headers, or parameters in plain text. Sorted by name.
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
        let token = self
            .credentials
            .session_token
            .as_ref()
            .map(|token| token.expose().to_owned());
        let identity = aws_credential_types::Credentials::new(
            &self.credentials.access_key_id,
            self.credentials.secret_access_key.expose(),
            token,
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
        let request = SignableRequest::new(
            self.method.as_str(),
            self.uri.to_string(),
            self.headers
                .iter()
                .map(|(name, value)| (*name, value.as_str())),
            self.body
                .as_deref()
                .map_or(SignableBody::UnsignedPayload, SignableBody::Bytes),
        )
        .unwrap();
        let (instructions, _) = sign(request, &params).unwrap().into_parts();
        let (headers, parameters) = instructions.into_parts();
        let headers = headers
            .iter()
            .map(|header| (header.name().to_owned(), header.value().to_owned()));
        let parameters = parameters
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.to_string()));
        let mut all: Vec<_> = headers.chain(parameters).collect();
        all.sort();
        all
    }
}

#[test]
fn both_signers_add_the_same_headers() {
    let mut random = Random::new(1);
    // One cache for all, so that a key used for the wrong request would show.
    let keys = SigningKeyCache::default();
    for round in 0..ROUNDS {
        let case = Case::random(&mut random);
        let mut headers = header_map(&case.headers);

        sign_headers(
            &case.method,
            &case.uri,
            &mut headers,
            &case.payload(),
            &case.params(&keys),
        )
        .unwrap();

        let context = format!(
            "round {round}: {} {} {:?}",
            case.method, case.uri, case.headers
        );
        for (name, value) in case.expected(SignatureLocation::Headers) {
            assert_eq!(headers.get(&name).unwrap(), &value, "{name}, {context}");
        }
    }
}

#[test]
fn both_signers_add_the_same_query() {
    let mut random = Random::new(2);
    let keys = SigningKeyCache::default();
    for round in 0..ROUNDS {
        let case = Case::random(&mut random);

        let uri = presign(
            &case.method,
            &case.uri,
            &header_map(&case.headers),
            &case.payload(),
            &case.params(&keys),
            case.expires,
        )
        .unwrap();

        let context = format!(
            "round {round}: {} {} {:?}",
            case.method, case.uri, case.headers
        );
        let given = case.uri.path_and_query().unwrap().as_str();
        let added = uri
            .path_and_query()
            .unwrap()
            .as_str()
            .strip_prefix(given)
            .expect("the query stays");
        let mut added: Vec<_> = added
            .trim_start_matches(['?', '&'])
            .split('&')
            .map(|pair| {
                let (key, value) = pair.split_once('=').unwrap();
                (
                    key.to_owned(),
                    percent_decode_str(value)
                        .decode_utf8()
                        .unwrap()
                        .into_owned(),
                )
            })
            .collect();
        added.sort();
        assert_eq!(
            added,
            case.expected(SignatureLocation::QueryParams),
            "{context}"
        );
    }
}
