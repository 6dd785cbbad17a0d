//! The schemas of inputs, which the conversion inlined into request bodies although the components have them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::inlined::{reference_to, values};
use super::members::{annotations, wire_name};
use super::{operations, referents, string, target};
use crate::openapi::extensions::is_known;
use crate::openapi::report::Report;
use crate::openapi::structure::JSON;
use crate::pointer::Pointer;

/// The suffixes of the names of input schemas.
const SUFFIXES: &[&str] = &["Request", "Input", "Message"];

/// Replaces the schema of each request body by a reference to the input's schema.
///
/// Bodies are inlined by one level: names of nested enums and structures are gone, and the description of a
/// member's type replaces the member's own. The full schema stands among the components, with a `title`
/// equal to its name: `{operationId}` + `Request`, `Input` or `Message` (3,124 of 3,132), else one with the
/// same properties of the same types. Without either the inlined one is read, and a warning names the extensions that
/// it lacks. The input of a request without a body is named by `x-input`.
pub(super) fn refer_to_inputs(document: &mut Value, report: &mut Report<'_>) {
    let operations = operations(document);
    let inputs = Inputs::of(document, &operations);
    let mut changes: Vec<(Pointer, Value)> = Vec::new();
    for (path, method) in &operations {
        let operation = Pointer::root().child("paths").child(path).child(method);
        let Some(id) = operation.child("operationId").resolve(document).and_then(Value::as_str)
        else {
            continue;
        };
        if let Some(name) = inputs.by_name(id)
            && operation.child("x-input").resolve(document).is_none()
        {
            changes.push((operation.child("x-input"), reference_to(name)));
        }
        let body = operation.child("requestBody");
        let Some(value) = body.resolve(document) else {
            continue;
        };
        let body = match target(value) {
            Some(reference) => Pointer::parse(reference).unwrap_or(body),
            None => body,
        };
        let at = body.child("content").child(JSON).child("schema");
        let Some(inlined) = at.resolve(document).and_then(structure) else {
            continue;
        };
        match inputs.by_name(id).or_else(|| inputs.by_properties(id, inlined)) {
            Some(name) => {
                inputs.warn_of_difference(name, inlined, &at, report);
                changes.push((at, reference_to(name)));
            }
            None => inputs.warn_of_loss(id, inlined, &at, report),
        }
    }
    for (pointer, value) in changes {
        let parent = pointer.parent().and_then(|parent| document.pointer_mut(parent.as_str()));
        if let (Some(Value::Object(parent)), Some(key)) = (parent, pointer.key()) {
            parent.insert(key, value);
        }
    }
}

/// The schemas of inputs.
struct Inputs<'v> {
    document: &'v Value,
    /// The schemas by name, in the order of the document.
    schemas: IndexMap<&'v str, &'v Map<String, Value>>,
    /// Names of schemas that an operation has by its own name.
    taken: HashSet<String>,
}

impl<'v> Inputs<'v> {
    fn of(document: &'v Value, operations: &[(String, &str)]) -> Self {
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        let titled = schemas.into_iter().flatten().filter_map(|(name, schema)| {
            let object = structure(schema)?;
            (string(schema, "title") == Some(name)).then_some((name.as_str(), object))
        });
        let mut inputs = Self { document, schemas: titled.collect(), taken: HashSet::new() };
        let ids = operations.iter().filter_map(|(path, method)| {
            string(document["paths"].get(path)?.get(method)?, "operationId")
        });
        inputs.taken = ids.filter_map(|id| inputs.by_name(id)).map(str::to_owned).collect();
        inputs
    }

    fn by_name(&self, id: &str) -> Option<&'v str> {
        SUFFIXES.iter().find_map(|suffix| {
            let (name, _) = self.schemas.get_key_value(format!("{id}{suffix}").as_str())?;
            Some(*name)
        })
    }

    /// The schema with the same properties that no operation has by name; among several, the one with most members
    /// of equal type, then the one whose name begins most like the operation's.
    fn by_properties(&self, id: &str, inlined: &Map<String, Value>) -> Option<&'v str> {
        let mut best = None;
        for (name, titled) in self.free() {
            let Some(equal) = self.equal_members(titled, inlined) else {
                continue;
            };
            let alike = name.bytes().zip(id.bytes()).take_while(|(a, b)| a == b).count();
            if best.is_none_or(|(most, _)| (equal, alike) > most) {
                best = Some(((equal, alike), name));
            }
        }
        best.map(|(_, name)| name)
    }

    /// The schemas that no operation has by its own name.
    fn free(&self) -> impl Iterator<Item = (&'v str, &'v Map<String, Value>)> {
        let schemas = self.schemas.iter().map(|(name, schema)| (*name, *schema));
        schemas.filter(|(name, _)| !self.taken.contains(*name))
    }

    /// How many members of a schema equal those of an inlined one; `None` if it is another one. A member that an
    /// overlay added to the schema because it is in a header is not in the inlined one.
    fn equal_members(
        &self,
        titled: &Map<String, Value>,
        inlined: &Map<String, Value>,
    ) -> Option<usize> {
        let (titled, mut inlined) = (members(titled), members(inlined));
        let mut equal = 0;
        for (key, titled) in titled {
            match inlined.remove(key) {
                Some(inlined) => match self.likeness(titled, inlined, 0)? {
                    Likeness::Equal => equal += 1,
                    Likeness::Compatible => {}
                },
                None if is_in_header(titled) => {}
                None => return None,
            }
        }
        inlined.is_empty().then_some(equal)
    }

    /// Compares two schemas; `None` if no value of one fits the other. A keyword that only one of them has is what an
    /// overlay added, and so are further values of an enum.
    fn likeness(&self, titled: &Value, inlined: &Value, depth: usize) -> Option<Likeness> {
        if depth > MAX_DEPTH || (target(titled).is_some() && target(titled) == target(inlined)) {
            return Some(Likeness::Equal);
        }
        let (titled, inlined) = (self.resolved(titled), self.resolved(inlined));
        let mut likeness = Likeness::Equal;
        if string(titled, "type") != string(inlined, "type") {
            return None;
        }
        match (string(titled, "format"), string(inlined, "format")) {
            (titled, inlined) if titled == inlined => {}
            (Some(_), Some(_)) => return None,
            _ => likeness = Likeness::Compatible,
        }
        match (values(titled), values(inlined)) {
            (titled, inlined) if titled == inlined => {}
            (Some(titled), Some(inlined)) if inlined.iter().all(|value| titled.contains(value)) => {
                likeness = Likeness::Compatible;
            }
            _ => return None,
        }
        for key in ["items", "additionalProperties"] {
            match (titled.get(key), inlined.get(key)) {
                (None, None) => {}
                (Some(titled), Some(inlined)) => {
                    likeness = likeness.min(self.likeness(titled, inlined, depth + 1)?);
                }
                _ => return None,
            }
        }
        if let (Some(titled), Some(inlined)) = (structure(titled), structure(inlined)) {
            let (titled, inlined) = (members(titled), members(inlined));
            for (key, inlined) in &inlined {
                likeness = likeness.min(self.likeness(titled.get(key)?, inlined, depth + 1)?);
            }
            if titled.len() > inlined.len() {
                likeness = Likeness::Compatible;
            }
        }
        Some(likeness)
    }

    /// A schema behind its references.
    fn resolved<'s>(&self, schema: &'s Value) -> &'s Value
    where
        'v: 's,
    {
        referents(self.document, schema).last().map_or(schema, |(_, schema)| schema)
    }

    /// Reports what only the inlined copy has, which is not read.
    fn warn_of_difference(
        &self,
        name: &str,
        inlined: &Map<String, Value>,
        pointer: &Pointer,
        report: &mut Report<'_>,
    ) {
        let titled = members(self.schemas[name]);
        let mut ignored = Vec::new();
        for (key, inlined) in members(inlined) {
            match titled.get(key) {
                None => ignored.push(format!("`{key}`")),
                Some(titled) => {
                    let known: BTreeSet<&str> = self.extensions(titled).collect();
                    let own = own_extensions(inlined);
                    let lost = own.filter(|extension| !known.contains(extension));
                    ignored.extend(lost.map(|extension| format!("`{extension}` of `{key}`")));
                }
            }
        }
        if !ignored.is_empty() {
            report
                .warning("request-body-differs", &pointer.child("properties"))
                .found(format!("{}, which `{name}` does not have", ignored.join(", ")))
                .expected(format!("the members of `{name}`, from which the input is made"))
                .remedy(format!("change `{name}`: the inlined copy is not read"));
        }
    }

    /// Reports the extensions that the inlined copy lacks, where no schema fits: those of the schema that shares most
    /// of its members.
    fn warn_of_loss(
        &self,
        id: &str,
        inlined: &Map<String, Value>,
        pointer: &Pointer,
        report: &mut Report<'_>,
    ) {
        let inlined = members(inlined);
        let mut most = 0;
        let mut nearest = None;
        for (name, titled) in self.free() {
            let titled = members(titled);
            let shared = inlined.keys().filter(|key| titled.contains_key(*key)).count();
            if shared > most {
                most = shared;
                nearest = Some((name, titled));
            }
        }
        let Some((name, titled)) = nearest else {
            return;
        };
        let mut lost = Vec::new();
        for (key, inlined) in inlined {
            let Some(titled) = titled.get(key) else {
                continue;
            };
            let own: BTreeSet<&str> = own_extensions(inlined).collect();
            let titled: BTreeSet<&str> = self.extensions(titled).collect();
            lost.extend(titled.difference(&own).map(|lost| format!("`{lost}` of `{key}`")));
        }
        if !lost.is_empty() {
            report
                .warning("request-body-not-found", &pointer.child("properties"))
                .found(format!(
                    "members of `{id}` that no schema with a title has, without {}",
                    lost.join(", ")
                ))
                .expected(format!("the members of a schema such as `{name}`, with the same types"))
                .remedy("set the extensions on the members of the request body");
        }
    }

    /// The extensions of a member and of its schema that decide what the code does.
    fn extensions<'s>(&'s self, member: &'s Value) -> impl Iterator<Item = &'s str> {
        let resolved = self.resolved(member);
        own_extensions(member).chain(own_extensions(resolved))
    }
}

/// How alike two schemas are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// One has keywords or values that the other lacks.
    Compatible,
    /// Their types are the same.
    Equal,
}

/// The depth to which two schemas are compared.
const MAX_DEPTH: usize = 4;

/// The members of an object by their keys on the wire.
fn members(object: &Map<String, Value>) -> BTreeMap<&str, &Value> {
    let properties = object.get("properties").and_then(Value::as_object);
    let properties = properties.into_iter().flatten();
    properties.map(|(name, property)| (wire_name(name, property), property)).collect()
}

fn is_in_header(member: &Value) -> bool {
    own_extensions(member).any(|name| ["x-header", "x-header-prefix"].contains(&name))
}

/// The extensions of a schema and of the annotations of its reference that decide what the code does.
fn own_extensions(schema: &Value) -> impl Iterator<Item = &str> {
    let keys = annotations(schema).filter_map(Value::as_object).flat_map(Map::keys);
    keys.map(String::as_str).filter(|name| {
        // These are made from other keywords.
        is_known(name) && !["x-wire-name", "x-idempotency-token"].contains(name)
    })
}

/// The schema, if it is an object with known members.
fn structure(schema: &Value) -> Option<&Map<String, Value>> {
    let schema = schema.as_object()?;
    let is_object = schema.get("type").is_some_and(|kind| kind == "object");
    let is_map = match schema.get("additionalProperties") {
        None => !schema.contains_key("properties"),
        Some(values) => values != &Value::Bool(false),
    };
    (is_object && !is_map).then_some(schema)
}
