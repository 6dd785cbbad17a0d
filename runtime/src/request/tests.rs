use super::*;

fn get() -> EncodedRequest {
    EncodedRequest::new(Method::GET)
}

/// The value of the header `x-a`.
fn header(request: EncodedRequest) -> String {
    let value = request.headers.get("x-a").map(HeaderValue::as_bytes);
    String::from_utf8(value.unwrap_or(b"none").to_vec()).unwrap()
}

#[track_caller]
fn assert_names(result: Result<EncodedRequest, Error>, member: &str) {
    let error = result.unwrap_err().to_string();
    assert!(error.contains(member), "{error}");
}

#[test]
fn the_path_consists_of_literals_and_encoded_labels() {
    let request = get().literal("/a/").label("id", "x/y:z é").unwrap();
    let request = request.literal("/b").label("n", "7").unwrap();
    assert_eq!(request.path_and_query, "/a/x%2Fy%3Az%20%C3%A9/b7");
}

#[test]
fn labels_that_would_change_the_path_are_rejected() {
    for value in ["", ".", ".."] {
        assert_names(get().label("resourceArn", value), "resourceArn");
    }
    assert!(get().label("resourceArn", "...").is_ok());
    for value in ["", "..", "b/../c", "./b"] {
        assert_names(get().greedy_label("key", value), "key");
    }
}

#[test]
fn a_greedy_label_keeps_its_slashes() {
    let request = get().literal("/a/").greedy_label("key", "/b//c d%2F");
    assert_eq!(request.unwrap().path_and_query, "/a//b//c%20d%252F");
}

#[test]
fn host_labels_cannot_select_another_host() {
    let prefix = |value| get().host_label("account", value);
    assert_eq!(prefix("a-1").unwrap().host_literal(".").host_prefix, "a-1.");
    for value in ["", "a.b", "a/", "evil.example#", "é", &"a".repeat(64)] {
        assert_names(prefix(value), "account");
    }
}

#[test]
fn secret_labels_are_hidden_in_a_path() {
    let request = get().literal("/a/").label("pin", "1/2").unwrap();
    let request = request.literal("/b/").label("name", "n").unwrap();
    assert!(request.secret_labels(&[]).is_none());
    let labels = request.secret_labels(&["pin"]).unwrap();
    assert_eq!(
        SecretLabels::shown(Some(&labels), "/base/a/1%2F2/b/n?c=1"),
        "/base/a/**redacted**/b/n?c=1"
    );
}

#[test]
fn query_parameters_follow_those_of_the_template() {
    let request = get().literal("/x?fixed=1").query("a&b", "");
    assert_eq!(request.query("k", "1+1=2").path_and_query, "/x?fixed=1&a%26b=&k=1%2B1%3D2");
}

#[test]
fn a_map_of_query_parameters_does_not_repeat_a_named_one() {
    let named = || get().literal("/x?fixed=1").query_key("flag").query("a b", "named");
    let entries =
        [("a b", "map"), ("c", "1"), ("c", "2"), ("fixed", "2"), ("flag", "x"), ("a", "3")];
    assert_eq!(
        named().query_map(entries).path_and_query,
        "/x?fixed=1&flag&a%20b=named&c=1&c=2&a=3"
    );
    assert_eq!(get().literal("/x").query_map([("", "1")]).path_and_query, "/x?=1");
}

#[test]
fn headers_accept_tabs_utf8_and_empty_values_but_no_control_characters() {
    for value in ["", "a\tb", "  a ", "é"] {
        assert_eq!(header(get().header("X-A", "note", value).unwrap()), value);
    }
    for value in ["a\nsecret", "a\r\nx-evil: 1", "\0", "\u{7f}"] {
        let error = get().header("X-Note", "note", value).unwrap_err();
        assert!(!error.to_string().contains("secret"), "{error}");
        assert_names(Err(error), "note");
    }
    assert_names(get().header("not a name", "note", "v"), "note");
    assert_names(get().prefixed_header("x-", "a b", "map", "1"), "map");
    for (prefix, key) in [
        ("", "Content-Length"),
        ("", "transfer-encoding"),
        ("", "Connection"),
        ("", "X-Amz-Date"),
        ("Content-", "Length"),
    ] {
        assert_names(get().prefixed_header(prefix, key, "map", "1"), "map");
    }
}

#[test]
fn header_lists_are_joined_and_quoted_where_necessary() {
    for (elements, value) in [
        (&["a", "b c"][..], "a,b c"),
        (&["a,b", "\"c\\\"", ""], r#""a,b","\"c\\\"","#),
        (&[" a", "b\t"], "\" a\",\"b\t\""),
        (&[], "none"),
    ] {
        let request = get().header_list("x-a", "a", elements).unwrap();
        assert_eq!(header(request), value);
    }
}

#[test]
fn a_member_replaces_a_fixed_header() {
    let request = get().fixed_header("x-a", "fixed");
    assert_eq!(header(request.clone()), "fixed");
    assert_eq!(header(request.header("X-A", "a", "given").unwrap()), "given");
    let request = get().prefixed_header("x-", "a", "map", "1").unwrap();
    assert_eq!(header(request), "1");
}

#[test]
fn a_json_body_sets_its_content_type_unless_the_operation_has() {
    let request = get().json(&vec!["é".to_owned()]).unwrap();
    assert_eq!(request.body, r#"["é"]"#.as_bytes());
    assert_eq!(request.headers[CONTENT_TYPE], "application/json");

    let request = get().header("Content-Type", "contentType", "text/x");
    let request = request.unwrap().json(&true).unwrap();
    let types: Vec<_> = request.headers.get_all(CONTENT_TYPE).iter().collect();
    assert_eq!(types, ["text/x"]);
}

#[test]
fn a_body_without_a_json_form_is_rejected() {
    let body = ByteStream::from_reader(None, std::io::Cursor::new(Vec::new()));
    assert_names(get().json(&body), "body");
}

#[test]
fn debug_output_contains_no_values() {
    let request = get().literal("/x/").label("key", "hunter2").unwrap();
    let request = request.literal("/y").query("token", "hunter2");
    let request = request.header("x-key", "key", "hunter2").unwrap();
    let shown = format!("{:?}", request.json(&"hunter2".to_owned()).unwrap());
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains(r#"path: "/x/{key}/y""#), "{shown}");
    assert!(shown.contains("body_length: 9"), "{shown}");
}

#[test]
fn a_stream_has_the_media_type_that_the_caller_states() {
    let content_type = |request: EncodedRequest| {
        let value = request.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
        String::from_utf8(value.unwrap_or(b"none").to_vec()).unwrap()
    };
    let png = || get().media_type("image/png");
    let plain = ByteStream::from("x");
    let jpeg = plain.clone().with_media_type("image/jpeg");
    let sent = |request: EncodedRequest, body: &ByteStream| {
        content_type(request.stream("body", body).unwrap())
    };
    assert_eq!(sent(get(), &plain), "application/octet-stream");
    assert_eq!(sent(png(), &plain), "image/png");
    assert_eq!(sent(png(), &jpeg), "image/jpeg");
    let broken = plain.with_media_type("image/gif\r\nx-evil: 1");
    let error = png().stream("photo", &broken).unwrap_err().to_string();
    assert!(error.starts_with("photo: the media type must not contain"), "{error}");
    // A member that is this header takes precedence, before the body and after it.
    let before = png().header("Content-Type", "contentType", "image/webp").unwrap();
    assert_eq!(sent(before, &jpeg), "image/webp");
    let after =
        png().stream("body", &jpeg).unwrap().header("Content-Type", "contentType", "image/webp");
    assert_eq!(content_type(after.unwrap()), "image/webp");
}

#[test]
fn an_optional_body_without_members_is_left_out() {
    struct Body(Option<&'static str>);
    impl crate::codec::StructureView for Body {
        fn members(&self, each: &mut dyn FnMut(&str, View<'_>)) {
            each("a", self.0.map_or(View::Absent, View::String));
        }
    }
    impl Encode for Body {
        fn view(&self, _: Format) -> View<'_> {
            View::Structure(self)
        }
    }
    let required = get().json(&Body(None)).unwrap();
    assert_eq!(required.body, "{}");
    let empty = get().optional_body().json(&Body(None)).unwrap();
    assert!(empty.body.is_empty() && empty.headers.is_empty());
    let set = get().optional_body().json(&Body(Some("b"))).unwrap();
    assert_eq!(set.body, r#"{"a":"b"}"#);
    #[cfg(feature = "form")]
    {
        let empty = get().optional_body().form(&Body(None), &[]).unwrap();
        assert!(empty.body.is_empty() && empty.headers.is_empty());
    }
}
