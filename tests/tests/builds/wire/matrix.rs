//! The matrix: each type in each location of an HTTP message, with the value that the Smithy specification gives it.

use serde_json::{Value, json};

use super::{Case, Exchange};

/// A type, and its values in each location.
pub(super) struct Row {
    /// The type's name in the names of operations.
    pub(super) name: &'static str,
    /// Its schema, in YAML.
    pub(super) schema: &'static str,
    /// Values of the type.
    samples: &'static [Sample],
    /// The content type of a payload.
    payload: &'static str,
}

/// A value of a type.
struct Sample {
    /// In serde's form.
    value: &'static str,
    /// In the path and the query, percent-encoded.
    target: &'static str,
    /// In a header.
    header: &'static str,
    /// In JSON.
    json: &'static str,
    /// As the whole body.
    payload: &'static str,
}

impl Sample {
    /// A member of a header in serde's form, which has the format of the header.
    fn bound_output(&self, row: &Row) -> Value {
        match row.name {
            "Time" => self.header.into(),
            _ => parsed(self.json),
        }
    }
}

const fn sample(
    value: &'static str,
    target: &'static str,
    header: &'static str,
    json: &'static str,
) -> Sample {
    Sample { value, target, header, json, payload: json }
}

/// A value that is written alike everywhere.
const fn plain(value: &'static str) -> Sample {
    sample(value, value, value, value)
}

/// A string, which is quoted in JSON alone.
const fn string(
    quoted: &'static str,
    target: &'static str,
    header: &'static str,
    payload: &'static str,
) -> Sample {
    Sample { value: quoted, target, header, json: quoted, payload }
}

const JSON: &str = "application/json";
const TEXT: &str = "text/plain";
const BYTES: &str = "application/octet-stream";

/// The types that every location can hold.
pub(super) const SCALARS: &[Row] = &[
    Row {
        name: "String",
        schema: "{type: string}",
        samples: &[
            string(r#""a b""#, "a%20b", "a b", "a b"),
            string(r#""x/é?&=""#, "x%2F%C3%A9%3F%26%3D", "x/é?&=", "x/é?&="),
        ],
        payload: TEXT,
    },
    Row {
        name: "Secret",
        schema: "{type: string, format: password}",
        samples: &[string(r#""a:b""#, "a%3Ab", "a:b", "a:b")],
        payload: TEXT,
    },
    Row {
        name: "Enum",
        schema: "{type: string, enum: [on, of f]}",
        samples: &[
            string(r#""on""#, "on", "on", "on"),
            string(r#""of f""#, "of%20f", "of f", "of f"),
            string(r#""unknown""#, "unknown", "unknown", "unknown"),
        ],
        payload: TEXT,
    },
    Row {
        name: "Blob",
        schema: "{type: string, format: byte}",
        samples: &[string(r#""aGk/""#, "aGk%2F", "aGk/", "hi?")],
        payload: BYTES,
    },
    Row {
        name: "Boolean",
        schema: "{type: boolean}",
        samples: &[plain("true"), plain("false")],
        payload: JSON,
    },
    Row {
        name: "Integer32",
        schema: "{type: integer, format: int32}",
        samples: &[plain("-2147483648"), plain("7")],
        payload: JSON,
    },
    Row {
        name: "Integer",
        schema: "{type: integer}",
        samples: &[plain("9007199254740993"), plain("-1")],
        payload: JSON,
    },
    Row {
        name: "Float",
        schema: "{type: number, format: float}",
        samples: &[
            plain("1.5"),
            sample(r#""NaN""#, "NaN", "NaN", r#""NaN""#),
            sample(r#""Infinity""#, "Infinity", "Infinity", r#""Infinity""#),
            sample(r#""-Infinity""#, "-Infinity", "-Infinity", r#""-Infinity""#),
        ],
        payload: JSON,
    },
    Row {
        name: "Double",
        schema: "{type: number}",
        samples: &[
            plain("-0.1"),
            sample(r#""NaN""#, "NaN", "NaN", r#""NaN""#),
            sample(r#""Infinity""#, "Infinity", "Infinity", r#""Infinity""#),
            sample(r#""-Infinity""#, "-Infinity", "-Infinity", r#""-Infinity""#),
        ],
        payload: JSON,
    },
    // The format of each location, where the model states none: date-time in path and query, HTTP date in headers,
    // epoch seconds in bodies.
    Row {
        name: "Time",
        schema: "{type: string, format: date-time}",
        samples: &[
            sample(
                r#""2019-12-16T23:48:18Z""#,
                "2019-12-16T23%3A48%3A18Z",
                "Mon, 16 Dec 2019 23:48:18 GMT",
                "1576540098",
            ),
            sample(
                r#""1970-01-01T00:00:00Z""#,
                "1970-01-01T00%3A00%3A00Z",
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "0",
            ),
        ],
        payload: JSON,
    },
    Row {
        name: "DateTime",
        schema: "{type: string, format: date-time, x-timestamp-format: date-time}",
        samples: &[
            sample(
                r#""2019-12-16T23:48:18Z""#,
                "2019-12-16T23%3A48%3A18Z",
                "2019-12-16T23:48:18Z",
                r#""2019-12-16T23:48:18Z""#,
            ),
            sample(
                r#""2019-12-16T23:48:18.123Z""#,
                "2019-12-16T23%3A48%3A18.123Z",
                "2019-12-16T23:48:18.123Z",
                r#""2019-12-16T23:48:18.123Z""#,
            ),
        ],
        payload: JSON,
    },
    Row {
        name: "EpochSeconds",
        schema: "{type: string, format: date-time, x-timestamp-format: epoch-seconds}",
        samples: &[
            sample(r#""2019-12-16T23:48:18Z""#, "1576540098", "1576540098", "1576540098"),
            sample(r#""1969-12-31T23:59:59Z""#, "-1", "-1", "-1"),
        ],
        payload: JSON,
    },
    Row {
        name: "HttpDate",
        schema: "{type: string, format: date-time, x-timestamp-format: http-date}",
        samples: &[
            sample(
                r#""2019-12-16T23:48:18Z""#,
                "Mon%2C%2016%20Dec%202019%2023%3A48%3A18%20GMT",
                "Mon, 16 Dec 2019 23:48:18 GMT",
                r#""Mon, 16 Dec 2019 23:48:18 GMT""#,
            ),
            sample(
                r#""2014-04-29T18:30:38Z""#,
                "Tue%2C%2029%20Apr%202014%2018%3A30%3A38%20GMT",
                "Tue, 29 Apr 2014 18:30:38 GMT",
                r#""Tue, 29 Apr 2014 18:30:38 GMT""#,
            ),
        ],
        payload: JSON,
    },
];

/// The types that a body can hold, and few other locations.
pub(super) const COMPOSITES: &[Row] = &[
    Row {
        name: "List",
        schema: "{type: array, items: {type: string}}",
        samples: &[json_only(r#"["a","b"]"#), json_only("[]")],
        payload: JSON,
    },
    Row {
        name: "SparseList",
        schema: "{type: array, items: {type: string}, x-sparse: true}",
        samples: &[json_only(r#"["a",null]"#)],
        payload: JSON,
    },
    Row {
        name: "Map",
        schema: "{type: object, additionalProperties: {type: integer}}",
        samples: &[json_only(r#"{"k":1}"#)],
        payload: JSON,
    },
    Row {
        name: "Structure",
        schema: "{$ref: '#/components/schemas/Structure'}",
        samples: &[json_only(r#"{"text":"a","ratio":"NaN"}"#), json_only("{}")],
        payload: JSON,
    },
    Row {
        name: "Union",
        schema: "{$ref: '#/components/schemas/Union'}",
        samples: &[json_only(r#"{"text":"a"}"#), json_only(r#"{"number":1}"#)],
        payload: JSON,
    },
    Row {
        name: "Document",
        schema: "{x-document: true}",
        samples: &[json_only(r#"{"a":[1,"b",null,true]}"#), json_only(r#""text""#)],
        payload: JSON,
    },
];

const fn json_only(value: &'static str) -> Sample {
    sample(value, "", "", value)
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).expect("the schema is YAML")
}

/// The paths of the operations of the matrix: one for all parameters of a scalar, one for each body.
pub(super) fn paths() -> serde_json::Map<String, Value> {
    let mut paths = serde_json::Map::new();
    for row in SCALARS {
        let schema = yaml(row.schema);
        let list = json!({"type": "array", "items": schema});
        let map = |values: &Value| json!({"type": "object", "additionalProperties": values});
        let parameter = |name: &str, location: &str, schema: &Value| json!({"name": name, "in": location, "required": location == "path", "schema": schema});
        let mut parameters = vec![
            parameter("p", "path", &schema),
            parameter("q", "query", &schema),
            parameter("ql", "query", &list),
            parameter("qm", "query", &map(&schema)),
            parameter("qn", "query", &map(&list)),
            parameter("X-One", "header", &schema),
            parameter("X-List", "header", &list),
        ];
        let with = |mut schema: Value, header: &str| {
            schema["x-header"] = header.into();
            schema
        };
        let mut output =
            json!({"one": with(schema.clone(), "X-One"), "list": with(list.clone(), "X-List")});
        // Smithy has prefix headers for strings alone.
        if ["String", "Secret"].contains(&row.name) {
            parameters.push(parameter("X-Meta-", "header", &map(&schema)));
            let mut prefixed = map(&schema);
            prefixed["x-header-prefix"] = "X-Meta-".into();
            output["meta"] = prefixed;
        }
        let operation = json!({
            "operationId": format!("Bound{}", row.name),
            "parameters": parameters,
            "responses": {"200": response(json!({"type": "object", "properties": output}))},
        });
        paths.insert(format!("/bound/{}/{{p}}", row.name), json!({"get": operation}));
    }
    for row in SCALARS.iter().chain(COMPOSITES) {
        let schema = yaml(row.schema);
        let mut payload = schema.clone();
        match payload.get("$ref").cloned() {
            Some(reference) => {
                payload = json!({"allOf": [{"$ref": reference}], "x-payload": true});
            }
            None => payload["x-payload"] = true.into(),
        }
        let body = json!({
            "m": schema,
            "list": {"type": "array", "items": schema},
            "map": {"type": "object", "additionalProperties": schema},
        });
        for (name, properties) in [("Body", body), ("Payload", json!({"m": payload}))] {
            let body = json!({"type": "object", "properties": properties});
            let operation = json!({
                "operationId": format!("{name}{}", row.name),
                "requestBody": {"content": {JSON: {"schema": body}}},
                "responses": {"200": response(body)},
            });
            paths.insert(format!("/{name}/{}", row.name), json!({"post": operation}));
        }
    }
    paths
}

fn response(schema: Value) -> Value {
    json!({"description": "Success", "content": {JSON: {"schema": schema}}})
}

/// The cases of the matrix.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for row in SCALARS {
        cases.extend(row.samples.iter().map(|sample| bound(row, sample)));
    }
    for row in SCALARS.iter().chain(COMPOSITES) {
        for sample in row.samples {
            cases.push(body(row, sample));
            cases.push(payload(row, sample));
        }
    }
    cases
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).expect("the sample is JSON")
}

/// One sample in path, query and header, and all samples in the lists.
fn bound(row: &Row, sample: &Sample) -> Case {
    let values: Vec<Value> = row.samples.iter().map(|sample| parsed(sample.value)).collect();
    let outputs: Vec<_> = row.samples.iter().map(|sample| sample.bound_output(row)).collect();
    let targets = row.samples.iter().map(|sample| sample.target);
    let headers: Vec<_> = row.samples.iter().map(|sample| sample.header).collect();
    let value = parsed(sample.value);
    let mut query = vec![format!("q={}", sample.target)];
    query.extend(targets.clone().map(|target| format!("ql={target}")));
    query.push(format!("k%20e={}", sample.target));
    query.extend(targets.map(|target| format!("n={target}")));
    let mut case = Case {
        operation: format!("Bound{}", row.name),
        status: 200,
        input: json!({
            "p": value, "q": value, "ql": values, "qm": {"k e": value}, "qn": {"n": values},
            "X-One": value, "X-List": values,
        }),
        request: Exchange {
            target: Some(format!("/bound/{}/{}?{}", row.name, sample.target, query.join("&"))),
            headers: vec![
                ("x-one".to_owned(), Some(sample.header.to_owned())),
                ("x-list".to_owned(), Some(headers.join(","))),
                ("content-type".to_owned(), None),
            ],
            body: String::new(),
        },
        // A list is written on one line or on several, with and without whitespace.
        response: Exchange {
            target: None,
            headers: vec![
                ("X-One".to_owned(), Some(sample.header.to_owned())),
                ("X-List".to_owned(), Some(headers[..headers.len() - 1].join(", "))),
                ("X-List".to_owned(), Some(headers[headers.len() - 1].to_owned())),
            ],
            body: String::new(),
        },
        output: Ok(json!({"X-One": sample.bound_output(row), "X-List": outputs})),
    };
    if ["String", "Secret"].contains(&row.name) {
        let header = ("x-meta-k".to_owned(), Some(sample.header.to_owned()));
        case.input["X-Meta-"] = json!({"k": value});
        case.request.headers.push(header.clone());
        case.response.headers.push(header);
        if let Ok(output) = &mut case.output {
            output["X-Meta-"] = json!({"k": value});
        }
    }
    case
}

fn body(row: &Row, sample: &Sample) -> Case {
    let (value, json) = (parsed(sample.value), sample.json);
    let members = json!({"m": value, "list": [value], "map": {"k": value}});
    Case {
        operation: format!("Body{}", row.name),
        status: 200,
        input: members.clone(),
        request: Exchange {
            target: Some(format!("/Body/{}", row.name)),
            headers: vec![("content-type".to_owned(), Some(JSON.to_owned()))],
            body: format!(r#"{{"m":{json},"list":[{json}],"map":{{"k":{json}}}}}"#),
        },
        response: Exchange {
            target: None,
            headers: Vec::new(),
            body: format!(r#"{{"m":{json},"list":[{json}],"map":{{"k":{json}}}}}"#),
        },
        output: Ok(json!({"m": parsed(json), "list": [parsed(json)], "map": {"k": parsed(json)}})),
    }
}

fn payload(row: &Row, sample: &Sample) -> Case {
    let members = json!({"m": parsed(sample.value)});
    Case {
        operation: format!("Payload{}", row.name),
        status: 200,
        input: members.clone(),
        request: Exchange {
            target: Some(format!("/Payload/{}", row.name)),
            headers: vec![("content-type".to_owned(), Some(row.payload.to_owned()))],
            body: sample.payload.to_owned(),
        },
        response: Exchange { target: None, headers: Vec::new(), body: sample.payload.to_owned() },
        output: Ok(json!({"m": parsed(sample.json)})),
    }
}
