//! A request as a command line of `curl`.

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use http::{HeaderMap, Method};

use super::is_hidden;
use crate::codec::json;
use crate::redact::{redact, shown_target};
use crate::secret::REDACTED;

/// The command. `secrets` names what is hidden besides what always is; `None` shows all.
pub(super) fn command(request: &http::Request<Bytes>, secrets: Option<&[&str]>) -> String {
    let mut command = "curl --globoff --path-as-is".to_owned();
    match *request.method() {
        Method::HEAD => command.push_str(" --head"),
        ref method => {
            command.push_str(" --request ");
            command.push_str(method.as_str());
        }
    }
    command.push(' ');
    push_quoted(&mut command, &shown_uri(request, secrets));
    for header in headers(request.headers(), secrets) {
        push_option(&mut command, "--header", &header);
    }
    push_body(&mut command, request, secrets);
    command
}

/// The URI with its secret labels and parameters hidden.
pub(super) fn shown_uri(request: &http::Request<Bytes>, secrets: Option<&[&str]>) -> String {
    let uri = request.uri();
    if secrets.is_none() {
        return uri.to_string();
    }
    let mut shown = String::new();
    if let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) {
        shown = format!("{scheme}://{authority}");
    }
    let target = shown_target(request);
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (&*target, None),
    };
    shown.push_str(path);
    let pairs = query.into_iter().flat_map(|query| query.split('&'));
    for (at, pair) in pairs.enumerate() {
        shown.push(if at == 0 { '?' } else { '&' });
        let name = pair.split('=').next().unwrap_or(pair);
        if is_hidden(name, secrets) {
            shown.push_str(name);
            shown.push('=');
            shown.push_str(REDACTED);
        } else {
            shown.push_str(pair);
        }
    }
    shown
}

/// The headers as curl's option takes them. `host` follows from the URI, unless it is another.
fn headers(headers: &HeaderMap, secrets: Option<&[&str]>) -> impl Iterator<Item = String> {
    headers
        .iter()
        .filter(|(name, _)| *name != HOST)
        .map(move |(name, value)| {
            let text = String::from_utf8_lossy(value.as_bytes());
            if *name == AUTHORIZATION && secrets.is_some() {
                // All but the signature says who signed what for where, which helps to help.
                let end = text.find("Signature=").map(|at| at + "Signature=".len());
                let start = end.and_then(|end| text.get(..end)).unwrap_or_default();
                return format!("{name}: {start}{REDACTED}");
            }
            if value.is_sensitive() && secrets.is_some() || is_hidden(name.as_str(), secrets) {
                return format!("{name}: {REDACTED}");
            }
            match text.is_empty() {
                // With a colon curl would take the header out.
                true => format!("{name};"),
                false => format!("{name}: {text}"),
            }
        })
}

fn push_body(command: &mut String, request: &http::Request<Bytes>, secrets: Option<&[&str]>) {
    let body = request.body();
    let takes_body = !matches!(*request.method(), Method::GET | Method::HEAD);
    if body.is_empty() && !takes_body {
        return;
    }
    if !request.headers().contains_key(CONTENT_TYPE) {
        // Else curl would say that the body is a form.
        push_option(command, "--header", "content-type:");
    }
    match shown_body(body, secrets) {
        // `raw`: a body that begins with `@` is no file name.
        Ok(text) => push_option(command, "--data-raw", &text),
        Err(what) => {
            push_option(command, "--data-binary", "@BODY");
            command.push_str(&format!(" # BODY: {} bytes, {what}", body.len()));
        }
    }
}

/// The body as text, or what keeps it from being shown.
fn shown_body(body: &[u8], secrets: Option<&[&str]>) -> Result<String, &'static str> {
    let text = std::str::from_utf8(body).map_err(|_| "not text")?;
    if text.contains('\0') {
        return Err("not text");
    }
    let Some(secrets) = secrets.filter(|_| !text.is_empty()) else {
        return Ok(text.to_owned());
    };
    let mut value =
        json::document(body).ok_or("left out, as it is no JSON and may hold secrets")?;
    match redact(&mut value, secrets) {
        true => Ok(value.to_string()),
        false => Ok(text.to_owned()),
    }
}

fn push_option(command: &mut String, option: &str, value: &str) {
    command.push_str(" \\\n  ");
    command.push_str(option);
    command.push(' ');
    push_quoted(command, value);
}

/// One word for a POSIX shell, whatever it holds: inside of single quotes nothing but the single
/// quote has a meaning.
fn push_quoted(command: &mut String, word: &str) {
    command.push('\'');
    command.push_str(&word.replace('\'', r"'\''"));
    command.push('\'');
}

#[cfg(test)]
mod tests;
