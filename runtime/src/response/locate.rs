//! Where in a JSON text a line and a column are, as a path of keys: `stage.participants[3].userId`.
//!
//! serde_json reports line and column only. Finding the path costs a second look at the text, and
//! only a failed decoding pays for it. The text may be broken anywhere, so this reads what it can.

use std::fmt::Write;

/// One container that is open at the place.
enum Level<'a> {
    /// An object, and the key whose value is being read; empty before the first key.
    Object(&'a [u8]),
    /// An array, and the index of the element that is being read.
    Array(usize),
}

/// The path at a place, as serde_json counts: lines from 1, columns as bytes since the newline.
/// Empty if the place is at the top.
pub(super) fn path_at(text: &[u8], line: usize, column: usize) -> String {
    let before_line: usize = text
        .split_inclusive(|byte| *byte == b'\n')
        .take(line.saturating_sub(1))
        .map(<[u8]>::len)
        .sum();
    let end = before_line.saturating_add(column).min(text.len());
    let text = text.get(..end).unwrap_or(text);

    let mut levels = Vec::new();
    let mut last_string: &[u8] = b"";
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'"' => {
                let length = string_length(rest);
                last_string = rest.get(..length).unwrap_or_default();
                rest = rest.get(length + 1..).unwrap_or_default();
            }
            b':' => {
                if let Some(Level::Object(key)) = levels.last_mut() {
                    *key = last_string;
                }
            }
            b'{' => levels.push(Level::Object(b"")),
            b'[' => levels.push(Level::Array(0)),
            // A comma that ends the text still belongs to the value before it.
            b',' if !rest.is_empty() => {
                if let Some(Level::Array(index)) = levels.last_mut() {
                    *index += 1;
                }
            }
            b'}' | b']' => {
                levels.pop();
            }
            _ => {}
        }
    }
    display(&levels)
}

/// How many bytes stand before the quote that ends the string.
fn string_length(text: &[u8]) -> usize {
    let mut escaped = false;
    text.iter()
        .position(|byte| {
            let ends = *byte == b'"' && !escaped;
            escaped = *byte == b'\\' && !escaped;
            ends
        })
        .unwrap_or(text.len())
}

fn display(levels: &[Level<'_>]) -> String {
    let mut path = String::new();
    for level in levels {
        // Writing to a String cannot fail.
        let _ = match level {
            Level::Object(b"") => Ok(()),
            Level::Object(key) => {
                let dot = if path.is_empty() { "" } else { "." };
                write!(path, "{dot}{}", String::from_utf8_lossy(key))
            }
            Level::Array(index) => write!(path, "[{index}]"),
        };
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_follows_keys_and_indices() {
        let text = br#"{"a":1,"b":{"c":[10,{"d\"e":"x,y]"},30]},"f":2}"#;
        for (column, path) in [
            (1, ""),
            (6, "a"),
            (13, "b"),
            (19, "b.c[0]"),
            (20, "b.c[0]"),
            (34, r#"b.c[1].d\"e"#),
            (35, "b.c[1]"),
            (38, "b.c[2]"),
            (39, "b.c"),
            (40, "b"),
            (46, "f"),
            (999, ""),
        ] {
            assert_eq!(path_at(text, 1, column), path, "column {column}");
        }
    }

    #[test]
    fn lines_are_counted() {
        assert_eq!(path_at(b"{\n \"a\": [\n1,\n2]}", 4, 1), "a[1]");
        assert_eq!(path_at(b"", 3, 9), "");
    }
}
