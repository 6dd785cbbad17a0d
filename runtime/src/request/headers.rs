//! Headers of a request: fixed ones, lists, and maps that give their own names.

use http::{HeaderName, HeaderValue};

use super::Request;
use crate::Error;

impl Request {
    /// Sets a header that every request of the operation has. A later [`header`](Self::header) of the
    /// same name goes before.
    #[must_use]
    pub fn fixed_header(mut self, name: &'static str, value: &'static str) -> Self {
        // What no header can hold is left out; the generator has checked it.
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Sets the header `name` to the elements of the list `member`, joined with commas. An element with
    /// a comma or a quotation mark in it is quoted. An empty list sets no header.
    ///
    /// # Errors
    ///
    /// Those of [`header`](Self::header).
    pub fn header_list<T: AsRef<str>>(
        self,
        name: &str,
        member: &'static str,
        elements: impl IntoIterator<Item = T>,
    ) -> Result<Self, Error> {
        let mut text = String::new();
        let mut is_empty = true;
        for element in elements {
            if !is_empty {
                text.push(',');
            }
            is_empty = false;
            push_element(&mut text, element.as_ref());
        }
        if is_empty {
            return Ok(self);
        }
        self.header(name, member, &text)
    }

    /// Sets the header whose name is `prefix` and `key` to a value of the map `member`.
    ///
    /// # Errors
    ///
    /// Those of [`header`](Self::header), and an invalid input if the key cannot be a part of a name.
    pub fn prefixed_header(
        self,
        prefix: &str,
        key: &str,
        member: &'static str,
        value: &str,
    ) -> Result<Self, Error> {
        self.header(&[prefix, key].concat(), member, value)
    }
}

fn push_element(text: &mut String, element: &str) {
    if !element.contains([',', '"']) {
        text.push_str(element);
        return;
    }
    text.push('"');
    for c in element.chars() {
        if matches!(c, '"' | '\\') {
            text.push('\\');
        }
        text.push(c);
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;

    fn header(request: Request) -> String {
        let value = request.headers.get("x-a").map(HeaderValue::as_bytes);
        String::from_utf8(value.unwrap_or(b"none").to_vec()).unwrap()
    }

    #[test]
    fn lists_are_joined_and_quoted_where_they_must_be() {
        for (elements, text) in [
            (&["a", "b c"][..], "a,b c"),
            (&["a,b", "\"c\"", ""], r#""a,b","\"c\"","#),
            (&[], "none"),
        ] {
            let request = Request::new(Method::GET);
            let request = request.header_list("x-a", "a", elements).unwrap();
            assert_eq!(header(request), text);
        }
    }

    #[test]
    fn a_member_goes_before_a_fixed_header() {
        let request = Request::new(Method::GET).fixed_header("x-a", "fixed");
        assert_eq!(header(request.clone()), "fixed");
        assert_eq!(
            header(request.header("X-A", "a", "given").unwrap()),
            "given"
        );
    }

    #[test]
    fn a_key_that_is_no_part_of_a_name_is_the_callers_mistake() {
        let request = || Request::new(Method::GET);
        assert_eq!(
            header(request().prefixed_header("x-", "a", "map", "1").unwrap()),
            "1"
        );
        let error = request()
            .prefixed_header("x-", "a b", "map", "1")
            .unwrap_err();
        assert!(error.to_string().contains("map"), "{error}");
    }
}
