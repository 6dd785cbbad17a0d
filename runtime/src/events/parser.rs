//! The formats of streams: Server-Sent Events (HTML Standard, 9.2.6), JSON lines, and JSON text sequences (RFC 7464).

use std::time::Duration;

use bytes::{Buf as _, BytesMut};
use memchr::{memchr, memchr2};

use super::EventFormat;

/// An event or a value as it was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawEvent {
    /// The type of the event; empty if there is none.
    pub(super) event: String,
    /// The last id that the stream stated; empty if there is none.
    pub(super) id: String,
    /// The data: the lines of an event, or a line of JSON.
    pub(super) data: String,
}

/// Why a stream cannot be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParseError {
    /// An event is larger than this limit.
    TooLarge(usize),
    /// A line of JSON is not UTF-8.
    NotUtf8,
}

/// Reads events from chunks, wherever these are split.
#[derive(Debug)]
pub(super) struct Parser {
    format: EventFormat,
    /// The size of an event up to which it is read.
    limit: usize,
    /// What has not been read yet.
    buffer: BytesMut,
    /// The part of the buffer that holds no end of a line.
    searched: usize,
    is_started: bool,
    /// Whether the last line ended with CR, so that an LF belongs to it.
    after_cr: bool,
    event: String,
    data: Option<String>,
    /// The last id that a line stated: that of the event which is read, until another one follows.
    id: String,
    /// The id of the last event that is complete.
    last_id: String,
    retry: Option<Duration>,
    nesting: Nesting,
}

impl Parser {
    pub(super) fn new(format: EventFormat, limit: usize) -> Self {
        Self {
            format,
            limit,
            buffer: BytesMut::new(),
            searched: 0,
            is_started: false,
            after_cr: false,
            event: String::new(),
            data: None,
            id: String::new(),
            last_id: String::new(),
            retry: None,
            nesting: Nesting::default(),
        }
    }

    /// Starts a new stream after this one: the id of the last complete event and the delay remain.
    pub(super) fn restart(&mut self) {
        let (last_id, retry) = (std::mem::take(&mut self.last_id), self.retry);
        let id = last_id.clone();
        *self = Self { id, last_id, retry, ..Self::new(self.format, self.limit) };
    }

    /// The id of the last event that is complete, also of one without data; empty if there is none.
    pub(super) fn last_id(&self) -> &str {
        &self.last_id
    }

    pub(super) fn set_last_id(&mut self, id: String) {
        self.id.clone_from(&id);
        self.last_id = id;
    }

    /// The delay before a new connection, if the stream stated one.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Adds a chunk to what is read.
    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.buffer.extend_from_slice(chunk);
    }

    /// The next event that is complete.
    pub(super) fn next(&mut self) -> Result<Option<RawEvent>, ParseError> {
        match self.format {
            EventFormat::ServerSent => self.next_event(),
            EventFormat::Lines => self.next_line(),
            EventFormat::Sequence => self.next_text(),
        }
    }

    /// The last value, which no end of a line follows. An event that is not complete is none.
    pub(super) fn finish(&mut self) -> Result<Option<RawEvent>, ParseError> {
        match self.format {
            EventFormat::ServerSent => Ok(None),
            EventFormat::Lines | EventFormat::Sequence => {
                let rest = self.buffer.split();
                value(&rest)
            }
        }
    }

    fn next_event(&mut self) -> Result<Option<RawEvent>, ParseError> {
        const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
        if !self.is_started {
            if self.buffer.len() < BYTE_ORDER_MARK.len()
                && BYTE_ORDER_MARK.starts_with(&self.buffer)
            {
                return Ok(None);
            }
            self.is_started = true;
            if self.buffer.starts_with(BYTE_ORDER_MARK) {
                self.buffer.advance(BYTE_ORDER_MARK.len());
            }
        }
        loop {
            if self.after_cr && !self.buffer.is_empty() {
                self.after_cr = false;
                if self.buffer.starts_with(b"\n") {
                    self.buffer.advance(1);
                }
            }
            let unread = self.buffer.get(self.searched..).unwrap_or_default();
            let Some(end) = memchr2(b'\r', b'\n', unread) else {
                return self.wait();
            };
            let line = self.buffer.split_to(self.searched + end);
            self.searched = 0;
            self.after_cr = self.buffer.starts_with(b"\r");
            self.buffer.advance(1);
            if line.is_empty() {
                if let Some(event) = self.dispatch() {
                    return Ok(Some(event));
                }
            } else {
                self.field(&String::from_utf8_lossy(&line));
                self.check(0)?;
            }
        }
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.event),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            // A comment has an empty name.
            _ => {}
        }
    }

    fn dispatch(&mut self) -> Option<RawEvent> {
        self.last_id.clone_from(&self.id);
        let event = std::mem::take(&mut self.event);
        let data = self.data.take()?;
        Some(RawEvent { event, id: self.last_id.clone(), data })
    }

    fn next_line(&mut self) -> Result<Option<RawEvent>, ParseError> {
        loop {
            let unread = self.buffer.get(self.searched..).unwrap_or_default();
            let Some(end) = memchr(b'\n', unread) else {
                return self.wait();
            };
            let line = self.buffer.split_to(self.searched + end + 1);
            self.searched = 0;
            if let Some(value) = value(&line)? {
                return Ok(Some(value));
            }
        }
    }

    /// A text starts after a record separator and ends with a line feed, which may be within it as well.
    fn next_text(&mut self) -> Result<Option<RawEvent>, ParseError> {
        loop {
            let unread = self.buffer.get(self.searched..).unwrap_or_default();
            let mut nesting = self.nesting;
            let Some(end) = unread.iter().position(|byte| nesting.is_end(*byte)) else {
                self.nesting = nesting;
                return self.wait();
            };
            let text = self.buffer.split_to(self.searched + end + 1);
            (self.searched, self.nesting) = (0, Nesting::default());
            if let Some(value) = value(&text)? {
                return Ok(Some(value));
            }
        }
    }

    /// Notes that the buffer holds no end.
    fn wait(&mut self) -> Result<Option<RawEvent>, ParseError> {
        self.searched = self.buffer.len();
        self.check(self.searched).map(|()| None)
    }

    fn check(&self, unread: usize) -> Result<(), ParseError> {
        let data = self.data.as_ref().map_or(0, String::len);
        match data.saturating_add(unread) > self.limit {
            true => Err(ParseError::TooLarge(self.limit)),
            false => Ok(()),
        }
    }
}

/// A line or a text of JSON; `None` if it is blank.
fn value(text: &[u8]) -> Result<Option<RawEvent>, ParseError> {
    const BLANK: [char; 5] = [' ', '\t', '\r', '\n', '\u{1e}'];
    let text = str::from_utf8(text).map_err(|_| ParseError::NotUtf8)?;
    let text = text.trim_start_matches('\u{feff}').trim_matches(BLANK);
    let event = || RawEvent { data: text.to_owned(), ..RawEvent::default() };
    Ok((!text.is_empty()).then(event))
}

/// Whether a byte of JSON is within an object, a list or a string.
#[derive(Clone, Copy, Debug, Default)]
struct Nesting {
    depth: usize,
    in_string: bool,
    is_escaped: bool,
}

impl Nesting {
    /// Whether the text ends with this byte.
    fn is_end(&mut self, byte: u8) -> bool {
        if byte == 0x1e {
            return true;
        }
        if self.in_string {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            b'\n' => return self.depth == 0,
            _ => {}
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: EventFormat, chunks: &[&[u8]]) -> (Vec<RawEvent>, Parser) {
        let mut parser = Parser::new(format, 1000);
        let mut events = Vec::new();
        for chunk in chunks {
            parser.push(chunk);
            while let Some(event) = parser.next().unwrap() {
                events.push(event);
            }
        }
        events.extend(parser.finish().unwrap());
        (events, parser)
    }

    /// Reads the text whole, split at every byte, and byte by byte.
    fn check(format: EventFormat, text: &[u8], expected: &[(&str, &str, &str)]) -> Parser {
        let expected: Vec<RawEvent> = expected
            .iter()
            .map(|(event, id, data)| RawEvent {
                event: (*event).to_owned(),
                id: (*id).to_owned(),
                data: (*data).to_owned(),
            })
            .collect();
        for at in 0..=text.len() {
            let (start, end) = text.split_at(at);
            assert_eq!(read(format, &[start, end]).0, expected, "split at {at}");
        }
        let bytes: Vec<&[u8]> = text.chunks(1).collect();
        let (events, parser) = read(format, &bytes);
        assert_eq!(events, expected);
        parser
    }

    const SSE: EventFormat = EventFormat::ServerSent;

    #[test]
    fn events_are_read_as_the_html_standard_states() {
        // The examples of the standard.
        check(SSE, b"data: YHOO\ndata: +2\ndata: 10\n\n", &[("", "", "YHOO\n+2\n10")]);
        check(
            SSE,
            b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            &[("", "1", "first event"), ("", "", "second event"), ("", "", " third event")],
        );
        check(SSE, b"data\n\ndata\ndata\n\ndata:", &[("", "", ""), ("", "", "\n")]);
        check(SSE, b"data:test\n\ndata: test\n\n", &[("", "", "test"), ("", "", "test")]);
    }

    #[test]
    fn lines_end_with_any_of_the_three_ends_after_a_byte_order_mark() {
        check(
            SSE,
            b"\xEF\xBB\xBFevent: a\r\ndata: 1\r\n\r\ndata: 2\r\rdata: 3\n\ndata: \xEF\xBB\xBF4\r\n\n",
            &[("a", "", "1"), ("", "", "2"), ("", "", "3"), ("", "", "\u{feff}4")],
        );
    }

    #[test]
    fn ids_remain_and_events_without_data_are_none() {
        let parser = check(
            SSE,
            b"id: 7\nevent: ping\n\ndata: a\n\nid: 8\0\ndata: b\nretry: 1500\nretry: x\nDATA: c\n\nid: 9\ndata: d\n",
            &[("", "7", "a"), ("", "7", "b")],
        );
        assert_eq!(parser.retry(), Some(Duration::from_millis(1500)));
        assert_eq!(parser.last_id(), "7", "the event of the id 9 is not complete");
    }

    #[test]
    fn the_id_of_an_event_counts_once_the_event_is_complete() {
        let mut parser = Parser::new(SSE, 100);
        parser.push(b"id: 1\ndata: a\n\nid: 2\ndata: b\n");
        assert_eq!(parser.next().unwrap().unwrap().id, "1");
        assert_eq!((parser.next(), parser.last_id()), (Ok(None), "1"));
        parser.restart();
        parser.push(b"data: b\n\nid: 3\n\n");
        assert_eq!(parser.next().unwrap().unwrap().id, "1");
        assert_eq!((parser.next(), parser.last_id()), (Ok(None), "3"));
        parser.set_last_id("4".to_owned());
        parser.push(b"data: c\n\n");
        assert_eq!(parser.next().unwrap().unwrap().id, "4");
    }

    #[test]
    fn invalid_utf_8_is_replaced_in_events_and_an_error_in_lines() {
        check(SSE, b"data: \xFF\n\n", &[("", "", "\u{fffd}")]);
        let mut parser = Parser::new(EventFormat::Lines, 10);
        parser.push(b"\"\xFF\"\n");
        assert_eq!(parser.next(), Err(ParseError::NotUtf8));
    }

    #[test]
    fn an_event_may_not_be_larger_than_the_limit() {
        for (format, text) in [
            (SSE, &b"data: 12345678901234567890"[..]),
            (SSE, b"data: 1234567890\ndata: 12345\n"),
            (EventFormat::Lines, b"12345678901234567"),
            (EventFormat::Sequence, b"\x1e{\n12345678901234567"),
        ] {
            let mut parser = Parser::new(format, 15);
            parser.push(text);
            let mut result = parser.next();
            while let Ok(Some(_)) = result {
                result = parser.next();
            }
            assert_eq!(result, Err(ParseError::TooLarge(15)), "{text:?}");
        }
    }

    #[test]
    fn lines_and_sequences_have_one_value_each() {
        check(
            EventFormat::Lines,
            "\u{feff}{\"a\":1}\r\n\n [2]\n\"\u{2028}\"".as_bytes(),
            &[("", "", "{\"a\":1}"), ("", "", "[2]"), ("", "", "\"\u{2028}\"")],
        );
        check(
            EventFormat::Sequence,
            b"\x1e{\"a\":\n\"}\\\"\"}\n\x1e[1,\n2]\n\x1e3\n\x1e\x1e{\"cut\x1e\"last\"",
            &[
                ("", "", "{\"a\":\n\"}\\\"\"}"),
                ("", "", "[1,\n2]"),
                ("", "", "3"),
                ("", "", "{\"cut"),
                ("", "", "\"last\""),
            ],
        );
    }
}
