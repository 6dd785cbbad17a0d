//! Signature Version 4 of a POST without a query, with a fixed set of headers.

use std::sync::{Mutex, PoisonError};

use bench_common::{ACCESS_KEY_ID, Problem, REGION, SECRET_ACCESS_KEY};
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;
use ring::digest::{SHA256, digest};
use ring::hmac::{self, HMAC_SHA256, Key};
use uuid::Uuid;

const SERVICE: &str = "ivs";
const SIGNED: &str = "amz-sdk-invocation-id;amz-sdk-request;content-type;host;x-amz-date";

/// Signs requests; caches the key of the day.
#[derive(Default)]
pub(crate) struct Signer(Mutex<Option<(String, Key)>>);

impl Signer {
    /// Signs a request and adds the signed headers.
    pub(crate) fn sign(
        &self,
        path: &str,
        headers: &mut HeaderMap,
        body: &[u8],
    ) -> Result<(), Problem> {
        let id = Uuid::new_v4().to_string();
        let attempt = "attempt=1; max=3";
        let time = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
        let day = time.get(..8).unwrap_or_default();
        let scope = format!("{day}/{REGION}/{SERVICE}/aws4_request");

        let content_type = header(headers, &CONTENT_TYPE)?;
        let host = header(headers, &HOST)?;
        let canonical = format!(
            "POST\n{path}\n\n\
             amz-sdk-invocation-id:{id}\n\
             amz-sdk-request:{attempt}\n\
             content-type:{content_type}\n\
             host:{host}\n\
             x-amz-date:{time}\n\
             \n{SIGNED}\n{}",
            hex(digest(&SHA256, body).as_ref())
        );
        let hash = hex(digest(&SHA256, canonical.as_bytes()).as_ref());
        let to_sign = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{hash}");
        let signature = hex(hmac::sign(&self.key(day), to_sign.as_bytes()).as_ref());
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={ACCESS_KEY_ID}/{scope}, SignedHeaders={SIGNED}, \
             Signature={signature}"
        );

        headers.insert(HeaderName::from_static("amz-sdk-invocation-id"), id.try_into()?);
        headers
            .insert(HeaderName::from_static("amz-sdk-request"), HeaderValue::from_static(attempt));
        headers.insert(HeaderName::from_static("x-amz-date"), time.try_into()?);
        headers.insert(AUTHORIZATION, authorization.try_into()?);
        Ok(())
    }

    fn key(&self, day: &str) -> Key {
        let mut cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*cached {
            Some((of, key)) if of == day => key.clone(),
            _ => {
                let key = derive(day);
                *cached = Some((day.to_owned(), key.clone()));
                key
            }
        }
    }
}

fn derive(day: &str) -> Key {
    let secret = format!("AWS4{SECRET_ACCESS_KEY}");
    let first = Key::new(HMAC_SHA256, secret.as_bytes());
    [day, REGION, SERVICE, "aws4_request"]
        .iter()
        .fold(first, |key, part| Key::new(HMAC_SHA256, hmac::sign(&key, part.as_bytes()).as_ref()))
}

fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<&'a str, Problem> {
    let value = headers.get(name).ok_or("a header is missing")?;
    Ok(value.to_str()?)
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or_default();
    let pairs = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    let mut hex = String::with_capacity(bytes.len() * 2);
    hex.extend(pairs);
    hex
}
