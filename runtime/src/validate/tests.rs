use super::Validate;
use crate::{Error, ErrorKind, Secret};
use std::collections::BTreeMap;

#[derive(Default)]
struct Stage {
    name: Option<String>,
    capacity: i64,
    ratio: Option<f64>,
    key: Secret,
    tracks: Vec<Track>,
    tags: BTreeMap<String, String>,
    layers: Option<Vec<bool>>,
    flags: Option<BTreeMap<String, bool>>,
    inner: Option<Box<Stage>>,
}

#[derive(Default)]
struct Track {
    width: Option<i64>,
    height: Option<i32>,
    bytes: Option<u64>,
}

crate::limits! {
    Stage;
    member "name" => name, min_length(1), max_length(3);
    member "capacity" => capacity, maximum(9.0);
    member "ratio" => ratio, minimum(0.5);
    member "key" => key, max_length(4);
    member "tracks" => tracks, max_length(2);
    member "tags" => tags, max_length(1), keys(max_length(4)), values(min_length(1));
    length "layers" => layers, min_length(1);
    length "flags" => flags, keys(min_length(2));
    member "inner" => inner;
}

crate::limits! {
    Track;
    member "width" => width, minimum(1.0);
    member "height" => height, minimum(1.0);
    member "bytes" => bytes, maximum(9.0);
}

fn problems(stage: &Stage) -> Vec<String> {
    match stage.validate() {
        Ok(()) => Vec::new(),
        Err(found) => found.iter().map(ToString::to_string).collect(),
    }
}

fn string(value: &str) -> String {
    value.to_owned()
}

#[test]
fn exclusive_bounds_are_no_values() {
    struct Ratio {
        value: f64,
    }
    crate::limits! {
        Ratio;
        member "ratio" => value, exclusive_minimum(0.0), exclusive_maximum(1.0);
    }
    let found = |ratio| match (Ratio { value: ratio }).validate() {
        Ok(()) => String::new(),
        Err(found) => found.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(found(0.5), "");
    assert_eq!(found(0.0), "ratio: must be greater than 0, is 0");
    assert_eq!(found(1.0), "ratio: must be less than 1, is 1");
    assert_eq!(found(1.5), "ratio: must be at most 1, is 1.5");
}

#[test]
fn values_within_limits_and_absent_values_are_valid() {
    assert_eq!(problems(&Stage::default()), [""; 0]);
    let stage = Stage {
        name: Some(string("äöü")),
        capacity: 9,
        ratio: Some(0.5),
        layers: Some(vec![true]),
        ..Stage::default()
    };
    assert_eq!(problems(&stage), [""; 0]);
}

#[test]
fn all_violations_are_collected_with_their_paths() {
    let stage = Stage {
        name: Some(string("")),
        capacity: 10,
        ratio: Some(0.25),
        key: Secret::from("hunter2"),
        tracks: vec![
            Track::default(),
            Track { width: Some(0), ..Track::default() },
            Track::default(),
        ],
        tags: BTreeMap::from([(string("a\"b"), string("")), (string("longer"), string("d"))]),
        layers: Some(Vec::new()),
        flags: Some(BTreeMap::from([(string("a"), true), (string("ab"), true)])),
        inner: Some(Box::new(Stage {
            name: Some(string("long")),
            tracks: vec![Track { width: Some(-1), ..Track::default() }],
            ..Stage::default()
        })),
    };
    assert_eq!(
        problems(&stage),
        [
            "name: must have at least 1 character, has 0",
            "capacity: must be at most 9, is 10",
            "ratio: must be at least 0.5, is 0.25",
            "key: must have at most 4 characters, has 7",
            "tracks: must have at most 2 elements, has 3",
            "tracks[1].width: must be at least 1, is 0",
            "tags: must have at most 1 entry, has 2",
            "tags[\"longer\"]: key must have at most 4 characters, has 6",
            "tags[\"a\\\"b\"]: must have at least 1 character, has 0",
            "layers: must have at least 1 element, has 0",
            "flags[\"a\"]: key must have at least 2 characters, has 1",
            "inner.name: must have at most 3 characters, has 4",
            "inner.tracks[0].width: must be at least 1, is -1",
        ]
    );
}

#[test]
fn integers_of_all_sizes_have_bounds() {
    let track = Track { width: Some(0), height: Some(0), bytes: Some(10) };
    let stage = Stage { tracks: vec![track], ..Stage::default() };
    assert_eq!(
        problems(&stage),
        [
            "tracks[0].width: must be at least 1, is 0",
            "tracks[0].height: must be at least 1, is 0",
            "tracks[0].bytes: must be at most 9, is 10",
        ]
    );
}

#[test]
fn nan_violates_any_limit() {
    let stage = Stage { ratio: Some(f64::NAN), ..Stage::default() };
    assert_eq!(problems(&stage), ["ratio: must be a number, is NaN"]);
}

#[test]
fn violations_never_contain_the_content_of_strings() {
    let stage =
        Stage { name: Some(string("visible")), key: Secret::from("hunter2"), ..Stage::default() };
    let found = stage.validate().unwrap_err();
    for shown in [found.to_string(), format!("{found:?}")] {
        assert!(!shown.contains("hunter2") && !shown.contains("visible"), "{shown}");
    }
}

#[test]
fn violations_convert_to_an_invalid_input_error() {
    let stage = Stage { capacity: 10, name: Some(string("long")), ..Stage::default() };
    let error = Error::from(stage.validate().unwrap_err());
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(
        error.message(),
        "name: must have at most 3 characters, has 4; capacity: must be at most 9, is 10"
    );
}
