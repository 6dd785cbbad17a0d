//! Tests of values of one of several types, nullable members and members beside those of a table.

use std::collections::BTreeMap;
use std::fmt::Debug;

use super::tests::{read, written};
use super::{Decode, Encode, Nullable};
use crate::Json;

#[derive(Clone, Debug, Default, PartialEq)]
struct Cat {
    kind: Option<String>,
    name: String,
    lives: Option<i64>,
}

crate::structure! {
    Cat: decode, encode;
    required "name";
    "kind" => kind;
    "name" => name;
    "lives" => lives;
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Dog {
    name: String,
    owner: Option<Box<Pet>>,
    rest: BTreeMap<String, Json>,
}

crate::structure! {
    Dog: decode, encode;
    required "name";
    "name" => name;
    "owner" => owner;
    rest => rest;
}

#[derive(Clone, Debug, PartialEq)]
enum Level {
    Low,
    High,
    Unknown(i64),
}

crate::integer_enumeration! {
    Level;
    Low => 1;
    High => 2;
}

/// With a tag.
#[derive(Clone, Debug, PartialEq)]
enum Pet {
    Cat(Box<Cat>),
    Dog(Box<Dog>),
    Unknown(Json),
}

crate::one_of! {
    Pet by "kind": decode, encode;
    Cat(Cat): is_cat, as_cat write "cat" tags "cat", "Cat" required "name", "kind";
    Dog(Dog): is_dog, as_dog write "dog" tags "dog" required "kind";
    => Cat(Cat), Dog(Dog);
}

/// Without one.
#[derive(Clone, Debug, PartialEq)]
enum Any {
    Text(String),
    At(jiff::Timestamp),
    Whole(i64),
    Ratio(f64),
    Level(Level),
    Flag(bool),
    Texts(Vec<String>),
    Numbers(Vec<i64>),
    Small(Box<Small>),
    Large(Box<Large>),
    Unknown(Json),
}

crate::one_of! {
    Any: decode, encode;
    Text(String): is_text, as_text;
    At(jiff::Timestamp): is_at, as_at as EpochSeconds;
    Whole(i64): is_whole, as_whole;
    Ratio(f64): is_ratio, as_ratio;
    Level(Level): is_level, as_level;
    Flag(bool): is_flag, as_flag;
    Texts(Vec<String>): is_texts, as_texts;
    Numbers(Vec<i64>): is_numbers, as_numbers;
    Small(Small): is_small, as_small constant "type" = "small" required "id";
    Large(Large): is_large, as_large required "id", "size";
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Small {
    id: String,
    kind: Option<String>,
}

crate::structure! {
    Small: decode, encode;
    required "id";
    "id" => id;
    "type" => kind;
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Large {
    id: String,
    size: i64,
    kind: Option<String>,
    made: Option<jiff::Timestamp>,
}

crate::structure! {
    Large: decode, encode;
    required "id", "size";
    "id" => id;
    "size" => size;
    "type" => kind;
    "made" => made;
}

/// With constants that are not strings.
#[derive(Clone, Debug, PartialEq)]
enum Reply {
    Done(Box<Done>),
    Failed(Box<Failed>),
    Unknown(Json),
}

crate::one_of! {
    Reply: decode, encode;
    Done(Done): is_done, as_done constant "ok" = "true" constant "version" = "1" required "ok", "id";
    Failed(Failed): is_failed, as_failed constant "ok" = "false" required "ok", "error";
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Done {
    ok: bool,
    version: Option<f64>,
    id: String,
}

crate::structure! {
    Done: decode, encode;
    required "ok", "id";
    "ok" => ok;
    "version" => version;
    "id" => id;
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Failed {
    ok: bool,
    error: String,
    id: Option<String>,
}

crate::structure! {
    Failed: decode, encode;
    required "ok", "error";
    "ok" => ok;
    "error" => error;
    "id" => id;
}

/// With one alternative that is an object.
#[derive(Clone, Debug, PartialEq)]
enum Wrapped {
    List(Vec<i64>),
    Small(Box<Small>),
    Low(Level),
    Other(Rank),
    Unknown(Json),
}

crate::one_of! {
    Wrapped: decode, encode;
    List(Vec<i64>): is_list, as_list;
    Small(Small): is_small, as_small constant "type" = "small" required "id";
    Low(Level): is_low, as_low;
    Other(Rank): is_other, as_other;
}

#[derive(Clone, Debug, PartialEq)]
enum Rank {
    First,
    Unknown(i64),
}

crate::integer_enumeration! {
    Rank;
    First => 3;
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Change {
    name: Option<Nullable<String>>,
    owner: Option<String>,
    count: u64,
    day: Option<jiff::civil::Date>,
}

crate::structure! {
    Change: decode, encode;
    required "owner", "count";
    "name" => name;
    "owner" => owner or null;
    "count" => count;
    "day" => day;
}

#[track_caller]
fn same(json: &str) {
    both::<Any>(json);
}

/// The value that both readers read, which is written as it was.
#[track_caller]
fn both<T: Decode + Encode + Debug + PartialEq>(json: &str) -> T {
    let value: Json = serde_json::from_str(json).unwrap();
    let found: T = read(json).unwrap();
    assert_eq!(serde_json::from_str::<Json>(&written(&found)).unwrap(), value, "{found:?}");
    let bridged: T = super::deserialize(&value).unwrap();
    assert_eq!(bridged, found, "both readers agree on {json}");
    found
}

#[test]
fn a_tag_names_the_alternative_wherever_it_stands() {
    let pet: Pet = read(r#"{"lives": 9, "name": "Tom", "kind": "Cat"}"#).unwrap();
    assert_eq!(pet.as_cat().map(|cat| cat.lives), Some(Some(9)));
    assert_eq!(written(&pet), r#"{"kind":"Cat","name":"Tom","lives":9}"#);
    let pet: Pet =
        read(r#"{"kind":"dog","name":"Rex","owner":{"kind":"cat","name":"T"},"x":[1]}"#).unwrap();
    let dog = pet.as_dog().unwrap();
    assert!(dog.owner.as_ref().is_some_and(|owner| owner.is_cat()));
    assert_eq!(dog.rest["x"], serde_json::json!([1]));
}

#[test]
fn a_tag_that_is_not_set_is_written() {
    let cat = Cat { name: "Tom".to_owned(), ..Cat::default() };
    assert_eq!(written(&Pet::from(cat)), r#"{"kind":"cat","name":"Tom"}"#);
    let dog = Dog { name: "Rex".to_owned(), ..Dog::default() };
    assert_eq!(written(&Pet::from(dog)), r#"{"kind":"dog","name":"Rex"}"#);
}

#[test]
fn unknown_values_are_sent_back_unchanged() {
    for json in [r#"{"kind":"bird","wings":[2,null]}"#, r#""text""#, "[{}]", "5"] {
        let pet: Pet = read(json).unwrap();
        assert!(matches!(pet, Pet::Unknown(_)), "{json}: {pet:?}");
        assert_eq!(written(&pet), json);
    }
}

#[test]
fn a_value_that_does_not_have_the_types_of_its_alternative_is_kept() {
    let json = r#"{"kind":"cat","lives":"nine","name":"Tom"}"#;
    assert_eq!(written(&read::<Pet>(json).unwrap()), json);
    let inner = r#"{"kind":"dog","name":"Rex","owner":{"kind":"cat","lives":"nine"}}"#;
    let pet: Pet = read(inner).unwrap();
    assert!(pet.is_dog());
    let sent: Json = serde_json::from_str(&written(&pet)).unwrap();
    assert_eq!(sent["owner"]["lives"], "nine");
}

#[test]
fn scalars_and_lists_are_told_apart_by_their_form() {
    assert!(read::<Any>(r#""a""#).unwrap().is_text());
    assert!(read::<Any>(r#""2024-01-31T12:00:00Z""#).unwrap().is_at());
    assert!(read::<Any>("7").unwrap().is_whole());
    assert!(read::<Any>("7.5").unwrap().is_ratio());
    assert!(read::<Any>("true").unwrap().is_flag());
    assert!(read::<Any>(r#"["a"]"#).unwrap().is_texts());
    assert!(read::<Any>("[1]").unwrap().is_numbers());
    assert!(matches!(read::<Any>("[[1]]").unwrap(), Any::Unknown(_)));
    for json in [r#""a""#, "7", "7.5", "true", r#"["a"]"#, "[1]", "[[1]]", "[]", r#"[1,"a"]"#] {
        same(json);
    }
}

#[test]
fn objects_are_told_apart_by_constants_required_and_known_members() {
    assert!(read::<Any>(r#"{"id":"1","type":"small"}"#).unwrap().is_small());
    assert!(read::<Any>(r#"{"id":"1","size":2}"#).unwrap().is_large());
    assert!(read::<Any>(r#"{"id":"1","size":2,"type":"other"}"#).unwrap().is_large());
    // Without a member that only the other one has.
    assert!(read::<Any>(r#"{"id":"1"}"#).unwrap().is_small());
    for json in [
        r#"{"id":"1","type":"small"}"#,
        r#"{"id":"1","size":2}"#,
        r#"{"id":"1"}"#,
        r#"{"other":1}"#,
        r#"{"id":"1","size":"two"}"#,
    ] {
        same(json);
    }
}

#[test]
fn objects_are_told_apart_by_constants_that_are_booleans_and_numbers() {
    assert!(both::<Reply>(r#"{"ok":true,"id":"1"}"#).is_done());
    assert!(both::<Reply>(r#"{"ok":true,"version":1.0,"id":"1"}"#).is_done());
    assert!(both::<Reply>(r#"{"ok":false,"error":"e","id":"1"}"#).is_failed());
    let other = both::<Reply>(r#"{"ok":true,"version":2,"id":"1"}"#);
    assert!(matches!(other, Reply::Unknown(_)), "{other:?}");
}

#[test]
fn an_empty_string_is_no_value_where_a_time_is_optional() {
    let large: Any = read(r#"{"id":"x","size":1,"made":""}"#).unwrap();
    assert_eq!(written(&large), r#"{"id":"x","size":1}"#);
}

#[test]
fn an_object_of_no_complete_alternative_is_unknown() {
    for json in ["{}", r#"{"id":"1"}"#, r#"{"error":"e"}"#, r#"{"x":1}"#] {
        let reply = both::<Reply>(json);
        assert!(matches!(reply, Reply::Unknown(_)), "{json}: {reply:?}");
    }
    for json in ["{}", r#"{"q":1}"#, r#"{"type":"large","id":"1"}"#, r#"{"type":null}"#] {
        let wrapped = both::<Wrapped>(json);
        assert!(matches!(wrapped, Wrapped::Unknown(_)), "{json}: {wrapped:?}");
    }
    assert!(both::<Wrapped>(r#"{"id":"1"}"#).is_small());
    // Without the tag.
    for json in [r#"{"name":"Tom"}"#, r#"{"kind":null,"name":"Tom"}"#, r#"{"kind":1}"#] {
        let pet = both::<Pet>(json);
        assert!(matches!(pet, Pet::Unknown(_)), "{json}: {pet:?}");
    }
}

#[test]
fn an_alternative_that_constants_alone_name_may_lack_required_members() {
    assert!(read::<Reply>(r#"{"ok":true}"#).unwrap().is_done());
    assert!(read::<Reply>(r#"{"ok":false,"id":"1"}"#).unwrap().is_failed());
    assert!(read::<Wrapped>(r#"{"type":"small"}"#).unwrap().is_small());
    // The tag does, too.
    assert!(read::<Pet>(r#"{"kind":"cat"}"#).unwrap().is_cat());
}

#[test]
fn an_integer_is_of_the_enum_that_has_it() {
    assert!(both::<Wrapped>("3").is_other());
    assert!(both::<Wrapped>("2").is_low());
    assert_eq!(both::<Wrapped>("7").as_low(), Some(&Level::Unknown(7)));
    assert!(both::<Any>("2").is_level());
}

#[test]
fn absent_null_and_a_value_are_told_apart() {
    let change = |name| Change { name, ..Change::default() };
    assert_eq!(written(&change(None)), r#"{"owner":null,"count":0}"#);
    assert_eq!(written(&change(Some(Nullable::Null))), r#"{"name":null,"owner":null,"count":0}"#);
    let set = change(Some("x".into()));
    assert_eq!(written(&set), r#"{"name":"x","owner":null,"count":0}"#);
    assert_eq!(read::<Change>(r#"{"name":null}"#).unwrap().name, Some(Nullable::Null));
    assert_eq!(read::<Change>(r#"{"name":"x","name":null}"#).unwrap().name, Some(Nullable::Null));
    assert_eq!(read::<Change>(r#"{"name":"x"}"#).unwrap().name, Some("x".into()));
    assert_eq!(read::<Change>("{}").unwrap().name, None);
    let bridged: Change =
        super::deserialize(&serde_json::json!({"name": null, "owner": null, "count": 1})).unwrap();
    assert_eq!(bridged.name, Some(Nullable::Null));
}

#[test]
fn unsigned_integers_and_dates_are_exact() {
    let json = r#"{"owner":null,"count":18446744073709551615,"day":"2024-02-29"}"#;
    let change: Change = read(json).unwrap();
    assert_eq!((change.count, written(&change)), (u64::MAX, json.to_owned()));
    assert!(read::<Change>(r#"{"count":-1}"#).is_err());
    let day = read::<Change>(r#"{"day":"2024-02-29T00:00:00Z"}"#).unwrap().day;
    assert_eq!(day, Some(jiff::civil::date(2024, 2, 29)));
}

#[test]
fn members_without_a_row_are_kept_and_do_not_replace_known_ones() {
    let mut dog: Dog = read(r#"{"name":"Rex","a":1,"b":null}"#).unwrap();
    assert_eq!(dog.rest.len(), 2);
    assert_eq!(written(&dog), r#"{"name":"Rex","a":1,"b":null}"#);
    dog.rest.insert("name".to_owned(), "other".into());
    assert_eq!(written(&dog), r#"{"name":"Rex","a":1,"b":null}"#);
    let bridged: Dog = super::deserialize(&serde_json::json!({"name": "Rex", "a": 1})).unwrap();
    assert_eq!(bridged.rest["a"], 1);
}

#[test]
fn integers_of_an_enum_are_open() {
    assert_eq!(read::<Level>("2").unwrap(), Level::High);
    assert_eq!(read::<Level>("2.0").unwrap(), Level::High);
    assert_eq!(read::<Level>("9").unwrap(), Level::Unknown(9));
    assert_eq!(written(&vec![Level::Low, Level::Unknown(9)]), "[1,9]");
    assert_eq!("2".parse(), Ok(Level::High));
}

#[test]
fn an_input_whose_tag_names_an_alternative_that_it_is_not_is_an_error() {
    let read = |value: Json| super::deserialize::<Pet, _>(value).map_err(|error| error.to_string());
    let error = read(serde_json::json!({"kind": "cat"})).unwrap_err();
    assert!(error.contains("missing field `name`"), "{error}");
    let error = read(serde_json::json!({"kind": "cat", "name": 1})).unwrap_err();
    assert!(error.contains("`name`"), "{error}");
    let nested = serde_json::json!({"kind": "dog", "name": "Rex", "owner": {"kind": "cat"}});
    let error = read(nested).unwrap_err();
    assert!(error.contains("`owner`") && error.contains("missing field `name`"), "{error}");
    // Without a tag, or with one that no alternative has, it is kept.
    for value in [serde_json::json!({"lives": 9}), serde_json::json!({"kind": "cow", "name": 1})] {
        assert_eq!(read(value.clone()).unwrap(), Pet::Unknown(value));
    }
    // A response is read as far as it can be.
    let cat = super::tests::read::<Pet>(r#"{"kind":"cat"}"#);
    assert!(cat.unwrap().is_cat());
}
