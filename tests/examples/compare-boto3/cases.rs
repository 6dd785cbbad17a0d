//! The cases: those of `cases.yaml`, and three sampled from the document for every operation.

use crate::common::folder;
use e2e_tests::document::document;
use e2e_tests::document::sample::Sampler;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// All cases, sorted by operation.
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
    /// The input, by wire names.
    pub(crate) input: Map<String, Value>,
    /// Whether boto3's parameter validation is disabled.
    #[serde(default)]
    pub(crate) unchecked: bool,
    /// The side that rejects the input; `None` if both send it.
    #[serde(default)]
    pub(crate) rejected_by: Option<RejectedBy>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RejectedBy {
    Both,
    Sdk,
}

impl Cases {
    pub(crate) fn read() -> Result<Self, String> {
        let path = folder("compare/cases.yaml");
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        let mut all: Self =
            serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        all.cases.extend(sampled());
        all.cases.sort_by(|one, other| one.operation.cmp(&other.operation));
        Ok(all)
    }

    /// The number of operations with cases.
    pub(crate) fn operations(&self) -> usize {
        let names = self.cases.iter().map(|case| &case.operation);
        names.collect::<BTreeSet<_>>().len()
    }

    /// The operations and input members of boto3's model without a case.
    pub(crate) fn gaps(&self, operations: &[String], uncovered: &[String]) -> Vec<String> {
        let missing = operations
            .iter()
            .filter(|name| !self.cases.iter().any(|case| case.operation == **name))
            .map(|name| format!("no case calls {name}"));
        let unset = uncovered.iter().map(|member| format!("no case sets {member}"));
        missing.chain(unset).collect()
    }
}

impl Case {
    /// The idempotency token member that each side generates.
    pub(crate) fn generated_token(&self) -> Option<String> {
        let operation = document().operation(&self.operation)?;
        let token = document().idempotency_token(operation)?;
        (!self.input.contains_key(&token)).then_some(token)
    }
}

/// Three cases for every operation that the document has.
fn sampled() -> Vec<Case> {
    let mut cases = Vec::new();
    for operation in &document().operations {
        let sampler = Sampler::new(document(), 0);
        for (name, mut sampler, unchecked) in [
            ("sampled: required members", sampler.clone().required_only(), true),
            ("sampled: all members", sampler.clone(), false),
            ("sampled: special characters", sampler.special_characters(), true),
        ] {
            cases.push(Case {
                operation: operation.name.clone(),
                name: name.to_owned(),
                input: sampler.input(operation),
                unchecked,
                rejected_by: None,
            });
        }
    }
    cases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_three_cases() {
        let cases = Cases::read().unwrap().cases;
        for operation in &document().operations {
            let count = cases
                .iter()
                .filter(|case| case.operation == operation.name && case.rejected_by.is_none())
                .count();
            assert!(count >= 3, "{} has {count} cases that are sent", operation.name);
        }
    }

    #[test]
    fn case_names_are_unique() {
        let mut names = BTreeSet::new();
        for case in Cases::read().unwrap().cases {
            let name = format!("{}, {}", case.operation, case.name);
            assert!(names.insert(name.clone()), "{name} is repeated");
        }
    }

    #[test]
    fn missing_operations_and_members_are_gaps() {
        let none = Cases { cases: Vec::new() };
        let gaps = none.gaps(&["A".to_owned()], &["B.forgotten".to_owned()]);
        assert_eq!(gaps, ["no case calls A", "no case sets B.forgotten"]);
    }

    #[test]
    fn an_explicit_token_is_not_generated() {
        let case = |input: &str| Case {
            operation: "StartComposition".to_owned(),
            name: String::new(),
            input: serde_json::from_str(input).unwrap(),
            unchecked: false,
            rejected_by: None,
        };
        assert_eq!(case("{}").generated_token().as_deref(), Some("idempotencyToken"));
        assert_eq!(case(r#"{"idempotencyToken":"t"}"#).generated_token(), None);
    }
}
