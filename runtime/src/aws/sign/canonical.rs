//! The canonical request: the one text that both sides can make from the same request.

use std::borrow::Cow;

use http::{HeaderMap, Method, Uri};
use ring::digest;

use super::batch::{Batch, Sink};
use super::header_form::SESSION_TOKEN;
use super::payload::Hex;
use super::{PayloadHash, SigningError, SigningOptions};
use crate::secret::REDACTED;
use crate::uri;

/// Whether a header is left out of the signature.
///
/// Everything that is present is signed, but for what may change on the way and what the signature
/// itself is put into: the headers of one connection (RFC 9110, 7.6.1), those that proxies and
/// tracers rewrite, and the `authorization` header.
fn is_unsigned(name: &str, options: SigningOptions) -> bool {
    match name {
        "authorization" | "user-agent" | "x-amzn-trace-id" | "expect" => true,
        "connection"
        | "keep-alive"
        | "proxy-authenticate"
        | "proxy-authorization"
        | "proxy-connection"
        | "te"
        | "trailer"
        | "transfer-encoding"
        | "upgrade" => true,
        SESSION_TOKEN => !options.sign_session_token,
        _ => false,
    }
}

/// The headers that are signed, sorted by name. A name with more values has more entries.
pub(super) struct SignedHeaders<'a>(Vec<Entry<'a>>);

struct Entry<'a> {
    name: &'a str,
    value: &'a str,
    sensitive: bool,
}

impl<'a> SignedHeaders<'a> {
    /// # Errors
    ///
    /// If a value is not UTF-8: there is no telling how the service would read it.
    pub(super) fn of(
        headers: &'a HeaderMap,
        options: SigningOptions,
    ) -> Result<Self, SigningError> {
        let mut signed: Vec<Entry<'_>> = Vec::with_capacity(headers.len());
        for (name, value) in headers {
            if !is_unsigned(name.as_str(), options) {
                let entry = Entry {
                    name: name.as_str(),
                    value: str::from_utf8(value.as_bytes()).map_err(|_| SigningError::BadHeader)?,
                    sensitive: value.is_sensitive(),
                };
                // After its equals: the values of one name keep their order. They are few, and a sort
                // would be 1,600 lines of LLVM's.
                let at = signed.partition_point(|other| other.name <= entry.name);
                signed.insert(at, entry);
            }
        }
        Ok(Self(signed))
    }

    /// Appends `host;x-amz-date`.
    pub(super) fn push_names(&self, out: &mut dyn Sink) {
        let mut last = "";
        for Entry { name, .. } in &self.0 {
            if *name != last {
                if !last.is_empty() {
                    out.push(";");
                }
                out.push(name);
                last = name;
            }
        }
    }

    /// Appends one line for each name, its values joined with commas.
    fn push_lines(&self, out: &mut dyn Sink, view: View) {
        let mut last = "";
        for header in &self.0 {
            if header.name == last {
                out.push(",");
            } else {
                if !last.is_empty() {
                    out.push("\n");
                }
                out.push(header.name);
                out.push(":");
                last = header.name;
            }
            if view == View::Redacted && header.sensitive {
                out.push(REDACTED);
            } else {
                push_trimmed(out, header.value);
            }
        }
        if !last.is_empty() {
            out.push("\n");
        }
    }
}

/// For whom a canonical request is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// For the hash.
    Exact,
    /// For people: without the session token.
    Redacted,
}

/// A request, ready to be written in its canonical form.
pub(super) struct CanonicalRequest<'a> {
    pub(super) method: &'a Method,
    pub(super) uri: &'a Uri,
    pub(super) headers: SignedHeaders<'a>,
    pub(super) payload: &'a PayloadHash,
    pub(super) options: SigningOptions,
}

impl CanonicalRequest<'_> {
    /// Writes the text.
    pub(super) fn write(&self, out: &mut dyn Sink, view: View) {
        out.push(self.method.as_str());
        out.push("\n");
        self.push_path(out);
        out.push("\n");
        push_query(out, self.uri.query().unwrap_or_default(), view);
        out.push("\n");
        self.headers.push_lines(out, view);
        out.push("\n");
        self.headers.push_names(out);
        out.push("\n");
        out.push(self.payload.as_str());
    }

    /// The hash of the text.
    pub(super) fn hash(&self) -> Hex {
        let mut context = digest::Context::new(&digest::SHA256);
        let mut batch = Batch::new(|bytes| context.update(bytes));
        self.write(&mut batch, View::Exact);
        batch.finish();
        Hex::new(context.finish().as_ref())
    }

    fn push_path(&self, out: &mut dyn Sink) {
        let path = if self.options.normalize_path {
            uri::normalize_path(self.uri.path())
        } else {
            Cow::Borrowed(self.uri.path())
        };
        if self.options.encode_path_again {
            uri::encoded_path(&path).for_each(|piece| out.push(piece));
        } else {
            out.push(&path);
        }
    }
}

/// Appends the pairs of a query, encoded anew and sorted by key, then by value.
fn push_query(out: &mut dyn Sink, query: &str, view: View) {
    if query.is_empty() {
        return;
    }
    let mut pairs: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (
                uri::canonical_query_text(key),
                uri::canonical_query_text(value),
            )
        })
        .collect();
    // Not by the text of the pair: `a-b=1` comes after `a=1`, though `-` comes before `=`.
    pairs.sort_unstable();
    for (index, (key, value)) in pairs.iter().enumerate() {
        if index > 0 {
            out.push("&");
        }
        out.push(key);
        out.push("=");
        if view == View::Redacted && key.eq_ignore_ascii_case(SESSION_TOKEN) {
            out.push(REDACTED);
        } else {
            out.push(value);
        }
    }
}

/// Appends a header value without white space around it, and with one space for several.
fn push_trimmed(out: &mut dyn Sink, value: &str) {
    // Tabs go at the ends only: there they are gone before the service sees them (RFC 9110, 5.5).
    let value = value.trim_matches([' ', '\t']);
    let mut words = value.split(' ').filter(|word| !word.is_empty());
    out.push(words.next().unwrap_or_default());
    for word in words {
        out.push(" ");
        out.push(word);
    }
}
