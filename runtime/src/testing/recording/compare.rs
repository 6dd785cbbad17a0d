//! Whether a request is the one that was recorded, and if not, what is different.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::file::{Body, Request};
use super::holes::{Kind, holes};
use super::scrub::{decoded, is_hole};

/// A request, cut into its smallest parts: what each is, under the place where it stands.
pub(super) struct Facts(BTreeMap<String, Fact>);

/// A value with its holes marked, and what stood in them.
#[derive(Default)]
struct Fact {
    text: String,
    in_holes: Vec<String>,
}

/// Who stands for whom: in the request that came, and in the recording.
#[derive(Clone, Default)]
pub(super) struct Bindings {
    recorded: HashMap<String, String>,
    sent: HashMap<String, String>,
}

impl Facts {
    pub(super) fn new(request: &Request, secrets: &[String]) -> Self {
        let mut facts = Self(BTreeMap::new());
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        facts.add("method", Fact::plain(&request.method));
        for (at, segment) in path.split('/').skip(1).enumerate() {
            facts.add(&format!("path[{at}]"), Fact::new(&decoded(segment), false));
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decoded(name);
            let is_hole = is_hole(&name, secrets);
            facts.add(
                &format!("query.{name}"),
                Fact::new(&decoded(value), is_hole),
            );
        }
        match &request.body {
            Body::Empty => {}
            Body::Json(value) => facts.value("body", value, false, secrets),
            Body::Text(text) => facts.add("body", Fact::new(text, false)),
            Body::Bytes(digits) => facts.add("body", Fact::plain(digits)),
        }
        facts
    }

    fn value(&mut self, place: &str, value: &Value, inside: bool, secrets: &[String]) {
        match value {
            Value::Array(elements) if !elements.is_empty() => {
                for (at, element) in elements.iter().enumerate() {
                    self.value(&format!("{place}[{at}]"), element, inside, secrets);
                }
            }
            Value::Object(members) if !members.is_empty() => {
                for (name, member) in members {
                    let inside = inside || is_hole(name, secrets);
                    // A key may name an account, too, and then keys differ where values do.
                    let name = Fact::new(name, false);
                    self.value(&format!("{place}.{}", name.text), member, inside, secrets);
                }
            }
            Value::String(text) => {
                let mut fact = Fact::new(text, inside);
                fact.text = format!("\"{}\"", fact.text);
                self.add(place, fact);
            }
            Value::Number(_) if inside => self.add(place, Fact::plain(Kind::Secret.name())),
            other => self.add(place, Fact::new(&other.to_string(), false)),
        }
    }

    /// Adds a fact; what stands in one place several times is numbered.
    fn add(&mut self, place: &str, fact: Fact) {
        let mut key = place.to_owned();
        let mut number = 1;
        while self.0.contains_key(&key) {
            number += 1;
            key = format!("{place} ({number})");
        }
        self.0.insert(key, fact);
    }

    /// Whether a request that was sent is this recorded one; then `bindings` know more.
    pub(super) fn is(&self, sent: &Self, bindings: &mut Bindings) -> bool {
        let mut tried = bindings.clone();
        let is = self.0.len() == sent.0.len()
            && self
                .0
                .iter()
                .zip(&sent.0)
                .all(|((place, recorded), (other, sent))| {
                    place == other && recorded.is(sent, &mut tried)
                });
        if is {
            *bindings = tried;
        }
        is
    }

    /// How a request that was sent differs from this recorded one, each difference in words.
    pub(super) fn differences(&self, sent: &Self) -> Vec<String> {
        let places = self
            .0
            .keys()
            .chain(sent.0.keys().filter(|key| !self.0.contains_key(*key)));
        let mut found = Vec::new();
        for place in places {
            match (self.0.get(place), sent.0.get(place)) {
                (Some(recorded), Some(sent)) if recorded.text != sent.text => found.push(format!(
                    "`{place}` was {} and is {}",
                    recorded.text, sent.text
                )),
                (Some(recorded), None) => {
                    found.push(format!("`{place}` was {} and is missing", recorded.text));
                }
                (None, Some(sent)) => {
                    found.push(format!("`{place}` is {} and was missing", sent.text))
                }
                _ => {}
            }
        }
        if found.is_empty() {
            found.push(
                "it names another account, key or secret than the requests before".to_owned(),
            );
        }
        found
    }

    /// Whether method and path are the same.
    pub(super) fn has_the_target_of(&self, other: &Self) -> bool {
        let target = |facts: &Self| -> Vec<(String, String)> {
            let all = facts.0.iter();
            all.filter(|(place, _)| *place == "method" || place.starts_with("path["))
                .map(|(place, fact)| (place.clone(), fact.text.clone()))
                .collect()
        };
        target(self) == target(other)
    }
}

impl Fact {
    fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            in_holes: Vec::new(),
        }
    }

    fn new(text: &str, is_hole: bool) -> Self {
        if is_hole {
            return Self {
                text: Kind::Secret.name().to_owned(),
                in_holes: vec![text.to_owned()],
            };
        }
        let mut fact = Self::default();
        let mut done = 0;
        for (at, kind) in holes(text) {
            fact.text
                .push_str(text.get(done..at.start).unwrap_or_default());
            fact.text.push_str(kind.name());
            done = at.end;
            fact.in_holes.extend(text.get(at).map(str::to_owned));
        }
        fact.text.push_str(text.get(done..).unwrap_or_default());
        fact
    }

    fn is(&self, sent: &Self, bindings: &mut Bindings) -> bool {
        self.text == sent.text
            && self.in_holes.len() == sent.in_holes.len()
            && self
                .in_holes
                .iter()
                .zip(&sent.in_holes)
                .all(|(recorded, sent)| bindings.bind(recorded, sent))
    }
}

impl Bindings {
    /// Whether `sent` can stand for `recorded`. A stand-in always stands for itself: the program
    /// has it from a recorded answer.
    fn bind(&mut self, recorded: &str, sent: &str) -> bool {
        if recorded == sent {
            return true;
        }
        let known = self
            .recorded
            .entry(recorded.to_owned())
            .or_insert_with(|| sent.to_owned());
        let back = self
            .sent
            .entry(sent.to_owned())
            .or_insert_with(|| recorded.to_owned());
        known == sent && back == recorded
    }
}
