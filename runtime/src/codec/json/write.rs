//! The writer: views in, JSON out.

use super::string::plain_length;
use crate::Error;
use crate::codec::View;
use crate::codec::view::Plain;

/// Most bodies are shorter.
const CAPACITY: usize = 128;

/// The body that `view` makes.
///
/// # Errors
///
/// It holds a stream that has not been read.
pub(crate) fn write(view: View<'_>) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(CAPACITY);
    let mut writer = Writer {
        out: &mut out,
        has_stream: false,
    };
    writer.value(view);
    match writer.has_stream {
        true => Err(Error::invalid_input(
            "body",
            "has no JSON form: a stream that has not been read has no form in text",
        )),
        false => Ok(out),
    }
}

struct Writer<'a> {
    out: &'a mut Vec<u8>,
    /// Whether something had no form.
    has_stream: bool,
}

impl Writer<'_> {
    fn value(&mut self, view: View<'_>) {
        match view.plain() {
            Plain::Absent => self.raw("null"),
            Plain::Bool(true) => self.raw("true"),
            Plain::Bool(false) => self.raw("false"),
            Plain::I32(value) => self.number(&value),
            Plain::I64(value) => self.number(&value),
            Plain::F32(value) => self.number(&value),
            Plain::F64(value) => self.number(&value),
            Plain::Text(text) => self.text(&text),
            Plain::Json(value) => self.number(value),
            Plain::Unread => self.has_stream = true,
            Plain::List(list, format) => {
                let mut mark = b'[';
                list.elements(format, &mut |view| {
                    self.out.push(mark);
                    mark = b',';
                    self.value(view);
                });
                self.close(mark, b'[', b']');
            }
            Plain::Map(map, format) => {
                let mut mark = b'{';
                map.entries(format, &mut |key, view| self.member(&mut mark, key, view));
                self.close(mark, b'{', b'}');
            }
            Plain::Structure(structure) => {
                let mut mark = b'{';
                structure.members(&mut |key, view| {
                    if !matches!(view, View::Absent) {
                        self.member(&mut mark, key, view);
                    }
                });
                self.close(mark, b'{', b'}');
            }
        }
    }

    fn member(&mut self, mark: &mut u8, key: &str, view: View<'_>) {
        self.out.push(*mark);
        *mark = b',';
        self.text(key);
        self.out.push(b':');
        self.value(view);
    }

    /// Ends what `open` was to begin, if there was anything in it.
    fn close(&mut self, mark: u8, open: u8, close: u8) {
        if mark == open {
            self.out.push(open);
        }
        self.out.push(close);
    }

    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn text(&mut self, text: &str) {
        self.out.push(b'"');
        let mut rest = text.as_bytes();
        loop {
            let (plain, more) = rest.split_at(plain_length(rest));
            self.out.extend_from_slice(plain);
            let Some((special, more)) = more.split_first() else {
                break;
            };
            self.escaped(*special);
            rest = more;
        }
        self.out.push(b'"');
    }

    #[cold]
    fn escaped(&mut self, byte: u8) {
        match byte {
            b'"' => self.raw("\\\""),
            b'\\' => self.raw("\\\\"),
            0x08 => self.raw("\\b"),
            0x0c => self.raw("\\f"),
            b'\n' => self.raw("\\n"),
            b'\r' => self.raw("\\r"),
            b'\t' => self.raw("\\t"),
            byte => self.raw(&format!("\\u{byte:04x}")),
        }
    }

    /// A number or a document, as serde_json writes it.
    fn number<T: serde_core::Serialize>(&mut self, value: &T) {
        // Neither the buffer nor a number can fail, and a document's keys are texts.
        let _ = serde_json::to_writer(&mut *self.out, value);
    }
}
