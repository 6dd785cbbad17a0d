//! Names, types, tags and security that follow no convention.

use crate::loopback::{self, Loopback};
use crate::{generated_with_codes, input};

const FOUND: &str = r#"{"self":"s","@id":"i","id":7,"$":"5","level":"1-st"}"#;
const PETS: &str = r#"[{"kind":"cat-s","lives":9},{"kind":"hound","tail":true}]"#;

#[test]
fn what_follows_no_convention_is_called() {
    let server = Loopback::start(|request, _| match &*request.line {
        line if line.contains("/match") => ("200 OK".to_owned(), FOUND.into()),
        "GET /us/pets" => ("200 OK".to_owned(), PETS.into()),
        _ => ("204 Done".to_owned(), Vec::new()),
    });
    let (_, authority) = server.url.split_once("://").expect("a URL");
    let document = include_str!("document.yaml").replace("AUTHORITY", authority);
    let (files, codes) = generated_with_codes(&input(&document), "sdk");
    let expected = [
        "server-variable-default",
        "colliding-names",
        "colliding-names",
        "reserved-header",
        "foreign-type",
        "duplicate-operation-id",
        "unknown-http-scheme",
    ];
    assert_eq!(codes, expected);
    // No signing, no credentials of AWS, and no part of the runtime that no operation needs.
    let runtime = files
        .get("Cargo.toml")
        .unwrap_or_default()
        .lines()
        .find(|line| line.starts_with("sdk-runtime = "));
    let runtime = runtime.expect("the dependency");
    assert!(runtime.ends_with("default-features = false, features = [\"auth\"] }"), "{runtime}");
    let output = loopback::run("irregular", &files, include_str!("program.rs"), &server);
    let received = server.received();
    let seen = received.iter().map(|request| {
        let body = String::from_utf8_lossy(&request.body);
        let keys = [request.header("x-key"), request.header("authorization")].concat();
        [&*request.line, &*keys, &*body].join(" | ")
    });
    let expected = [
        "GET /us/a/match?type=b&2nd=c&%2B=d&userId=e&user_id=f |  | ",
        "GET /us/pets |  | ",
        r#"POST /us/things?id=2 | k | {"id":"1","made":"2026-12-01","price":1.5,"count":3,"size":{}}"#,
        "GET /us/pets/p | k | ",
        "DELETE /us/pets | bearr k | ",
    ];
    assert_eq!(seen.collect::<Vec<_>>(), expected, "{output}");
    let expected = "\
Some(\"s\") Some(\"i\") Some(\"7\") Some(5)
Some(\"1-st\")
addThing failed: no credentials for the operation: set `key` (.credential(\"key\", …), or SDK_KEY)
cat Some(9)
dog Some(true)
";
    assert_eq!(output, expected);
}
