//! Texts, as they stand between quotes.

/// How many bytes at the front of `text` stand for themselves: no quote, no backslash, no control character.
///
/// Eight bytes at a time, which takes a third of the instructions of one by one.
// Small enough to keep all it has in registers, when it stands alone.
#[inline(never)]
pub(super) fn plain_length(text: &[u8]) -> usize {
    let (words, rest) = text.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        if let Some(special) = first_special(*word) {
            return at * 8 + special;
        }
    }
    // What is left over, seen again with what is before it.
    match text.last_chunk::<8>() {
        Some(last) => first_special(*last).map_or(text.len(), |at| text.len() - 8 + at),
        None => {
            let is_special = |byte: &u8| matches!(byte, 0..0x20 | b'"' | b'\\');
            rest.iter().position(is_special).unwrap_or(rest.len())
        }
    }
}

/// The first of eight bytes that does not stand for itself.
fn first_special(bytes: [u8; 8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    let word = u64::from_le_bytes(bytes);
    // A byte below `n` borrows from its upper bit when `n` is taken away, unless it had that bit itself. Bytes
    // behind the first such one may be taken for one as well.
    let below = |word: u64, n: u64| word.wrapping_sub(ONES * n) & !word;
    let control = below(word, 0x20);
    let quote = below(word ^ (ONES * u64::from(b'"')), 1);
    let backslash = below(word ^ (ONES * u64::from(b'\\')), 1);
    let special = (control | quote | backslash) & (ONES * 0x80);
    (special != 0).then_some(special.trailing_zeros() as usize / 8)
}

/// Reads the text at the front of `rest`, which is behind its first quote, and stays there without its last one;
/// `None` if something in it does not stand for itself.
#[inline(always)]
pub(super) fn plain(rest: &str) -> Option<&str> {
    let length = plain_length(rest.as_bytes());
    match rest.as_bytes().get(length) {
        Some(b'"') => rest.get(..length),
        _ => None,
    }
}

/// Reads the text that begins at `at`, behind its first quote, whatever is in it. Gives it and the place behind
/// its last quote; fails with the place where it ceases to be one.
#[cold]
#[inline(never)]
pub(super) fn read(text: &str, mut at: usize) -> Result<(String, usize), usize> {
    let mut read = String::new();
    loop {
        match text.as_bytes().get(at).ok_or(at)? {
            b'"' => return Ok((read, at + 1)),
            b'\\' => {
                let (character, end) = escaped(text, at + 1).ok_or(at + 1)?;
                read.push(character);
                at = end;
            }
            control if *control < 0x20 => {
                read.push(char::from(*control));
                at += 1;
            }
            _ => {
                let rest = text.get(at..).ok_or(at)?;
                let length = plain_length(rest.as_bytes());
                read.push_str(rest.get(..length).ok_or(at)?);
                at += length;
            }
        }
    }
}

/// The character that the escape behind a backslash at `at - 1` stands for, and the place behind it.
fn escaped(text: &str, at: usize) -> Option<(char, usize)> {
    let character = match text.as_bytes().get(at)? {
        byte @ (b'"' | b'\\' | b'/') => char::from(*byte),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return from_units(text, at + 1),
        _ => return None,
    };
    Some((character, at + 1))
}

/// The character of one `\uXXXX`, or of two, whose first digits are at `at`. Half of a pair stands for no character,
/// so a sign takes its place; what comes behind it is read by itself.
fn from_units(text: &str, at: usize) -> Option<(char, usize)> {
    let first = unit(text, at)?;
    let behind = at + 4;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, behind));
    }
    let second = match text.get(behind..behind + 2) {
        Some("\\u") => unit(text, behind + 2),
        _ => None,
    };
    let pair = second.and_then(|second| char::decode_utf16([first, second]).next()?.ok());
    match pair {
        Some(character) => Some((character, behind + 6)),
        None => Some((char::REPLACEMENT_CHARACTER, behind)),
    }
}

/// The four hexadecimal digits at `at`.
fn unit(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + 4)?;
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    are_digits.then(|| u16::from_str_radix(digits, 16).ok())?
}
