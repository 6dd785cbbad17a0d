//! The members of a case's input, taken one by one, so that what nobody takes is noticed.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a case gives for one structure.
#[derive(Debug)]
pub(crate) struct Members(Map<String, Value>);

impl Members {
    pub(crate) fn new(members: Map<String, Value>) -> Self {
        Self(members)
    }

    /// A string that the SDK cannot leave out.
    pub(crate) fn required_text(&mut self, name: &str) -> Result<String, String> {
        required(self.text(name)?, name)
    }

    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        self.take(name, "a string", text)
    }

    pub(crate) fn integer(&mut self, name: &str) -> Result<Option<i64>, String> {
        self.take(name, "a 64-bit integer", |value| value.as_i64())
    }

    pub(crate) fn boolean(&mut self, name: &str) -> Result<Option<bool>, String> {
        self.take(name, "a boolean", |value| value.as_bool())
    }

    /// A list of strings.
    pub(crate) fn texts(&mut self, name: &str) -> Result<Option<Vec<String>>, String> {
        self.take(name, "a list of strings", |value| match value {
            Value::Array(values) => values.into_iter().map(text).collect(),
            _ => None,
        })
    }

    /// A list of open enums.
    pub(crate) fn enums<T: for<'a> From<&'a str>>(
        &mut self,
        name: &str,
    ) -> Result<Option<Vec<T>>, String> {
        let values = self.texts(name)?;
        Ok(values.map(|values| values.iter().map(|value| T::from(value)).collect()))
    }

    /// A map from strings to strings.
    pub(crate) fn text_map(
        &mut self,
        name: &str,
    ) -> Result<Option<BTreeMap<String, String>>, String> {
        self.take(name, "a map of strings", |value| match value {
            Value::Object(entries) => entries
                .into_iter()
                .map(|(key, value)| Some((key, text(value)?)))
                .collect(),
            _ => None,
        })
    }

    /// A list of structures, each made by `read`, which must take all of its members.
    pub(crate) fn structures<T>(
        &mut self,
        name: &str,
        read: fn(&mut Self) -> Result<T, String>,
    ) -> Result<Option<Vec<T>>, String> {
        let Some(values) = self.take(name, "a list", |value| match value {
            Value::Array(values) => Some(values),
            _ => None,
        })?
        else {
            return Ok(None);
        };
        let read_one = |value| {
            let Value::Object(members) = value else {
                return Err(format!("`{name}` of the case must hold structures"));
            };
            let mut members = Self(members);
            let structure = read(&mut members)?;
            members.finish()?;
            Ok(structure)
        };
        values
            .into_iter()
            .map(read_one)
            .collect::<Result<_, _>>()
            .map(Some)
    }

    /// Fails if there is a member that nobody took.
    pub(crate) fn finish(&self) -> Result<(), String> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(name) => Err(format!("the SDK's side does not set `{name}` of the case")),
        }
    }

    fn take<T>(
        &mut self,
        name: &str,
        what: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let Some(value) = self.0.remove(name) else {
            return Ok(None);
        };
        match read(value) {
            Some(value) => Ok(Some(value)),
            None => Err(format!("`{name}` of the case must be {what}")),
        }
    }
}

/// The value of a member that the SDK cannot leave out.
pub(crate) fn required<T>(value: Option<T>, name: &str) -> Result<T, String> {
    value.ok_or_else(|| format!("the SDK cannot leave out `{name}`, and the case does"))
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn members(value: Value) -> Members {
        let Value::Object(members) = value else {
            panic!("{value} is no structure");
        };
        Members::new(members)
    }

    #[test]
    fn a_member_that_nobody_takes_is_noticed_at_any_depth() {
        let mut outer = members(json!({"a": "1", "list": [{"b": 2}, {"c": true}]}));
        assert!(outer.finish().is_err());
        assert_eq!(outer.text("a").unwrap().as_deref(), Some("1"));
        let error = outer
            .structures("list", |inner| inner.integer("b"))
            .unwrap_err();
        assert!(error.contains("`c`"), "{error}");
        assert!(outer.finish().is_ok());
    }

    #[test]
    fn a_value_of_another_type_is_no_missing_value() {
        let mut case =
            members(json!({"n": 9_223_372_036_854_775_808_u64, "s": 1, "m": {"k": 1}, "l": [1]}));
        assert!(case.integer("n").unwrap_err().contains("64-bit"));
        assert!(case.text("s").is_err());
        assert!(case.text_map("m").is_err());
        assert!(case.texts("l").is_err());
        assert_eq!(case.boolean("b"), Ok(None));
        assert!(case.required_text("gone").unwrap_err().contains("`gone`"));
    }
}
