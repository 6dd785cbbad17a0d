//! Inputs sampled from the generator's model of a service, the same in each run, with special characters.

use crate::Case;
use generator::service::{Binding, Constraints, Member, Operation, Service, ShapeKind, Type};
use serde_json::{Map, Value, json};

/// The nesting depth from which only required members are set.
const DEPTH: usize = 3;

/// The cases of all operations.
pub(crate) fn cases(service: &Service) -> Vec<Case> {
    let operations = service.operations.iter();
    operations.flat_map(|operation| of_operation(service, operation)).collect()
}

/// Inputs with the required, all, and some members.
fn of_operation(service: &Service, operation: &Operation) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (name, share) in [("required", 0_u64), ("all", 100), ("some", 50)] {
        let seed = operation
            .name
            .bytes()
            .fold(share, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
        let mut sampler = Sampler { service, state: seed, share };
        let case = sampler.case(operation, name);
        if cases.iter().all(|other| other.input != case.input) {
            cases.push(case);
        }
    }
    cases
}

struct Sampler<'a> {
    service: &'a Service,
    state: u64,
    /// The percentage of optional members that are set.
    share: u64,
}

impl Sampler<'_> {
    fn case(&mut self, operation: &Operation, name: &'static str) -> Case {
        let mut input = Map::new();
        let mut tokens = Vec::new();
        for member in &operation.input {
            let key = key(operation, member);
            if member.required || self.next(100) < self.share {
                let value = match member.binding {
                    Binding::Path => self.label(member),
                    _ => self.value(&member.target, &member.constraints, 0),
                };
                input.insert(key, value);
            } else if member.idempotency_token {
                tokens.push(member.wire_name.clone());
            }
        }
        Case { operation: operation.name.clone(), name, input, tokens }
    }

    fn label(&mut self, member: &Member) -> Value {
        match &member.target {
            Type::String | Type::Secret => {
                const LABELS: &[&str] = &["a", "a:b/c d", "é?#&%2F+", "x.y-z_~", "..."];
                LABELS[self.pick(LABELS.len())].into()
            }
            target => self.value(target, &member.constraints, 0),
        }
    }

    fn value(&mut self, target: &Type, limits: &Constraints, depth: usize) -> Value {
        match target {
            Type::Named(id) => self.shape(id, depth),
            Type::String | Type::Secret => self.string(limits).into(),
            Type::Boolean => (self.next(2) == 0).into(),
            Type::Integer | Type::Integer32 => self.integer(limits).into(),
            Type::Unsigned => self.integer(limits).unsigned_abs().into(),
            Type::Date => "2023-08-01".into(),
            Type::Float | Type::Double => (self.integer(limits) as f64 + 0.5).into(),
            Type::Timestamp(_) => {
                ["2023-08-01T12:00:00Z", "1999-12-31T23:59:59Z"][self.pick(2)].into()
            }
            Type::Blob | Type::Stream | Type::SizedStream => {
                ["AAEC/w==", "e30="][self.pick(2)].into()
            }
            Type::Json => json!({"free": [1, "two", null]}),
            Type::JsonString => "{\"free\":[1,\"two\"]}".into(),
            Type::List(element) => {
                let limits = limits.element.as_deref().cloned().unwrap_or_default();
                // Ends recursive shapes.
                let count = match depth {
                    0..=DEPTH => 1 + self.pick(2),
                    _ => usize::from(depth < 3 * DEPTH),
                };
                (0..count).map(|_| self.value(element, &limits, depth + 1)).collect()
            }
            Type::Nullable(value) => self.value(value, limits, depth),
            Type::Map(value) => {
                let limits = limits.element.as_deref().cloned().unwrap_or_default();
                // Sorted: the SDK's maps are sorted, boto3 keeps the caller's order.
                let keys = ["a b&c=d", "key"].into_iter().take(1 + self.pick(2));
                let entries =
                    keys.map(|key| (key.to_owned(), self.value(value, &limits, depth + 1)));
                Value::Object(entries.collect())
            }
        }
    }

    fn shape(&mut self, id: &str, depth: usize) -> Value {
        let service = self.service;
        match service.shapes.get(id).map(|shape| &shape.kind) {
            Some(ShapeKind::Enum(values)) => match values.is_empty() {
                true => Value::Null,
                false => values[self.pick(values.len())].value.as_str().into(),
            },
            Some(ShapeKind::IntegerEnum(values)) => match values.is_empty() {
                true => Value::Null,
                false => values[self.pick(values.len())].value.into(),
            },
            Some(ShapeKind::OneOf(one_of)) => {
                let alternative = &one_of.alternatives[self.pick(one_of.alternatives.len())];
                self.value(&alternative.target, &alternative.constraints, depth + 1)
            }
            Some(ShapeKind::Structure(members)) => {
                let mut object = Map::new();
                for member in members {
                    let is_set = depth < DEPTH && self.next(100) < self.share;
                    if member.required || is_set {
                        let value = self.value(&member.target, &member.constraints, depth + 1);
                        object.insert(member.wire_name.clone(), value);
                    }
                }
                Value::Object(object)
            }
            Some(ShapeKind::Union(members)) => {
                let member = &members[self.pick(members.len())];
                let value = self.value(&member.target, &member.constraints, depth + 1);
                Value::Object(Map::from_iter([(member.wire_name.clone(), value)]))
            }
            None => Value::Null,
        }
    }

    fn string(&mut self, limits: &Constraints) -> String {
        const STRINGS: &[&str] =
            &["plain", "two words & more=yes", "é ü \u{1F600}", "a/b:c?d#e%20f+g", "\"q\" \\ '"];
        let string = STRINGS[self.pick(STRINGS.len())];
        let least = usize::try_from(limits.min_length.unwrap_or(0)).unwrap_or(0).min(2000);
        let mut string = string.to_owned();
        while string.chars().count() < least {
            string.push('x');
        }
        string
    }

    fn integer(&mut self, limits: &Constraints) -> i64 {
        let least = limits.minimum.unwrap_or(0.0) as i64;
        let most = limits.maximum.unwrap_or(i32::MAX.into()) as i64;
        [least, most, least.midpoint(most)][self.pick(3)]
    }

    fn pick(&mut self, count: usize) -> usize {
        usize::try_from(self.next(count as u64)).unwrap_or_default()
    }

    /// A random number below `bound`.
    fn next(&mut self, bound: u64) -> u64 {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % bound
    }
}

/// The key of a member in the SDK's JSON: the wire name, unless another member has it too.
fn key(operation: &Operation, member: &Member) -> String {
    let is_other =
        |other: &&Member| other.name != member.name && other.wire_name == member.wire_name;
    let clash = operation.input.iter().find(is_other);
    let location = match member.binding {
        Binding::Body | Binding::Payload | Binding::Status => return member.wire_name.clone(),
        bound => bound.location(),
    };
    match clash {
        Some(_) => format!("{} ({location})", member.wire_name),
        None => member.wire_name.clone(),
    }
}
