//! Values of one of several types (`oneOf` and `anyOf` of OpenAPI).
//!
//! JSON does not name the alternative, so that it is found from the value, in this order:
//!
//! 1. by the *tag*, a member of an object whose string names the alternative. A tag that no alternative has is an
//!    unknown value.
//! 2. by its kind: a string, a number, a boolean, a list or an object.
//! 3. for objects, by constants, by required members, and by the members that each alternative knows: it must know
//!    every member that one of the others knows, so that no member is lost. An object lacks no required member of its
//!    alternative, unless constants of that one alternative name it.
//! 4. by the types of the values within. The first of the most specific alternatives that they fit is taken.
//!
//! A value of no alternative is kept as JSON.

use std::cmp::Reverse;

use serde_json::Value as Json;

use super::decode::{Number, number_of};
use super::{
    Alternative, DecodeOutcome, OneOfSlot, OneOfTable, Slot, StructureView, View, timestamp,
};
use crate::Blob;

/// The nesting of values that is compared. Deeper parts fit anything.
const MAX_DEPTH: usize = 32;

/// How well a value fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// The number of members that are known, at any depth.
    known: usize,
    /// How specific the types of scalars are.
    rank: usize,
}

impl OneOfTable {
    /// The alternative that the tag of an object names; `None` if no alternative has tags or the value no tag.
    pub(super) fn tagged(&self, tag: &str) -> Option<usize> {
        self.alternatives.iter().position(|alternative| alternative.tags.contains(&tag))
    }
}

/// The alternative that a value is; `None` if it is none of them.
pub(super) fn choose(one_of: &mut dyn OneOfSlot, value: &Json) -> Option<usize> {
    choose_at(one_of, value, 0).map(|(alternative, _)| alternative)
}

fn choose_at(one_of: &mut dyn OneOfSlot, value: &Json, depth: usize) -> Option<(usize, Fit)> {
    let table = one_of.table();
    if !table.tag.is_empty()
        && let Some(Json::String(tag)) = value.get(table.tag)
    {
        let alternative = table.tagged(tag)?;
        let fit = fit(one_of.select(alternative), value, depth + 1)?;
        return Some((alternative, fit));
    }
    let alternatives = || table.alternatives.iter().enumerate();
    let possible = alternatives().filter(|(_, alternative)| !alternative.contradicts(value));
    let mut possible: Vec<(usize, &Alternative)> = match value {
        Json::Object(_) => {
            possible.filter(|(at, _)| is_object(one_of.select(*at), depth)).collect()
        }
        _ => possible.collect(),
    };
    if let Json::Object(members) = value {
        keep_best(&mut possible, |alternative| alternative.matched(value));
        let is_named = matches!(possible.as_slice(), [(_, one)] if one.matched(value).0 > 0);
        if !is_named {
            possible.retain(|(_, alternative)| alternative.is_complete(value, table.tag));
        }
        let mut keeps_all = vec![true; possible.len()];
        for key in members.keys() {
            let mut knows = |at: usize| knows(one_of.select(at), key, depth);
            let is_known: Vec<bool> = possible.iter().map(|(at, _)| knows(*at)).collect();
            if is_known.contains(&true) {
                let both = keeps_all.iter().zip(is_known).map(|(keeps, knows)| *keeps && knows);
                keeps_all = both.collect();
            }
        }
        let mut keeps_all = keeps_all.into_iter();
        possible.retain(|_| keeps_all.next() == Some(true));
    }
    let fits = possible.into_iter();
    let fits = fits.filter_map(|(at, _)| Some((at, fit(one_of.select(at), value, depth + 1)?)));
    // The first of equal ones.
    let best = fits.reduce(|best, next| if next.1 > best.1 { next } else { best });
    // A tag that an empty object lacks would be sent.
    best.filter(|(_, fit)| *fit != Fit::default() || table.tag.is_empty() && is_empty(value))
}

/// Keeps those with the greatest key.
fn keep_best<K: Ord>(possible: &mut Vec<(usize, &Alternative)>, key: impl Fn(&Alternative) -> K) {
    if let Some(best) = possible.iter().map(|(_, alternative)| key(alternative)).max() {
        possible.retain(|(_, alternative)| key(alternative) == best);
    }
}

/// Whether objects can be decoded into a slot.
fn is_object(slot: Slot<'_>, depth: usize) -> bool {
    match slot.present() {
        Slot::Structure(_) | Slot::Union(_) | Slot::Map(..) | Slot::Json(_) => true,
        Slot::OneOf(one_of) if depth < MAX_DEPTH => {
            let count = one_of.table().alternatives.len();
            (0..count).any(|at| is_object(one_of.select(at), depth + 1))
        }
        _ => false,
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Object(members) => members.is_empty(),
        Json::Array(elements) => elements.is_empty(),
        _ => false,
    }
}

impl Alternative {
    /// Whether a constant has another value.
    fn contradicts(&self, value: &Json) -> bool {
        self.constants.iter().any(|(key, constant)| {
            value.get(key).is_some_and(|found| !found.is_null() && !is_constant(found, constant))
        })
    }

    /// Whether an object is of this alternative, if no other one can be an object. Only the members that
    /// [`names`](Self::names) tells are read.
    pub(super) fn accepts(&self, value: &Json, tag: &str) -> bool {
        let is_named = self.matched(value).0 > 0;
        !self.contradicts(value) && (is_named || self.is_complete(value, tag))
    }

    /// Whether a member tells the alternative from others.
    pub(super) fn names(&self, key: &str) -> bool {
        self.required.contains(&key) || self.constants.iter().any(|(constant, _)| *constant == key)
    }

    /// The number of constants that the value has, which is greater the better it fits, and of those that it lacks.
    fn matched(&self, value: &Json) -> (usize, Reverse<usize>) {
        let has = |key: &str| value.get(key).is_some_and(|found| !found.is_null());
        let count = self.constants.iter().filter(|(key, _)| has(key)).count();
        let lacks = |key: &str| self.required.contains(&key) && !has(key);
        let missing = self.constants.iter().filter(|(key, _)| lacks(key)).count();
        (count, Reverse(missing))
    }

    /// Whether the value has the required members. The tag is a string.
    fn is_complete(&self, value: &Json, tag: &str) -> bool {
        let is_tag = |key: &str| !self.tags.is_empty() && key == tag;
        let mut required = self.required.iter();
        required.all(|key| value.get(key).is_some_and(|found| found.is_string() || !is_tag(key)))
    }
}

/// Whether a scalar is a constant of a table: that string, or the number or boolean with that text.
fn is_constant(value: &Json, constant: &str) -> bool {
    match value {
        Json::String(string) => string == constant,
        Json::Bool(found) => constant == if *found { "true" } else { "false" },
        Json::Number(number) => {
            number.as_f64().is_some_and(|number| constant.parse() == Ok(number))
        }
        _ => false,
    }
}

/// How well a value fits a slot; `None` if it cannot be decoded into it. The slot is filled with other values.
fn fit(mut slot: Slot<'_>, value: &Json, depth: usize) -> Option<Fit> {
    let rank = |rank: usize| Some(Fit { known: 0, rank });
    if depth > MAX_DEPTH || value.as_str() == Some("") && slot.is_optional_time() {
        return rank(1);
    }
    match (slot.present(), value) {
        (Slot::OneOf(one_of), value) => Some(choose_at(one_of, value, depth)?.1),
        (Slot::Json(_) | Slot::Ignored, _) => rank(1),
        (_, Json::Null) => rank(1),
        (Slot::Integer(slot), Json::Number(number)) if number.is_i64() => {
            slot.set(number.as_i64()?);
            rank(if slot.is_known() { 5 } else { 1 })
        }
        (Slot::Bool(_), Json::Bool(_)) => rank(2),
        (slot, Json::Number(number)) => {
            let number = number_of(number)?;
            let of_slot = match (&slot, number) {
                (Slot::I32(_) | Slot::I64(_) | Slot::U64(_), Number::Float(_)) => 1,
                (Slot::I32(_), _) => 4,
                (Slot::I64(_) | Slot::U64(_) | Slot::Integer(_), _) => 3,
                (Slot::Timestamp(_), _) => 1,
                _ => 2,
            };
            slot.number(number).ok()?;
            rank(of_slot)
        }
        (Slot::Enumeration(slot), Json::String(string)) => {
            slot.set(string);
            rank(if slot.is_known() { 4 } else { 1 })
        }
        (Slot::Timestamp(_), Json::String(string)) => {
            timestamp::parse(string.trim())?;
            rank(3)
        }
        // A time would be dropped, and a timestamp of a date alone would be written with one.
        (Slot::Date(_), Json::String(string)) => {
            let is_date = string.len() == timestamp::DATE_LENGTH;
            timestamp::parse_date(string).filter(|_| is_date)?;
            rank(4)
        }
        (Slot::String(_) | Slot::Secret(_), Json::String(_)) => rank(2),
        (Slot::Blob(_) | Slot::Stream(_), Json::String(string)) => {
            Blob::from_base64(string)?;
            rank(1)
        }
        (slot, Json::String(string)) => {
            slot.string(string).ok()?;
            rank(1)
        }
        (Slot::List(list, format), Json::Array(elements)) => {
            let mut total = Some(Fit { known: 0, rank: 1 });
            for element in elements {
                list.push(format, &mut |slot| {
                    total = add(total, fit(slot, element, depth + 1));
                    DecodeOutcome::Failed
                });
            }
            total
        }
        (Slot::Map(map, format), Json::Object(members)) => {
            let mut total = Some(Fit { known: 0, rank: 1 });
            for (key, member) in members {
                map.insert(key.clone(), format, &mut |slot| {
                    total = add(total, fit(slot, member, depth + 1));
                    DecodeOutcome::Failed
                });
            }
            total
        }
        (Slot::Structure(structure), Json::Object(members)) => {
            let mut total = Some(Fit::default());
            for (key, member) in members {
                match structure.member(key) {
                    Some(slot) => {
                        let of_member = Some(Fit { known: 1, rank: 0 });
                        total = add(add(total, of_member), fit(slot, member, depth + 1));
                    }
                    None => {
                        if let Some((map, format)) = structure.rest() {
                            total = add(total, Some(Fit { known: 0, rank: 1 }));
                            map.insert(key.clone(), format, &mut |slot| {
                                total = add(total, fit(slot, member, depth + 1));
                                DecodeOutcome::Failed
                            });
                        }
                    }
                }
            }
            total
        }
        (Slot::Union(union), Json::Object(members)) => {
            let is_known = members.keys().any(|key| union.member(key).is_some());
            rank(usize::from(is_known))
        }
        _ => None,
    }
}

fn add(left: Option<Fit>, right: Option<Fit>) -> Option<Fit> {
    let (left, right) = (left?, right?);
    Some(Fit { known: left.known + right.known, rank: left.rank + right.rank })
}

/// Whether an alternative keeps the member of an object.
pub(super) fn knows(slot: Slot<'_>, key: &str, depth: usize) -> bool {
    match slot.present() {
        Slot::Structure(structure) => structure.member(key).is_some() || structure.rest().is_some(),
        Slot::Union(union) => union.member(key).is_some(),
        Slot::OneOf(one_of) if depth < MAX_DEPTH => {
            let count = one_of.table().alternatives.len();
            (0..count).any(|at| knows(one_of.select(at), key, depth + 1))
        }
        Slot::Map(..) | Slot::Json(_) => true,
        _ => false,
    }
}

/// The alternatives that accept an object or a list, if it is one alone.
pub(super) fn only_container(one_of: &mut dyn OneOfSlot, is_object: bool) -> Option<usize> {
    let mut only = None;
    for at in 0..one_of.table().alternatives.len() {
        let accepts = match one_of.select(at).present() {
            Slot::List(..) => !is_object,
            Slot::Structure(_) | Slot::Union(_) | Slot::Map(..) => is_object,
            Slot::OneOf(_) | Slot::Json(_) => true,
            _ => false,
        };
        if accepts && only.replace(at).is_some() {
            return None;
        }
    }
    only
}

/// Calls `each` with the tag and the members of an object, or with the members alone if they have the tag.
pub(crate) fn tagged_members(
    structure: &dyn StructureView,
    key: &str,
    value: &str,
    each: &mut dyn FnMut(&str, View<'_>),
) {
    let is_empty = |view: &View<'_>| matches!(view, View::Absent | View::Null | View::String(""));
    let mut is_missing = true;
    structure.members(&mut |name, view| {
        is_missing &= name != key || is_empty(&view);
    });
    if is_missing {
        each(key, View::String(value));
    }
    structure.members(&mut |name, view| {
        if !is_missing || name != key {
            each(name, view);
        }
    });
}
