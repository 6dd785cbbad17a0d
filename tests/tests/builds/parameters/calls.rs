//! A value of each type in every place where the table accepts it, as a server receives it and sends it back.

use std::fmt::Write as _;

use generator::Input;
use generator::document::Source;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{OK, rows};
use crate::generated_with_codes;
use crate::loopback::{self, Loopback};

/// What RFC 3986 calls reserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a value is on the wire: a label of the path in the style `simple`, the query in the style `form` with `explode`, and
/// a header in the style `simple`.
struct Sent {
    path: String,
    query: String,
    header: String,
}

impl Sent {
    fn of(value: &Value) -> Self {
        match value {
            Value::Array(items) => {
                let texts: Vec<String> = items.iter().map(text).collect();
                Self {
                    path: joined(&texts, ",", |text| encoded(text)),
                    query: joined(&texts, "&", |text| format!("q={}", encoded(text))),
                    header: joined(&texts, ",", |text| element(text)),
                }
            }
            Value::Object(members) => {
                let members: Vec<_> = members.iter().collect();
                Self {
                    path: joined(&members, ",", |(key, value)| {
                        format!("{key},{}", encoded(&text(value)))
                    }),
                    query: joined(&members, "&", |(key, value)| match value {
                        Value::Array(items) => {
                            joined(items, "&", |item| format!("{key}={}", encoded(&text(item))))
                        }
                        value => format!("{key}={}", encoded(&text(value))),
                    }),
                    header: joined(&members, ",", |(key, value)| {
                        format!("{key},{}", element(&text(value)))
                    }),
                }
            }
            scalar => Self {
                path: encoded(&text(scalar)),
                query: format!("q={}", encoded(&text(scalar))),
                header: text(scalar),
            },
        }
    }
}

fn joined<T>(parts: &[T], separator: &str, write: impl Fn(&T) -> String) -> String {
    parts.iter().map(write).collect::<Vec<_>>().join(separator)
}

/// A string as it is, and anything else as JSON: OpenAPI defines no lists and objects inside of others.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// An element of a list in a header, in quotes if it has a comma or a quotation mark (RFC 9110, 5.6.4).
fn element(text: &str) -> String {
    match text.contains([',', '"']) {
        true => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        false => text.to_owned(),
    }
}

/// A value of each type.
fn value(name: &str) -> Value {
    let list = name.strip_prefix("list-of-").or(name.strip_prefix("lists-of-"));
    if let Some(of) = list {
        return json!([value(of), value(of)]);
    }
    if let Some(of) = name.strip_prefix("map-of-") {
        return json!({"k": value(of)});
    }
    match name {
        "string" => json!("a b/c"),
        "lists" | "sparse-list" => json!(["a", "b,c"]),
        "secret" => json!("s:1"),
        "enum" => json!("b"),
        "boolean" => json!(true),
        "integer" => json!(9_007_199_254_740_993_i64),
        "int32" => json!(-7),
        "float" | "double" => json!(1.5),
        "timestamp" | "rfc3339" => json!("2020-01-02T03:04:05Z"),
        "epoch" => json!(1_577_934_245),
        "http-date" => json!("Thu, 02 Jan 2020 03:04:05 GMT"),
        "blob" => json!("aGk/"),
        "any" | "document" => json!({"a": ["x y", 1]}),
        // A string with JSON.
        "json-value" => json!("{\"a\":[1]}"),
        "structure" | "structures" => json!({"a": "x y"}),
        "empty-structure" => json!({}),
        "union" | "unions" => json!({"b": 7}),
        "maps" => json!({"k": "v"}),
        other => panic!("no value of {other}"),
    }
}

/// The operation of a type: where its value is sent, and whether the response has it in a header.
fn operation(name: &str, schema: &Value, places: [bool; 5]) -> (String, Value) {
    let [path, greedy, query, header, of_response] = places;
    let mut parameters = Vec::new();
    let mut add = |name: &str, location: &str, is_required: bool| {
        parameters
            .push(json!({"name": name, "in": location, "required": is_required, "schema": schema}));
    };
    let mut template = format!("/{name}");
    for (name, label) in [("p", "/{p}"), ("g", "/{g+}")] {
        if (name == "p" && path) || (name == "g" && greedy) {
            add(name, "path", true);
            template.push_str(label);
        }
    }
    if query {
        add("q", "query", false);
    }
    if header {
        add("X-H", "header", false);
    }
    let headers = match of_response {
        true => json!({"X-R": {"schema": schema}}),
        false => json!({}),
    };
    let operation = json!({
        "operationId": format!("get-{name}"),
        "parameters": parameters,
        "responses": {"204": {"description": "Done.", "headers": headers}},
    });
    (template, json!({"get": operation}))
}

/// `ListOfString` for `list-of-string`.
fn type_name(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_ascii_uppercase())
    });
    words.collect()
}

const PROGRAM: &str = r#"
use sdk::{Client, Error, operations};

macro_rules! call {
    ($client:expr, $input:ident, $json:expr) => {
        match serde_json::from_str::<operations::$input>($json) {
            Err(error) => println!("no input: {error}"),
            Ok(input) => match $client.send(input).await {
                Ok(output) => println!("{}", serde_json::to_string(&output).expect("JSON")),
                Err(error) => println!("{error}"),
            },
        }
    };
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::builder().base_url(std::env::args().nth(1).expect("a URL")).build()?;
"#;

#[test]
fn every_type_in_every_place_is_sent_and_received() {
    let mut paths = serde_json::Map::new();
    let mut program = PROGRAM.to_owned();
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    for (name, schema, verdicts) in rows() {
        let mut places = verdicts.map(|verdict| verdict == OK);
        // Without a member it would be an empty segment, which is an error.
        places[0] &= name != "empty-structure";
        if !places.contains(&true) {
            continue;
        }
        let value = value(&name);
        let Sent { path, query, header } = Sent::of(&value);
        let header = match &*name {
            // By the rules of Smithy: the comma of an HTTP date separates nothing, and JSON is base64.
            "list-of-http-date" => header.replace('"', ""),
            "json-value" => "eyJhIjpbMV19".to_owned(),
            _ => header,
        };
        let (template, item) = operation(&name, &schema, places);
        paths.insert(template, item);
        let input: serde_json::Map<_, _> = ["p", "g", "q", "X-H"]
            .into_iter()
            .zip(places)
            .filter(|(_, is_sent)| *is_sent)
            .map(|(name, _)| (name.to_owned(), value.clone()))
            .collect();
        let input = Value::Object(input).to_string();
        let _ = writeln!(program, "    call!(client, Get{}Input, {input:?});", type_name(&name));
        let query = if query.is_empty() { query } else { format!("?{query}") };
        let parts = [format!("/{path}"), format!("/{}", path.replace("%2F", "/")), query];
        let parts =
            parts.into_iter().zip(places).filter_map(|(part, is_sent)| is_sent.then_some(part));
        let line: String = std::iter::once(format!("GET /{name}")).chain(parts).collect();
        sent.push(format!("{line} | {header}"));
        received.push(match places[4] {
            true => json!({"X-R": value}).to_string(),
            false => "{}".to_owned(),
        });
    }
    program.push_str("    Ok(())\n}\n");
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Types", "version": "1"},
        "servers": [{"url": "https://types.example.com"}],
        "paths": paths,
    });
    let document = Source { name: "types.json".to_owned(), text: document.to_string().into() };
    let (files, codes) = generated_with_codes(&Input::of(document), "sdk");
    assert_eq!(codes, <[&str; 0]>::default());
    let server = Loopback::start(|request, _| {
        (format!("204 No Content\r\nx-r: {}", request.header("x-h")), Vec::new())
    });
    let output = loopback::run("types", &files, &program, &server);
    let requests = server.received();
    for (request, expected) in requests.iter().zip(&sent) {
        assert_eq!(format!("{} | {}", request.line, request.header("x-h")), *expected);
    }
    for (printed, expected) in output.lines().zip(&received) {
        assert_eq!(printed, expected);
    }
    assert_eq!((requests.len(), output.lines().count()), (sent.len(), received.len()));
}
