//! Multipart forms: bodies of `multipart/form-data` (RFC 7578).
//!
//! A structure is a part for each member. A list is several parts of one name, an object is a part of JSON, and a
//! stream is a file, with the name and the media type that the stream has. The files of a map are parts whose names have
//! the key in brackets, as members of an object have in a form: `files[key]`.

use std::collections::VecDeque;
use std::io;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http::HeaderValue;
use http::header::CONTENT_TYPE;

use super::form::{Encoding, Encodings, each_member, encoding, to_value};
use super::{EncodedRequest, file_types, media_type, text};
use crate::codec::{Encode, Format, View};
use crate::stream::Chunks;
use crate::{ByteStream, Error};

/// A part: its head without the boundary, and its body.
#[derive(Clone)]
pub(crate) struct Part {
    head: String,
    body: ByteStream,
}

impl EncodedRequest {
    /// Sets the body to parts, which `join_parts` completes.
    ///
    /// # Errors
    ///
    /// An invalid input if the body is no structure, contains a stream in a member of a member, or a file states a media
    /// type that is not the value of a header.
    pub fn multipart(mut self, body: &dyn Encode, encodings: Encodings) -> Result<Self, Error> {
        if self.leaves_out(body) {
            return Ok(self);
        }
        let mut parts = Vec::new();
        match body.view(Format::default()) {
            // A file alone, whose part has no name of its own.
            View::Stream(file) => parts.push(self::file("file", file, None, None)?),
            _ => each_member(body, &mut |name, view| {
                push_member(&mut parts, name, view, encoding(encodings, name), None)
            })?,
        }
        self.parts = Some(parts);
        Ok(self)
    }

    /// Makes the body of the parts, which may be none. `boundary` must be random: a file may contain any other. It is
    /// called if the body is multipart.
    pub(crate) fn join_parts(mut self, boundary: impl FnOnce() -> String) -> Self {
        let Some(parts) = self.parts.take() else {
            return self;
        };
        let boundary = boundary();
        let mut pieces = Vec::new();
        let mut start = "";
        for part in parts {
            pieces.push(ByteStream::from(format!("{start}--{boundary}\r\n{}\r\n\r\n", part.head)));
            pieces.push(part.body);
            start = "\r\n";
        }
        pieces.push(ByteStream::from(format!("{start}--{boundary}--\r\n")));
        match joined(&pieces) {
            Some(bytes) => self.body = bytes,
            None => self.stream = Some(chained(pieces)),
        }
        if let Ok(value) =
            HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}"))
        {
            self.headers.insert(CONTENT_TYPE, value);
        }
        self
    }
}

/// Adds the parts of a member, or of the entry of a map with that key.
fn push_member(
    parts: &mut Vec<Part>,
    name: &str,
    view: View<'_>,
    encoding: Option<Encoding>,
    key: Option<&str>,
) -> Result<(), Error> {
    let is_json = encoding.is_some_and(Encoding::is_json);
    let mut result = Ok(());
    match view {
        View::List(list, format) if !is_json => list.elements(format, &mut |view| {
            if result.is_ok() {
                result = push_value(parts, name, view, encoding, key);
            }
        }),
        View::Map(map, format)
            if key.is_none() && matches!(encoding, Some(Encoding::File(_))) && has_files(view) =>
        {
            map.entries(format, &mut |key, view| {
                if result.is_ok() {
                    let name = format!("{name}[{key}]");
                    result = push_member(parts, &name, view, encoding, Some(key));
                }
            });
        }
        view => result = push_value(parts, name, view, encoding, key),
    }
    result
}

/// Whether all values of a map or list are files.
fn has_files(view: View<'_>) -> bool {
    let mut are_files = true;
    match view {
        View::Stream(_) | View::Blob(_) => {}
        View::List(list, format) => {
            list.elements(format, &mut |view| are_files = are_files && has_files(view));
        }
        View::Map(map, format) => {
            map.entries(format, &mut |_, view| are_files = are_files && has_files(view));
        }
        _ => are_files = false,
    }
    are_files
}

fn push_value(
    parts: &mut Vec<Part>,
    name: &str,
    view: View<'_>,
    encoding: Option<Encoding>,
    key: Option<&str>,
) -> Result<(), Error> {
    if let View::Stream(stream) = view {
        parts.push(file(name, stream, encoding, key)?);
        return Ok(());
    }
    if let (View::Blob(blob), Some(Encoding::File(_))) = (view, encoding) {
        parts.push(file(name, &ByteStream::from(blob.clone()), encoding, key)?);
        return Ok(());
    }
    // Lists and objects are JSON.
    let is_scalar = matches!(view, View::F32(_) | View::F64(_));
    let is_json = encoding.is_some_and(Encoding::is_json);
    let value = to_value(name, view, is_json || !is_scalar)?;
    if value.is_null() {
        return Ok(());
    }
    let is_composite = value.is_object() || value.is_array();
    let media_type = match encoding {
        // JSON in place of a format in which the value is not written, such as XML.
        Some(Encoding::MediaType(stated)) if !is_composite || is_json || is_text(stated) => {
            Some(stated)
        }
        _ => (is_json || is_composite).then_some("application/json"),
    };
    let is_json = is_json || is_composite;
    let body = if is_json { value.to_string() } else { text(&value) };
    let head = head(name, None, media_type);
    parts.push(Part { head, body: body.into() });
    Ok(())
}

fn is_text(media_type: &str) -> bool {
    media_type.to_ascii_lowercase().starts_with("text/")
}

/// The part of a file, whose default name is the key of its entry, or that of its part.
///
/// # Errors
///
/// The media type of the stream is not the value of a header.
fn file(
    name: &str,
    stream: &ByteStream,
    encoding: Option<Encoding>,
    key: Option<&str>,
) -> Result<Part, Error> {
    media_type(name, stream)?;
    let media_type = stream.media_type().or(match encoding {
        Some(Encoding::MediaType(listed) | Encoding::File(listed)) => {
            file_types::media_type(listed, stream.file_name().or(key))
        }
        Some(Encoding::Json) => Some("application/json"),
        _ => None,
    });
    let media_type = media_type.unwrap_or("application/octet-stream");
    // Servers take a part for a file if it has a file name.
    let file_name = stream.file_name().or(key).unwrap_or(name);
    Ok(Part { head: head(name, Some(file_name), Some(media_type)), body: stream.clone() })
}

fn head(name: &str, file_name: Option<&str>, media_type: Option<&str>) -> String {
    let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
    if let Some(file_name) = file_name {
        head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
    }
    if let Some(media_type) = media_type {
        head.push_str(&format!("\r\nContent-Type: {media_type}"));
    }
    head
}

/// A name in quotes, as browsers write it: a quotation mark and the ends of lines are percent-encoded.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// The bytes of all pieces, if they are in memory.
fn joined(pieces: &[ByteStream]) -> Option<Bytes> {
    let mut all = BytesMut::new();
    for piece in pieces {
        all.extend_from_slice(piece.as_bytes()?);
    }
    Some(all.freeze())
}

/// A stream of all pieces, which can be sent again if each can.
fn chained(pieces: Vec<ByteStream>) -> ByteStream {
    let length = pieces.iter().map(ByteStream::length).sum();
    match pieces.iter().all(ByteStream::opens_for_attempt) {
        true => ByteStream::from_openers(length, move || {
            Box::new(Chain(pieces.iter().map(ByteStream::for_attempt).collect()))
        }),
        false => ByteStream::from_chunks(length, Chain(pieces.into())),
    }
}

/// Pieces, one after another.
struct Chain(VecDeque<ByteStream>);

impl Chunks for Chain {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(first.poll_next(context)) {
                Some(Err(error)) => {
                    self.0.clear();
                    return Poll::Ready(Some(Err(error)));
                }
                Some(chunk) => return Poll::Ready(Some(chunk)),
                None => self.0.pop_front(),
            };
        }
        Poll::Ready(None)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use http::Method;

    use super::*;

    fn request(body: &dyn Encode, encodings: Encodings) -> EncodedRequest {
        let request = EncodedRequest::new(Method::POST).multipart(body, encodings).unwrap();
        request.join_parts(|| "B".to_owned())
    }

    #[test]
    fn values_are_parts_with_names() {
        let body = serde_json::json!({"a": "x", "b": [1, 2], "c": {"d": true}});
        let request = request(&body, &[("a", Encoding::MediaType("text/csv"))]);
        assert_eq!(request.headers.get("content-type").unwrap(), "multipart/form-data; boundary=B");
        assert_eq!(
            String::from_utf8(request.body.to_vec()).unwrap(),
            "--B\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/csv\r\n\r\nx\r\n\
             --B\r\nContent-Disposition: form-data; name=\"b\"\r\nContent-Type: application/json\r\n\r\n[1,2]\r\n\
             --B\r\nContent-Disposition: form-data; name=\"c\"\r\nContent-Type: application/json\r\n\r\n\
             {\"d\":true}\r\n--B--\r\n"
        );
    }

    #[test]
    fn json_of_any_name_is_json_and_bytes_can_be_a_file() {
        let json = serde_json::json!({"a": "x"});
        let sent = request(&json, &[("a", Encoding::MediaType("application/vnd.x+json"))]);
        let body = String::from_utf8(sent.body.to_vec()).unwrap();
        assert!(body.contains("Content-Type: application/vnd.x+json\r\n\r\n\"x\"\r\n"), "{body}");

        let file = BTreeMap::from([("f".to_owned(), crate::Blob::from("abc"))]);
        let sent = request(&file, &[("f", Encoding::File("image/png"))]);
        let body = String::from_utf8(sent.body.to_vec()).unwrap();
        let part = "name=\"f\"; filename=\"f\"\r\nContent-Type: image/png\r\n\r\nabc\r\n";
        assert!(body.contains(part), "{body}");
    }

    #[test]
    fn objects_are_json_where_their_encoding_is_another_format() {
        for (stated, sent) in [
            ("application/xml", "application/json"),
            ("application/vnd.x+json", "application/vnd.x+json"),
            ("Text/plain", "Text/plain"),
        ] {
            for value in [serde_json::json!({"a": {"b": 1}}), serde_json::json!({"a": [[1]]})] {
                let encodings = vec![("a", Encoding::MediaType(stated))].leak();
                let body = String::from_utf8(request(&value, encodings).body.to_vec()).unwrap();
                let head = format!("name=\"a\"\r\nContent-Type: {sent}\r\n\r\n");
                assert!(body.contains(&head), "{body}");
            }
        }
    }

    #[test]
    fn numbers_in_parts_of_json_are_finite() {
        let send = |body: &dyn Encode, encodings| {
            EncodedRequest::new(Method::POST).multipart(body, encodings).map(|request| {
                let request = request.join_parts(|| "B".to_owned());
                String::from_utf8(request.body.to_vec()).unwrap()
            })
        };
        let text = send(&BTreeMap::from([("f".to_owned(), f64::NAN)]), &[]).unwrap();
        assert!(text.contains("name=\"f\"\r\n\r\nNaN\r\n"), "{text}");
        let json = send(&BTreeMap::from([("f".to_owned(), f64::NAN)]), &[("f", Encoding::Json)]);
        let error = json.unwrap_err().to_string();
        assert!(error.contains("f: must be a finite number, is NaN"), "{error}");
        let object =
            BTreeMap::from([("o".to_owned(), BTreeMap::from([("x".to_owned(), f64::NAN)]))]);
        let error = send(&object, &[]).unwrap_err().to_string();
        assert!(error.contains("o[\"x\"]: must be a finite number, is NaN"), "{error}");
    }

    #[test]
    fn the_files_of_a_map_are_parts_with_their_keys() {
        let text = |body: &dyn Encode| {
            let request = request(body, &[("f", Encoding::File("image/png"))]);
            String::from_utf8(request.body.to_vec()).unwrap()
        };
        let stream = ByteStream::from("b").with_file_name("n");
        let files = BTreeMap::from([("a", vec![ByteStream::from("a"), stream]), ("c", Vec::new())]);
        let files = files.into_iter().map(|(key, files)| (key.to_owned(), files));
        let body = text(&BTreeMap::from([("f".to_owned(), files.collect::<BTreeMap<_, _>>())]));
        let disposition = "Content-Disposition: form-data; name=\"f[a]\"; filename";
        assert_eq!(
            body,
            format!(
                "--B\r\n{disposition}=\"a\"\r\nContent-Type: image/png\r\n\r\na\r\n\
                 --B\r\n{disposition}=\"n\"\r\nContent-Type: image/png\r\n\r\nb\r\n--B--\r\n"
            )
        );
        let none = BTreeMap::from([("f".to_owned(), BTreeMap::<String, ByteStream>::new())]);
        assert_eq!(text(&none), "--B--\r\n");
        // Strings of another alternative are JSON.
        let texts = BTreeMap::from([("k".to_owned(), "v".to_owned())]);
        let body = text(&BTreeMap::from([("f".to_owned(), texts)]));
        assert!(body.contains("Content-Type: application/json\r\n\r\n{\"k\":\"v\"}\r\n"), "{body}");
    }

    #[test]
    fn a_media_type_with_a_line_break_is_an_error() {
        let file = ByteStream::from("x").with_media_type("image/png\r\nX-Evil: 1");
        let files = BTreeMap::from([("photo".to_owned(), file)]);
        let request = EncodedRequest::new(http::Method::POST).multipart(&files, &[]);
        let error = request.map(|_| ()).unwrap_err().to_string();
        assert!(error.starts_with("photo: the media type must not contain"), "{error}");
    }

    #[tokio::test]
    async fn streams_are_files_that_can_be_sent_again() {
        let file = ByteStream::from_readers(Some(3), || &b"abc"[..])
            .with_file_name("a\"b.txt")
            .with_media_type("text/plain");
        let files = BTreeMap::from([("f".to_owned(), vec![file.clone(), ByteStream::from("d")])]);
        let request = request(&files, &[]);
        let stream = request.stream.unwrap();
        let expected = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a%22b.txt\"\r\n\
                        Content-Type: text/plain\r\n\r\nabc\r\n\
                        --B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\
                        Content-Type: application/octet-stream\r\n\r\nd\r\n--B--\r\n";
        assert_eq!(stream.length(), Some(expected.len() as u64));
        for _ in 0..2 {
            assert_eq!(stream.for_attempt().collect().await.unwrap(), expected);
        }
        let once = ByteStream::from_reader(None, &b"abc"[..]);
        let request = self::request(&once, &[]);
        let stream = request.stream.unwrap();
        assert_eq!(stream.length(), None);
        assert!(stream.is_replayable());
        let sent = stream.for_attempt().collect().await.unwrap();
        assert!(
            sent.starts_with(b"--B\r\nContent-Disposition: form-data; name=\"file\"; filename")
        );
        assert!(!stream.is_replayable());
    }
}
