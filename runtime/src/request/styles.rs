//! Parameters by the styles of OpenAPI (Parameter Object, "Style Values"), which are those of RFC 6570.
//!
//! A value is encoded as JSON first, and a style joins its parts. What a style does not define, a list or an object
//! inside of another one, is JSON text, except with [`Style::DeepObject`], which nests.

use http::header::COOKIE;
use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use serde_json::Value;

use super::{EncodedRequest, check_segment, quoted_element, text};
use crate::codec::{self, Encode, json};
use crate::{Error, uri};

/// How the value of a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// `color=blue,black`, `color=R,100,G,200`
    Form,
    /// `color=blue&color=black`, `R=100&G=200`
    FormExploded,
    /// `color=blue; color=black`, `R=100; G=200`
    CookieExploded,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color[R]=100&color[G]=200`, nested as deep as the value
    DeepObject,
    /// `blue,black`, `R,100,G,200`
    Simple,
    /// `blue,black`, `R=100,G=200`
    SimpleExploded,
    /// `.blue,black`, `.R,100,G,200`
    Label,
    /// `.blue.black`, `.R=100.G=200`
    LabelExploded,
    /// `;color=blue,black`, `;color=R,100,G,200`
    Matrix,
    /// `;color=blue;color=black`, `;R=100;G=200`
    MatrixExploded,
    /// JSON text, for a parameter with `content`
    Json,
    /// A form such as `R=100&G=200`, for a parameter with `content`
    Urlencoded,
}

/// Encodes a string for its place.
type Escape = fn(&str) -> String;

/// Characters that have a meaning in a query: all others stay with `allowReserved`.
const RESERVED_IN_QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Bytes that no cookie can hold (RFC 6265, 4.1.1).
const RESERVED_IN_COOKIE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\');

impl EncodedRequest {
    /// Appends query parameters with the value in a style. An absent value and an empty list append none.
    ///
    /// # Errors
    ///
    /// An invalid input if the value has no JSON form, because it contains a stream that is not in memory.
    pub fn styled_query(self, name: &str, style: Style, value: &dyn Encode) -> Result<Self, Error> {
        Ok(self.push_styled(name, style, &json(name, style, value)?, escaped))
    }

    /// [`styled_query`](Self::styled_query) for a parameter with `allowReserved`: characters such as `:` and `/` of
    /// the value are not encoded.
    ///
    /// # Errors
    ///
    /// Those of [`styled_query`](Self::styled_query).
    pub fn reserved_query(
        self,
        name: &str,
        style: Style,
        value: &dyn Encode,
    ) -> Result<Self, Error> {
        Ok(self.push_styled(name, style, &json(name, style, value)?, |text| {
            percent_encode(text.as_bytes(), RESERVED_IN_QUERY).to_string()
        }))
    }

    /// Appends the value of a path member in a style.
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the value is empty, `.` or `..`, or has no JSON form.
    pub fn styled_label(
        mut self,
        name: &str,
        member: &'static str,
        style: Style,
        value: &dyn Encode,
    ) -> Result<Self, Error> {
        let value = json(name, style, value)?;
        let key = escaped(name);
        let text = match style {
            Style::Label => format!(".{}", joined(&value, ",", ",", escaped)),
            Style::LabelExploded => format!(".{}", joined(&value, ".", "=", escaped)),
            Style::Matrix => format!(";{key}={}", joined(&value, ",", ",", escaped)),
            Style::MatrixExploded => match &value {
                Value::Object(_) => format!(";{}", joined(&value, ";", "=", escaped)),
                Value::Array(items) => {
                    items.iter().map(|item| format!(";{key}={}", escaped(&text(item)))).collect()
                }
                scalar => format!(";{key}={}", escaped(&text(scalar))),
            },
            Style::SimpleExploded => joined(&value, ",", "=", escaped),
            Style::Json => escaped(&value.to_string()),
            Style::Urlencoded => escaped(&form(&value)),
            _ => joined(&value, ",", ",", escaped),
        };
        check_segment(member, &text)?;
        let start = self.path_and_query.len();
        self.path_and_query.push_str(&text);
        self.labels.push((member, start..self.path_and_query.len()));
        Ok(self)
    }

    /// Sets the header `name` to the value of `member` in a style. An absent value and an empty list set none.
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the value contains a control character, or has no JSON form.
    pub fn styled_header(
        self,
        name: &str,
        member: &'static str,
        style: Style,
        value: &dyn Encode,
    ) -> Result<Self, Error> {
        let value = json(name, style, value)?;
        if is_empty(&value) {
            return Ok(self);
        }
        let text = match style {
            Style::Json => value.to_string(),
            Style::Urlencoded => form(&value),
            Style::SimpleExploded => joined(&value, ",", "=", quoted_element),
            _ => joined(&value, ",", ",", quoted_element),
        };
        self.header(name, member, &text)
    }

    /// Adds a cookie with the value of `member`. The elements of a list are joined by commas, but with
    /// [`Style::CookieExploded`]; with that and [`Style::FormExploded`] each member of an object is a cookie.
    ///
    /// Bytes that no cookie can hold are percent-encoded, but with [`Style::CookieExploded`], which sends a value as it is.
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the value has no JSON form, contains a control character, or with
    /// [`Style::CookieExploded`] a `;`, which ends a cookie.
    pub fn cookie(
        self,
        name: &str,
        member: &'static str,
        style: Style,
        value: &dyn Encode,
    ) -> Result<Self, Error> {
        let value = json(name, style, value)?;
        if is_empty(&value) {
            return Ok(self);
        }
        let in_cookie: Escape =
            |text| percent_encode(text.as_bytes(), RESERVED_IN_COOKIE).to_string();
        let cookies = match (style, &value) {
            (Style::CookieExploded, value) => {
                let cookies: Vec<String> = match value {
                    Value::Array(items) => {
                        items.iter().map(|item| format!("{name}={}", text(item))).collect()
                    }
                    Value::Object(members) => {
                        let present = members.iter().filter(|(_, value)| !value.is_null());
                        present.map(|(key, value)| format!("{key}={}", text(value))).collect()
                    }
                    scalar => vec![format!("{name}={}", text(scalar))],
                };
                if cookies.iter().any(|cookie| cookie.contains(';')) {
                    return Err(Error::invalid_input(member, "must not contain `;`"));
                }
                cookies.join("; ")
            }
            (Style::FormExploded, Value::Object(_)) => joined(&value, "; ", "=", in_cookie),
            (Style::Json, _) => format!("{name}={}", in_cookie(&value.to_string())),
            (Style::Urlencoded, _) => format!("{name}={}", in_cookie(&form(&value))),
            _ => format!("{name}={}", joined(&value, ",", ",", in_cookie)),
        };
        self.header(COOKIE.as_str(), member, &cookies)
    }

    fn push_styled(mut self, name: &str, style: Style, value: &Value, escape: Escape) -> Self {
        if is_empty(value) {
            return self;
        }
        match (style, value) {
            (Style::Json, _) => self.push_pair(name, &escape(&value.to_string())),
            (Style::Urlencoded, _) => self.push_pair(name, &escape(&form(value))),
            (Style::FormExploded, Value::Array(items)) => {
                items.iter().for_each(|item| self.push_pair(name, &escape(&text(item))));
            }
            (Style::FormExploded, Value::Object(members)) => {
                for (key, value) in members.iter().filter(|(_, value)| !value.is_null()) {
                    match value {
                        Value::Array(items) => {
                            items.iter().for_each(|item| self.push_pair(key, &escape(&text(item))));
                        }
                        value => self.push_pair(key, &escape(&text(value))),
                    }
                }
            }
            (Style::DeepObject, _) => self.push_nested(name.to_owned(), value, escape),
            _ => {
                let separator = match style {
                    Style::SpaceDelimited => "%20",
                    Style::PipeDelimited => "%7C",
                    _ => ",",
                };
                self.push_pair(name, &joined(value, separator, separator, escape));
            }
        }
        self
    }

    /// `key[member][0]=value`
    fn push_nested(&mut self, key: String, value: &Value, escape: Escape) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    self.push_nested(format!("{key}[{name}]"), value, escape);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.push_nested(format!("{key}[{index}]"), item, escape);
                }
            }
            Value::Null => {}
            scalar => self.push_pair(&key, &escape(&text(scalar))),
        }
    }

    /// A query parameter whose value is encoded already.
    fn push_pair(&mut self, name: &str, encoded: &str) {
        self.push_query_name(name);
        self.path_and_query.push('=');
        self.path_and_query.push_str(encoded);
    }
}

/// The value as JSON. If JSON is sent, NaN and infinities are errors; otherwise they are strings.
fn json(name: &str, style: Style, value: &dyn Encode) -> Result<Value, Error> {
    let written = match style {
        Style::Json => codec::to_finite_json(name, value)?,
        _ => codec::to_text_json(value)?,
    };
    // What the codec writes is JSON.
    Ok(json::own_document(&written).unwrap_or_default())
}

/// Whether nothing is sent: an absent value, and a list or an object without elements.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(Value::is_null),
        _ => false,
    }
}

/// The elements of a list, or the keys and values of an object, with separators.
fn joined(value: &Value, separator: &str, of_key: &str, escape: Escape) -> String {
    let parts: Vec<String> = match value {
        Value::Array(items) => items.iter().map(|item| escape(&text(item))).collect(),
        Value::Object(members) => members
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| format!("{}{of_key}{}", escape(key), escape(&text(value))))
            .collect(),
        scalar => vec![escape(&text(scalar))],
    };
    parts.join(separator)
}

/// The form of an object: a list repeats its key. Any other value has no names and is text.
fn form(value: &Value) -> String {
    let Value::Object(members) = value else {
        return text(value);
    };
    let pairs = members.iter().flat_map(|(key, value)| {
        let values = match value {
            Value::Null => &[],
            Value::Array(items) => items.as_slice(),
            value => std::slice::from_ref(value),
        };
        values.iter().map(move |value| format!("{}={}", escaped(key), escaped(&text(value))))
    });
    pairs.collect::<Vec<_>>().join("&")
}

fn escaped(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    uri::push_encoded(&mut encoded, text);
    encoded
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use http::Method;
    use serde_json::json;

    use super::*;

    fn query(style: Style, value: Value) -> String {
        let request = EncodedRequest::new(Method::GET).literal("/");
        request.styled_query("color", style, &value).expect("it is JSON").path_and_query
    }

    fn path(style: Style, value: Value) -> String {
        let request = EncodedRequest::new(Method::GET).literal("/");
        request.styled_label("color", "color", style, &value).expect("it is JSON").path_and_query
    }

    /// The examples of the specification (Parameter Object, "Style Examples"), with members in order of their names.
    #[test]
    fn styles_are_those_of_the_specification() {
        let list = || json!(["blue", "black", "brown"]);
        let object = || json!({"B": 150, "G": 200, "R": 100});
        let text = || json!("blue");
        for (style, of_text, of_list, of_object) in [
            (Style::Form, "/?color=blue", "/?color=blue,black,brown", "/?color=B,150,G,200,R,100"),
            (
                Style::FormExploded,
                "/?color=blue",
                "/?color=blue&color=black&color=brown",
                "/?B=150&G=200&R=100",
            ),
            (
                Style::SpaceDelimited,
                "/?color=blue",
                "/?color=blue%20black%20brown",
                "/?color=B%20150%20G%20200%20R%20100",
            ),
            (
                Style::PipeDelimited,
                "/?color=blue",
                "/?color=blue%7Cblack%7Cbrown",
                "/?color=B%7C150%7CG%7C200%7CR%7C100",
            ),
            (
                Style::DeepObject,
                "/?color=blue",
                "/?color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
                "/?color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100",
            ),
        ] {
            assert_eq!(query(style, text()), of_text, "{style:?}");
            assert_eq!(query(style, list()), of_list, "{style:?}");
            assert_eq!(query(style, object()), of_object, "{style:?}");
        }
        for (style, of_text, of_list, of_object) in [
            (Style::Simple, "/blue", "/blue,black,brown", "/B,150,G,200,R,100"),
            (Style::SimpleExploded, "/blue", "/blue,black,brown", "/B=150,G=200,R=100"),
            (Style::Label, "/.blue", "/.blue,black,brown", "/.B,150,G,200,R,100"),
            (Style::LabelExploded, "/.blue", "/.blue.black.brown", "/.B=150.G=200.R=100"),
            (
                Style::Matrix,
                "/;color=blue",
                "/;color=blue,black,brown",
                "/;color=B,150,G,200,R,100",
            ),
            (
                Style::MatrixExploded,
                "/;color=blue",
                "/;color=blue;color=black;color=brown",
                "/;B=150;G=200;R=100",
            ),
        ] {
            assert_eq!(path(style, text()), of_text, "{style:?}");
            assert_eq!(path(style, list()), of_list, "{style:?}");
            assert_eq!(path(style, object()), of_object, "{style:?}");
        }
    }

    #[test]
    fn values_inside_of_values_are_json_or_nested() {
        let value = || json!({"a": {"b": [1, "x&y"]}, "c": null});
        assert_eq!(
            query(Style::DeepObject, value()),
            "/?color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B1%5D=x%26y"
        );
        assert_eq!(
            query(Style::FormExploded, value()),
            "/?a=%7B%22b%22%3A%5B1%2C%22x%26y%22%5D%7D"
        );
        assert_eq!(query(Style::Json, json!(["a"])), "/?color=%5B%22a%22%5D");
        assert_eq!(query(Style::Form, json!([])), "/");
        assert_eq!(query(Style::Form, json!(1.0)), "/?color=1");
    }

    #[test]
    fn whole_numbers_have_no_fraction_at_any_depth() {
        let range = || BTreeMap::from([("from".to_owned(), 5.0), ("to".to_owned(), 7.5)]);
        let filter = BTreeMap::from([("range".to_owned(), range())]);
        let request = |style| {
            let request = EncodedRequest::new(Method::GET).literal("/");
            request.styled_query("filter", style, &filter).expect("it is JSON").path_and_query
        };
        let range = "%7B%22from%22%3A5%2C%22to%22%3A7.5%7D";
        assert_eq!(request(Style::FormExploded), format!("/?range={range}"));
        assert_eq!(request(Style::Form), format!("/?filter=range,{range}"));
        let not_finite = BTreeMap::from([("a".to_owned(), f64::INFINITY)]);
        let request = EncodedRequest::new(Method::GET).literal("/");
        let request = request.styled_query("x", Style::Form, &not_finite).expect("text");
        assert_eq!(request.path_and_query, "/?x=a,Infinity");
    }

    #[test]
    fn reserved_characters_stay_where_they_are_allowed() {
        let request = EncodedRequest::new(Method::GET).literal("/");
        let request = request.reserved_query("q", Style::Form, &json!("a/b:c&d e")).expect("JSON");
        assert_eq!(request.path_and_query, "/?q=a/b:c%26d%20e");
    }

    #[test]
    fn cookies_are_joined() {
        let request = EncodedRequest::new(Method::GET).literal("/");
        let request = request.cookie("a", "a", Style::FormExploded, &json!(["x", "y;z"]));
        let request = request.and_then(|request| request.cookie("b", "b", Style::Form, &json!(5)));
        let request = request.and_then(|request| {
            request.cookie("c", "c", Style::FormExploded, &json!({"d": true, "e": "f"}))
        });
        let request = request
            .and_then(|request| request.cookie("g", "g", Style::CookieExploded, &json!([1, "h"])));
        let request = request.and_then(|request| {
            request.cookie("i", "i", Style::CookieExploded, &json!({"j": "k"}))
        });
        let request = request.expect("the cookies are valid");
        let expected = "a=x,y%3Bz; b=5; d=true; e=f; g=1; g=h; j=k";
        assert_eq!(request.headers[COOKIE], expected);
        let cookie = |value: Value| {
            let request = EncodedRequest::new(Method::GET).literal("/");
            request.cookie("a", "member", Style::CookieExploded, &value)
        };
        let request = cookie(json!("x, \"y\" %3B")).expect("the value is sent as it is");
        assert_eq!(request.headers[COOKIE], "a=x, \"y\" %3B");
        let error = cookie(json!(["x", "y; b=2"])).expect_err("it would be another cookie");
        assert!(error.to_string().contains("member: must not contain `;`"), "{error}");
    }

    #[test]
    fn a_form_is_the_value_of_one_parameter() {
        let value = || json!({"a b": "c&d", "absent": null, "list": [1, 2], "of": {"e": true}});
        let form = "a%20b=c%26d&list=1&list=2&of=%7B%22e%22%3Atrue%7D";
        let encoded = form.replace('%', "%25").replace('=', "%3D").replace('&', "%26");
        assert_eq!(query(Style::Urlencoded, value()), format!("/?color={encoded}"));
        assert_eq!(path(Style::Urlencoded, value()), format!("/{encoded}"));
        let request = EncodedRequest::new(Method::GET).literal("/");
        let request = request.styled_header("x", "x", Style::Urlencoded, &value());
        let request = request.and_then(|it| it.cookie("c", "c", Style::Urlencoded, &value()));
        let headers = request.expect("the values are valid").headers;
        assert_eq!(
            (&headers["x"], &headers[COOKIE]),
            (&form.parse().unwrap(), &format!("c={form}").parse().unwrap())
        );
    }

    #[test]
    fn the_header_cookie_is_added_to_cookies() {
        let request = EncodedRequest::new(Method::GET).literal("/");
        let request = request.cookie("a", "a", Style::Form, &json!(1));
        let request = request.and_then(|request| request.header("Cookie", "own", "b=2; c=3"));
        let request = request.and_then(|request| request.cookie("d", "d", Style::Form, &json!(4)));
        let request = request.expect("the cookies are valid");
        assert_eq!(request.headers[COOKIE], "a=1; b=2; c=3; d=4");
        let invalid = request.header("cookie", "own", "a\nb").expect_err("a newline");
        assert!(invalid.to_string().contains("own"), "{invalid}");
    }

    #[test]
    fn headers_hold_lists_and_objects() {
        let header = |style, value: Value| {
            let request = EncodedRequest::new(Method::GET).styled_header("x", "x", style, &value);
            request.expect("a valid header").headers["x"].to_str().expect("text").to_owned()
        };
        assert_eq!(header(Style::Simple, json!({"a": 1, "b": 2})), "a,1,b,2");
        assert_eq!(header(Style::SimpleExploded, json!({"a": 1, "b": 2})), "a=1,b=2");
        assert_eq!(header(Style::Json, json!({"a": [1]})), "{\"a\":[1]}");
    }

    #[test]
    fn a_path_value_that_addresses_another_resource_is_invalid() {
        for value in [json!(""), json!("."), json!([]), json!(null)] {
            let request = EncodedRequest::new(Method::GET).literal("/");
            assert!(request.styled_label("a", "a", Style::Simple, &value).is_err(), "{value}");
        }
    }
}
