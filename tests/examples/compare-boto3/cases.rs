//! The cases: what is sent, and what may stay out.
//!
//! Some stand in a file, written by hand because they are awkward in their own way. Three more are made up
//! for every operation of the document: the least that it takes, all that it takes, and texts that are hard
//! to write.

use e2e_tests::document::document;
use e2e_tests::document::sample::Sampler;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// All of `cases.yaml`, and the cases that are made up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cases {
    pub(crate) cases: Vec<Case>,
}

/// One input of one operation.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) operation: String,
    #[serde(rename = "case")]
    pub(crate) name: String,
    /// The input under its wire names.
    pub(crate) input: Map<String, Value>,
    /// Whether boto3's own checks are off.
    #[serde(default)]
    pub(crate) unchecked: bool,
    /// Who sends nothing; `None`: both send.
    #[serde(default)]
    pub(crate) refused_by: Option<RefusedBy>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RefusedBy {
    Both,
    Sdk,
}

impl Cases {
    pub(crate) fn read() -> Result<Self, String> {
        let path = folder().join("cases.yaml");
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        let mut all: Self =
            serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        all.cases.extend(made_up());
        all.cases
            .sort_by(|one, other| one.operation.cmp(&other.operation));
        Ok(all)
    }

    /// How many operations have cases.
    pub(crate) fn operations(&self) -> usize {
        let names = self.cases.iter().map(|case| &case.operation);
        names.collect::<BTreeSet<_>>().len()
    }

    /// What the cases should cover and do not, given boto3's operations, and the members of their inputs that
    /// no case sets.
    pub(crate) fn gaps(&self, operations: &[String], uncovered: &[String]) -> Vec<String> {
        let untried = operations
            .iter()
            .filter(|name| !self.cases.iter().any(|case| case.operation == **name))
            .map(|name| format!("no case calls {name}"));
        let unset = uncovered
            .iter()
            .map(|member| format!("no case sets {member}"));
        untried.chain(unset).collect()
    }
}

impl Case {
    /// The member of the body that each side fills with a token of its own.
    pub(crate) fn fresh_member(&self) -> Option<String> {
        let operation = document().operation(&self.operation)?;
        let token = document().idempotency_token(operation)?;
        (!self.input.contains_key(&token)).then_some(token)
    }
}

/// Three cases for every operation that the document has.
fn made_up() -> Vec<Case> {
    let mut cases = Vec::new();
    for operation in &document().operations {
        let sampler = Sampler::new(document(), 0);
        for (name, mut sampler, unchecked) in [
            ("made up: the least", sampler.clone().required_only(), true),
            ("made up: every member", sampler.clone(), false),
            ("made up: awkward texts", sampler.special_characters(), true),
        ] {
            cases.push(Case {
                operation: operation.name.clone(),
                name: name.to_owned(),
                input: sampler.input(operation),
                unchecked,
                refused_by: None,
            });
        }
    }
    cases
}

/// Where the cases and boto3's side are.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("compare")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_three_cases_or_more() {
        let cases = Cases::read().unwrap().cases;
        for operation in &document().operations {
            let count = cases
                .iter()
                .filter(|case| case.operation == operation.name && case.refused_by.is_none())
                .count();
            assert!(
                count >= 3,
                "{} has {count} cases that are sent",
                operation.name
            );
        }
    }

    #[test]
    fn no_two_cases_have_one_name() {
        let mut names = BTreeSet::new();
        for case in Cases::read().unwrap().cases {
            let name = format!("{}, {}", case.operation, case.name);
            assert!(names.insert(name.clone()), "{name} is there twice");
        }
    }

    #[test]
    fn untried_operations_and_unset_members_are_gaps() {
        let none = Cases { cases: Vec::new() };
        let gaps = none.gaps(&["A".to_owned()], &["B.forgotten".to_owned()]);
        assert_eq!(gaps, ["no case calls A", "no case sets B.forgotten"]);
    }

    #[test]
    fn a_token_that_a_case_gives_is_not_fresh() {
        let case = |input: &str| Case {
            operation: "StartComposition".to_owned(),
            name: String::new(),
            input: serde_json::from_str(input).unwrap(),
            unchecked: false,
            refused_by: None,
        };
        assert_eq!(
            case("{}").fresh_member().as_deref(),
            Some("idempotencyToken")
        );
        assert_eq!(case(r#"{"idempotencyToken":"t"}"#).fresh_member(), None);
    }
}
