//! Unique names: names of a document that are equal in Rust are each named from their own spelling.
//!
//! The result depends on the set of names and not on their order, so that a name that a later version of the
//! document adds in front takes no name over. Names that are equal in Rust (`TXT` and `txt`) are each given
//! what tells them apart: their symbols in words, the case of their letters, or a hash. None of them keeps the
//! common name (`Txt`), because code that was written for one of them would compile with the other.

use super::words::{hash, symbols_in_words};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The unique names of `names` by `rule`, in order, and for each whether it collided with another.
pub(super) fn unique<'a>(
    names: impl Iterator<Item = &'a str>,
    rule: impl Fn(&str) -> String,
) -> Vec<(String, bool)> {
    unique_or(names, rule, None)
}

/// Names as of [`unique`]. Those that would be equal are named by the rule `apart_by`, if that tells them apart.
pub(super) fn unique_or<'a>(
    names: impl Iterator<Item = &'a str>,
    rule: impl Fn(&str) -> String,
    apart_by: Option<&dyn Fn(&str) -> String>,
) -> Vec<(String, bool)> {
    let names: Vec<&str> = names.collect();
    let mut groups: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in &names {
        groups.entry(rule(name)).or_default().insert(name);
    }
    // Every common name is taken, also those that are then not used.
    let mut taken: HashSet<String> = groups.keys().cloned().collect();
    let mut chosen: HashMap<&str, (String, bool)> = HashMap::new();
    for (common, members) in &groups {
        if members.len() == 1 {
            chosen.extend(members.iter().map(|name| (*name, (common.clone(), false))));
            continue;
        }
        let distinct = apart(members, &rule, apart_by, &taken);
        taken.extend(distinct.iter().cloned());
        chosen.extend(members.iter().copied().zip(distinct.into_iter().map(|name| (name, true))));
    }
    names
        .iter()
        .map(|name| chosen.get(name).cloned().unwrap_or_else(|| (rule(name), true)))
        .collect()
}

/// Names for `members` that differ from one another and from those that are taken.
fn apart(
    members: &BTreeSet<&str>,
    rule: impl Fn(&str) -> String,
    apart_by: Option<&dyn Fn(&str) -> String>,
    taken: &HashSet<String>,
) -> Vec<String> {
    let spellings: [fn(&str) -> String; 3] = [
        symbols_in_words,
        |name| format!("{} {}", symbols_in_words(name), case_in_words(name)),
        |name| format!("{name} {:08x}", hash(name)),
    ];
    let named = apart_by.map(|apart_by| members.iter().map(|name| apart_by(name)).collect());
    let spelled = spellings
        .iter()
        .map(|spelling| members.iter().map(|name| rule(&spelling(name))).collect::<Vec<_>>());
    for candidates in named.into_iter().chain(spelled) {
        let distinct: HashSet<&String> = candidates.iter().collect();
        if distinct.len() == members.len() && !candidates.iter().any(|name| taken.contains(name)) {
            return candidates;
        }
    }
    // Names that even have a hash in common, in alphabetical order.
    let mut taken = taken.clone();
    let numbered = members.iter().map(|name| {
        let mut free = (2_u64..).map(|number| rule(&format!("{name} {number}")));
        let name = free.find(|name| !taken.contains(name)).unwrap_or_default();
        taken.insert(name.clone());
        name
    });
    numbered.collect()
}

/// The case of the letters of a name.
fn case_in_words(name: &str) -> &'static str {
    let has_upper = name.contains(|each: char| each.is_uppercase());
    let has_lower = name.contains(|each: char| each.is_lowercase());
    match (has_upper, has_lower) {
        (true, false) => "uppercase",
        (false, true) => "lowercase",
        (true, true) if name.starts_with(|first: char| first.is_uppercase()) => "capitalized",
        (true, true) => "mixed case",
        (false, false) => "",
    }
}
