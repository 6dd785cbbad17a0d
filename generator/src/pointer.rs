//! JSON Pointer (RFC 6901): the name of one value inside a document.

use std::fmt::{self, Write as _};

use serde_json::Value;

/// A JSON pointer, `#/components/schemas/Stage`.
///
/// Stored as an escaped string, without the `#`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// Returns the pointer to the whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Returns the pointer to a member or an item of this value.
    ///
    /// ```
    /// use generator::pointer::Pointer;
    ///
    /// let pointer = Pointer::root().child("paths").child("/tags/{arn}").child(0);
    /// assert_eq!(pointer.to_string(), "#/paths/~1tags~1{arn}/0");
    /// ```
    pub fn child(&self, key: impl fmt::Display) -> Self {
        let mut pointer = String::with_capacity(self.0.len() + 24);
        pointer.push_str(&self.0);
        let mut pointer = Self(pointer);
        pointer.push(key);
        pointer
    }

    /// Calls `work` with this pointer extended by `key`, and shortens it again. A walk over a document
    /// visits every value and needs an owned pointer for few of them.
    pub(crate) fn within<T>(
        &mut self,
        key: impl fmt::Display,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let length = self.0.len();
        self.push(key);
        let done = work(self);
        self.0.truncate(length);
        done
    }

    fn push(&mut self, key: impl fmt::Display) {
        self.0.push('/');
        let start = self.0.len();
        let _ = write!(self.0, "{key}");
        if self.0[start..].contains(['~', '/']) {
            let key = self.0[start..].replace('~', "~0").replace('/', "~1");
            self.0.truncate(start);
            self.0.push_str(&key);
        }
    }

    /// Parses either form: the plain pointer `/a/b`, or the URI fragment `#/a/b` of a `$ref`, which
    /// may be percent-encoded. `None` if it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let pointer = match text.strip_prefix('#') {
            Some(fragment) => percent_decode(fragment)?,
            None => text.to_owned(),
        };
        let rooted = pointer.is_empty() || pointer.starts_with('/');
        let escaped = pointer.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        (rooted && escaped).then_some(Self(pointer))
    }

    /// Returns the member names and item indices from the root to the value, unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = String> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// Returns the last token, the key or index of the value. `None` for the root.
    pub fn key(&self) -> Option<String> {
        self.0.rsplit_once('/').map(|(_, key)| unescape(key))
    }

    /// Returns the pointer to the object or list that contains this value. `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(parent, _)| Self(parent.to_owned()))
    }

    /// The tokens from `ancestor` to here. `None` if this value is not `ancestor` or inside it.
    pub(crate) fn below(&self, ancestor: &Self) -> Option<impl Iterator<Item = String>> {
        let rest = self.0.strip_prefix(&ancestor.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| rest.split('/').skip(1).map(unescape))
    }

    /// Returns the escaped string without the `#`, as [`Value::pointer`] takes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the value that the pointer refers to. `None` if there is none.
    pub fn resolve<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        value.pointer(&self.0)
    }
}

/// The form that a `$ref` has. Of what a URI fragment would percent-encode only `%` is encoded,
/// so that it stays readable and [`Pointer::parse`] gives the same pointer again.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0.replace('%', "%25"))
    }
}

fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// A text with its percent-encoded bytes decoded; `None` if they are no UTF-8, or incomplete.
pub(crate) fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let [high, low, tail @ ..] = rest else {
            return None;
        };
        let digit = |byte: u8| char::from(byte).to_digit(16);
        bytes.push(u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()?);
        rest = tail;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(text: &str, expected: Option<(&str, &[&str])>) {
        let pointer = Pointer::parse(text);
        let seen = pointer.as_ref().map(|p| (p.to_string(), p.tokens().collect::<Vec<_>>()));
        let expected = expected.map(|(shown, tokens)| {
            (shown.to_owned(), tokens.iter().map(|&token| token.to_owned()).collect())
        });
        assert_eq!(seen, expected, "{text}");
        if let Some(pointer) = pointer {
            assert_eq!(Pointer::parse(&pointer.to_string()), Some(pointer), "{text} shown, read");
        }
    }

    #[test]
    fn parses_both_forms_and_shows_the_fragment() {
        check("", Some(("#", &[])));
        check("#", Some(("#", &[])));
        check("/", Some(("#/", &[""])));
        check(
            "#/paths/~1tags~1%7Barn%7D/get",
            Some(("#/paths/~1tags~1{arn}/get", &["paths", "/tags/{arn}", "get"])),
        );
        check("/a~01/0", Some(("#/a~01/0", &["a~1", "0"])));
        check("#/50%25", Some(("#/50%25", &["50%"])));
        check("/50%25", Some(("#/50%2525", &["50%25"])));
        check("#/%C3%A9", Some(("#/é", &["é"])));
        let invalid =
            "components/schemas #components other.yaml#/a /a~2 /a~ #/%F #/%GG #/%+1 #/%FF";
        for text in invalid.split(' ') {
            check(text, None);
        }
    }

    #[test]
    fn is_as_it_was_after_work_within() {
        let mut pointer = Pointer::root().child("a");
        let inner = pointer.within("b/c", |pointer| pointer.within(0, |pointer| pointer.clone()));
        assert_eq!(inner, Pointer::root().child("a").child("b/c").child(0));
        assert_eq!(pointer, Pointer::root().child("a"));
    }

    #[test]
    fn resolves_members_and_items() {
        let value = json!({"a/b": [{"~": 1}]});
        let pointer = Pointer::root().child("a/b").child(0).child("~");
        assert_eq!(pointer.resolve(&value), Some(&json!(1)));
        assert_eq!(pointer.child("x").resolve(&value), None);
        assert_eq!(pointer.key().as_deref(), Some("~"));
        assert_eq!(pointer.parent(), Some(Pointer::root().child("a/b").child(0)));
        assert_eq!(Pointer::root().parent(), None);
    }
}
