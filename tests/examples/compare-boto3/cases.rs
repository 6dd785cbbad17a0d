//! The file of cases: what is sent, and what may stay out.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// All of `cases.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseFile {
    /// Members of boto3's model that the SDK's document does not have, as `Operation.member`.
    newer: Vec<String>,
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

impl CaseFile {
    pub(crate) fn read() -> Result<Self, String> {
        let path = folder().join("cases.yaml");
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        serde_yaml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// How many operations have cases.
    pub(crate) fn operations(&self) -> usize {
        let names = self.cases.iter().map(|case| &case.operation);
        names.collect::<BTreeSet<_>>().len()
    }

    /// What the cases should cover and do not, given the members of boto3's model that none of them sets.
    pub(crate) fn gaps(&self, uncovered: &[String]) -> Vec<String> {
        let unset = uncovered
            .iter()
            .filter(|member| !self.newer.contains(member))
            .map(|member| format!("no case sets {member}"));
        let stale = self
            .newer
            .iter()
            .filter(|member| !uncovered.contains(member))
            .map(|member| {
                format!(
                    "{member} is listed as newer, but a case sets it or boto3 has no such member"
                )
            });
        unset.chain(stale).collect()
    }
}

/// Where the cases and boto3's side are.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("compare")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_of_the_sdk_has_three_cases_or_more() {
        let cases = CaseFile::read().unwrap().cases;
        let operations = folder().join("../../generated-sdk/src/operations");
        let mut seen = 0;
        for file in std::fs::read_dir(operations).unwrap() {
            let path = file.unwrap().path();
            let module = path.file_stem().unwrap().to_str().unwrap();
            let name = module.replace('_', "");
            let count = cases
                .iter()
                .filter(|case| {
                    case.operation.eq_ignore_ascii_case(&name) && case.refused_by.is_none()
                })
                .count();
            assert!(count >= 3, "{module} has {count} cases that are sent");
            seen += 1;
        }
        assert!(seen >= 15, "{seen} operations");
    }

    #[test]
    fn no_two_cases_have_one_name() {
        let mut names = BTreeSet::new();
        for case in CaseFile::read().unwrap().cases {
            let name = format!("{}, {}", case.operation, case.name);
            assert!(names.insert(name.clone()), "{name} is there twice");
        }
    }

    #[test]
    fn unset_members_and_stale_exceptions_are_gaps() {
        let file = CaseFile {
            newer: vec!["A.young".to_owned(), "A.gone".to_owned()],
            cases: Vec::new(),
        };
        let gaps = file.gaps(&["A.young".to_owned(), "A.forgotten".to_owned()]);
        assert_eq!(gaps.len(), 2, "{gaps:?}");
        assert_eq!(gaps[0], "no case sets A.forgotten");
        assert!(gaps[1].starts_with("A.gone is listed as newer"), "{gaps:?}");
    }
}
