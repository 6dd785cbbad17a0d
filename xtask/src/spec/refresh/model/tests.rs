use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use super::*;

fn check(model: serde_json::Value, expected: &str) {
    let error = Model::read(Path::new("a.json"), model.to_string().as_bytes(), None).unwrap_err();
    assert!(error.to_string().contains(expected), "{error}");
}

fn example() -> serde_json::Value {
    json!({
        "metadata": {"apiVersion": "1", "endpointPrefix": "a", "protocol": "rest-json",
            "serviceFullName": "A", "signatureVersion": "v4"},
        "operations": {"GetA": {"http": {"method": "GET", "requestUri": "/a"}, "output": {"shape": "A"}}},
        "shapes": {"A": {"type": "structure", "members": {"b": {"shape": "B", "box": true}}}, "B": {"type": "string"}},
    })
}

#[test]
fn what_is_no_model_for_us_is_refused() {
    check(json!([]), "a.json is no readable service model");
    let mut other = example();
    other["metadata"]["protocol"] = "json".into();
    check(
        other,
        "a.json speaks json, and only rest-json is known here",
    );
    let mut dangling = example();
    dangling["shapes"]["A"]["members"]["c"] = json!({"shape": "C"});
    check(dangling, "refers to a shape C that it does not have");
    let mut strange = example();
    strange["shapes"]["B"]["type"] = "colour".into();
    check(strange, "unknown variant `colour`");
}

#[test]
fn a_packed_model_is_the_same() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(example().to_string().as_bytes()).unwrap();
    let paginators = br#"{"pagination": {"GetA": {"input_token": ["x", "y"]}}}"#;
    let model = Model::read(
        Path::new("a.json.gz"),
        &packed.finish().unwrap(),
        Some(paginators),
    )
    .unwrap();
    assert_eq!(model.shapes.keys().collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!(model.paginators["GetA"].input_token.as_slice(), ["x", "y"]);
}

#[test]
fn a_trait_that_nobody_knows_is_named() {
    let mut model = example();
    model["shapes"]["B"]["colour"] = "green".into();
    model["operations"]["GetA"]["name"] = "GetA".into();
    model["shapes"]["A"]["members"]["b"]["mood"] = json!({"good": true});
    let model = Model::read(Path::new("a.json"), model.to_string().as_bytes(), None).unwrap();
    let unknown: Vec<String> = model.unknown_traits().into_iter().collect();
    assert_eq!(unknown, ["`colour` of a shape", "`mood` of a member"]);
}
