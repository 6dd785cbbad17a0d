//! Takes out of a recording what tells who made it: the same text is always replaced by the same
//! stand-in, so that what belongs together still does.

use std::collections::{BTreeMap, HashMap};

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::file::{Body, Exchange, Outcome};
use super::holes::{Kind, holes};
use crate::redact::is_secret;
use crate::uri::push_encoded;

/// A text shorter than this is not looked for outside of its own place: it may be part of anything.
const SHORTEST_SECRET: usize = 8;

/// Names of members that are drawn anew for each call.
const RANDOM_NAMES: &[&str] = &["clientToken", "clientRequestToken", "idempotencyToken"];

/// Whether what stands under this name is no part of what a call asks for.
pub(super) fn is_hole(name: &str, secrets: &[String]) -> bool {
    is_secret(
        name,
        secrets
            .iter()
            .map(String::as_str)
            .chain(RANDOM_NAMES.iter().copied()),
    )
}

/// Scrubs all exchanges of a recording; `tokens` are secrets that stand in none of them by name.
pub(super) fn scrub(exchanges: &mut [Exchange], secrets: &[String], tokens: Vec<String>) {
    let mut scrubber = Scrubber {
        secrets,
        stand_ins: HashMap::new(),
        learned: tokens
            .into_iter()
            .filter(|token| token.len() >= SHORTEST_SECRET)
            .collect(),
    };
    // What is a secret in one place may be repeated, under no name, before or after.
    for exchange in &*exchanges {
        for body in bodies(exchange) {
            if let Body::Json(value) = body {
                scrubber.learn(value, false);
            }
        }
    }
    for exchange in exchanges {
        let request = &mut exchange.request;
        request.path = scrubber.target(&request.path);
        scrubber.headers(&mut request.headers);
        scrubber.body(&mut request.body);
        if let Outcome::Answer(answer) = &mut exchange.outcome {
            scrubber.headers(&mut answer.headers);
            scrubber.body(&mut answer.body);
        }
    }
}

fn bodies(exchange: &Exchange) -> impl Iterator<Item = &Body> {
    let answer = match &exchange.outcome {
        Outcome::Answer(answer) => Some(&answer.body),
        Outcome::Failure(_) => None,
    };
    std::iter::once(&exchange.request.body).chain(answer)
}

struct Scrubber<'a> {
    secrets: &'a [String],
    stand_ins: HashMap<String, String>,
    learned: Vec<String>,
}

impl Scrubber<'_> {
    fn learn(&mut self, value: &Value, inside: bool) {
        match value {
            Value::String(text) if inside && self.is_new(text) => self.learned.push(text.clone()),
            Value::Array(elements) => elements.iter().for_each(|it| self.learn(it, inside)),
            Value::Object(members) => {
                for (name, member) in members {
                    self.learn(member, inside || is_hole(name, self.secrets));
                }
            }
            _ => {}
        }
    }

    /// Whether a secret is worth looking for, and not yet looked for.
    fn is_new(&self, secret: &String) -> bool {
        secret.len() >= SHORTEST_SECRET && !self.learned.contains(secret)
    }

    fn stand_in(&mut self, kind: Kind, text: &str) -> String {
        if let Some(known) = self.stand_ins.get(text) {
            return known.clone();
        }
        let number = self.stand_ins.len() + 1;
        let made = match kind {
            Kind::Account => format!("{}", 100_000_000_000_usize + number),
            Kind::AccessKey => format!("AKIA{number:016}"),
            // Both halves of the rule for secrets know it again: the name's and the token's.
            Kind::Secret => format!("eyJzY3J1YmJlZA.{number}.x"),
        };
        self.stand_ins.insert(text.to_owned(), made.clone());
        made
    }

    fn text(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in self.learned.clone() {
            if text.contains(&secret) {
                let stand_in = self.stand_in(Kind::Secret, &secret);
                text = text.replace(&secret, &stand_in);
            }
        }
        let mut clean = String::with_capacity(text.len());
        let mut done = 0;
        for (at, kind) in holes(&text) {
            clean.push_str(text.get(done..at.start).unwrap_or_default());
            let found = text.get(at.clone()).unwrap_or_default();
            let is_stand_in = self.stand_ins.values().any(|stand_in| stand_in == found);
            match is_stand_in {
                true => clean.push_str(found),
                false => clean.push_str(&self.stand_in(kind, found)),
            }
            done = at.end;
        }
        clean.push_str(text.get(done..).unwrap_or_default());
        clean
    }

    fn value(&mut self, value: &mut Value, inside: bool) {
        match value {
            Value::String(text) if inside => *text = self.stand_in(Kind::Secret, text),
            Value::String(text) => *text = self.text(text),
            Value::Number(_) if inside => *value = Value::from(0),
            Value::Number(number) => {
                let text = number.to_string();
                if let [(_, Kind::Account)] = holes(&text).as_slice() {
                    let stand_in = self.stand_in(Kind::Account, &text);
                    *value = stand_in.parse::<u64>().map_or(Value::Null, Value::from);
                }
            }
            Value::Array(elements) => {
                elements
                    .iter_mut()
                    .for_each(|element| self.value(element, inside));
            }
            Value::Object(members) => {
                let mut clean = Map::new();
                for (name, mut member) in std::mem::take(members) {
                    self.value(&mut member, inside || is_hole(&name, self.secrets));
                    clean.insert(self.text(&name), member);
                }
                *members = clean;
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn body(&mut self, body: &mut Body) {
        match body {
            Body::Json(value) => self.value(value, false),
            Body::Text(text) => *text = self.text(text),
            Body::Empty | Body::Bytes(_) => {}
        }
    }

    fn headers(&mut self, headers: &mut BTreeMap<String, Vec<String>>) {
        for value in headers.values_mut().flatten() {
            *value = self.text(value);
        }
    }

    /// Path and query: cut into pieces, each of which is decoded to be looked at.
    fn target(&mut self, target: &str) -> String {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let segments: Vec<String> = path
            .split('/')
            .map(|segment| self.encoded(segment, false))
            .collect();
        let mut clean = segments.join("/");
        for (at, pair) in query.split('&').filter(|pair| !pair.is_empty()).enumerate() {
            clean.push(if at == 0 { '?' } else { '&' });
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let is_hole = is_hole(&decoded(name), self.secrets);
            clean.push_str(&self.encoded(name, false));
            clean.push('=');
            clean.push_str(&self.encoded(value, is_hole));
        }
        clean
    }

    fn encoded(&mut self, piece: &str, is_secret: bool) -> String {
        let text = decoded(piece);
        let text = match is_secret {
            true => self.stand_in(Kind::Secret, &text),
            false => self.text(&text),
        };
        let mut encoded = String::new();
        push_encoded(&mut encoded, &text);
        encoded
    }
}

/// A piece of a path or query as text.
pub(super) fn decoded(piece: &str) -> String {
    percent_decode_str(piece).decode_utf8_lossy().into_owned()
}
