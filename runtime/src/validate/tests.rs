use super::{Limits, Validate, Visitor};
use crate::{Error, ErrorKind, Secret};
use std::collections::BTreeMap;

#[derive(Default)]
struct Room {
    name: Option<String>,
    seats: i64,
    share: Option<f64>,
    key: Secret,
    doors: Vec<Door>,
    tags: BTreeMap<String, String>,
    kinds: Option<Vec<bool>>,
    flags: Option<BTreeMap<String, bool>>,
    inner: Option<Box<Room>>,
}

#[derive(Default)]
struct Door {
    width: Option<i64>,
}

impl Validate for Room {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.member("name", &self.name, &Limits::new().least(1).most(3));
        visitor.member("seats", &self.seats, &Limits::new().maximum(9.0));
        visitor.member("share", &self.share, &Limits::new().minimum(0.5));
        visitor.member("key", &self.key, &Limits::new().most(4));
        visitor.member("doors", &self.doors, &Limits::new().most(2));
        visitor.member(
            "tags",
            &self.tags,
            &Limits::new()
                .most(1)
                .keys(const { &Limits::new().most(4) })
                .each(const { &Limits::new().least(1) }),
        );
        visitor.count("kinds", &self.kinds, &Limits::new().least(1));
        let keys = const { &Limits::new().least(2) };
        visitor.count("flags", &self.flags, &Limits::new().keys(keys));
        visitor.member("inner", &self.inner, &Limits::new());
    }
}

impl Validate for Door {
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.member("width", &self.width, &Limits::new().minimum(1.0));
    }
}

fn problems(room: &Room) -> Vec<String> {
    match room.validate() {
        Ok(()) => Vec::new(),
        Err(found) => found.iter().map(ToString::to_string).collect(),
    }
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn what_is_within_bounds_or_absent_is_no_violation() {
    assert_eq!(problems(&Room::default()), [""; 0]);
    let room = Room {
        name: Some(text("äöü")),
        seats: 9,
        share: Some(0.5),
        kinds: Some(vec![true]),
        ..Room::default()
    };
    assert_eq!(problems(&room), [""; 0]);
}

#[test]
fn all_violations_come_at_once_each_with_its_place() {
    let room = Room {
        name: Some(text("")),
        seats: 10,
        share: Some(0.25),
        key: Secret::from("hunter2"),
        doors: vec![Door::default(), Door { width: Some(0) }, Door::default()],
        tags: BTreeMap::from([(text("a\"b"), text("")), (text("longer"), text("d"))]),
        kinds: Some(Vec::new()),
        flags: Some(BTreeMap::from([(text("a"), true), (text("ab"), true)])),
        inner: Some(Box::new(Room {
            name: Some(text("long")),
            doors: vec![Door { width: Some(-1) }],
            ..Room::default()
        })),
    };
    assert_eq!(
        problems(&room),
        [
            "name: 0 characters are fewer than 1",
            "seats: 10 is greater than 9",
            "share: 0.25 is less than 0.5",
            "key: 7 characters are more than 4",
            "doors: 3 elements are more than 2",
            "doors[1].width: 0 is less than 1",
            "tags: 2 entries are more than 1",
            "tags[\"longer\"]: 6 characters of its key are more than 4",
            "tags[\"a\\\"b\"]: 0 characters are fewer than 1",
            "kinds: 0 elements are fewer than 1",
            "flags[\"a\"]: 1 character of its key is fewer than 2",
            "inner.name: 4 characters are more than 3",
            "inner.doors[0].width: -1 is less than 1",
        ]
    );
}

#[test]
fn what_is_no_number_is_within_no_limits() {
    let room = Room {
        share: Some(f64::NAN),
        ..Room::default()
    };
    assert_eq!(problems(&room), ["share: NaN is not a number"]);
}

#[test]
fn no_violation_shows_a_secret_or_a_text() {
    let room = Room {
        name: Some(text("visible")),
        key: Secret::from("hunter2"),
        ..Room::default()
    };
    let found = room.validate().unwrap_err();
    for shown in [found.to_string(), format!("{found:?}")] {
        assert!(
            !shown.contains("hunter2") && !shown.contains("visible"),
            "{shown}"
        );
    }
}

#[test]
fn as_an_error_it_says_that_the_input_is_wrong() {
    let room = Room {
        seats: 10,
        name: Some(text("long")),
        ..Room::default()
    };
    let error = Error::from(room.validate().unwrap_err());
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(
        error.message(),
        "name: 4 characters are more than 3; seats: 10 is greater than 9"
    );
}
