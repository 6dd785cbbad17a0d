//! Alternatives, nullable members, members beside free keys and enums of integers, on the wire.

use generator::Input;
use generator::document::Source;

use crate::generated;
use crate::loopback::{self, Loopback};

/// The response to each request, in order.
const RESPONSES: [&str; 2] = [
    r#"{"pets":[{"lives":9,"name":"Tom","kind":"kitten"},{"kind":"bird","wings":2},{"kind":"Dog","name":"Rex"}],
        "event":{"type":"purged","id":"1"},"tree":["a",["b"]],"shape":{"radius":1.5},
        "vehicle":{"id":"v","gears":3},"when":"2024-01-31","day":"2024-02-29","count":18446744073709551615,
        "label":2,"sizes":[1,9],"note":null,"extra":[null]}"#,
    r#"{"event":{"type":"renamed","id":"2"},"shape":{"radius":1,"side":2},"label":"blue","when":7,"day":"","tree":{"x":1}}"#,
];

#[test]
fn alternatives_are_sent_and_received() {
    let text = include_str!("../../../../generator/src/openapi/fixtures/one_of.yaml");
    let document = Source { name: "one_of.yaml".to_owned(), text: text.into() };
    let files = generated(&Input::of(document), "sdk");
    // Setters convert alternatives, and so does the example.
    let example = files.get("src/operations/add_pet.rs").unwrap_or_default();
    assert!(example.contains("/// let pet = types::Cat::new(\"kind\", \"name\");"), "{example}");
    let server = Loopback::start(|_, number| {
        let body = RESPONSES.get(number).copied().unwrap_or("{}");
        ("200 OK\r\ncontent-type: application/json".to_owned(), body.as_bytes().to_vec())
    });
    let output = loopback::run("alternatives", &files, include_str!("program.rs"), &server);
    let sent: Vec<String> = server.received().iter().map(|request| request.text()).collect();
    let expected = [
        r#"{"pet":{"kind":"cat","name":"Tom"},"label":2,"filter":{"from":1},"parent":null,"weight":3}"#,
        r#"{"pet":{"kind":"bird","wings":2},"label":"blue","filter":null,"model":"huge","note":null,"parent":"p"}"#,
        r#"{"pet":{"kind":"Dog","name":"Rex"},"filter":["a"],"note":"n","parent":null}"#,
        r#"{"pet":{"kind":"Dog","name":"Rex"},"filter":"a","metadata":{"order":"1"},"parent":null}"#,
    ];
    assert_eq!(sent, expected, "{output}");
    let expected = "\
tom Some(Some(9)) bird true rex true
event true tree 2 shape Some(1.5) vehicle Some(3)
when true day 2024-02-29 count 18446744073709551615
label Some(Medium) sizes [Small, Unknown(9)] note None extra [null]
unknown event {\"id\":\"2\",\"type\":\"renamed\"} shape {\"radius\":1,\"side\":2}
label Some(Unknown(\"blue\")) when Some(7) day None tree {\"x\":1}
too long note: must have at most 9 characters, has 12; goals[1].all: must have at most 1 element, has 2; \
goals[1].all[0].name: must have at most 9 characters, has 12; goals[1].all[1].name: must have at most 9 characters, has 12
filter \"a\"
stored true
";
    assert_eq!(output, expected);
}

#[test]
fn constants_and_required_members_decide_on_the_wire() {
    const RESPONSES: [&str; 3] = [
        r#"{"size":{"t":2,"id":"l"},"reply":{"ok":false,"error":"e"},"list":{"w":"w"},"event":{"at":"now"},"level":3}"#,
        r#"{"size":{"t":1},"reply":{"ok":true},"list":{"q":1},"event":{"x":1},"level":2}"#,
        r#"{"size":{},"reply":{"error":"e"},"list":{},"event":{}}"#,
    ];
    let text = include_str!("../../../../generator/src/openapi/fixtures/one_of_constants.yaml");
    let document = Source { name: "one_of_constants.yaml".to_owned(), text: text.into() };
    let files = generated(&Input::of(document), "sdk");
    let server = Loopback::start(|_, number| {
        let body = RESPONSES.get(number).copied().unwrap_or("{}");
        ("200 OK\r\ncontent-type: application/json".to_owned(), body.as_bytes().to_vec())
    });
    let output = loopback::run("constants", &files, include_str!("constants.rs"), &server);
    let sent: Vec<String> = server.received().iter().map(|request| request.text()).collect();
    let expected = [
        r#"{"tool":{"type":"search_2025"},"animal":{"species":"hen","eggs":2}}"#,
        r#"{"tool":{"type":"search"},"animal":{"species":"cow","milk":1}}"#,
        r#"{"record":{"type":"A","data":"162.10.66.0"}}"#,
    ];
    assert_eq!(sent, expected, "{output}");
    let expected = r#"large true failed true rank true lost Some(Lost(Lost { name: None, at: Some("now") }))
size Some(Large(Large { t: V2, id: "l" })) list Some(Wrap(Wrap { kind: None, w: "w" }))
small Some(Small(Small { t: V1, id: "" })) done Some(Done(Done { ok: true, id: "" }))
list Some(Unknown(Object {"q": Number(1)})) event Some(Unknown(Object {"x": Number(1)})) level Some(Level(V2))
size Some(Unknown(Object {})) reply Some(Unknown(Object {"error": String("e")})) list Some(Unknown(Object {})) event Some(Unknown(Object {}))
"#;
    assert_eq!(output, expected);
}
