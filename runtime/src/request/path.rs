//! Members that stand in the path.

use super::Request;
use crate::redact::{SecretLabels, is_secret};
use crate::{Error, uri};

impl Request {
    /// Appends the value of a path member as one segment: `:` and `/` are encoded too.
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the value is empty, or `.` or `..`: each of them
    /// would make the request one to another resource.
    pub fn label(mut self, member: &'static str, value: &str) -> Result<Self, Error> {
        match value {
            "" => {
                return Err(Error::invalid_input(
                    member,
                    "must not be empty: it is part of the path",
                ));
            }
            "." | ".." => {
                return Err(Error::invalid_input(
                    member,
                    "must not be `.` or `..`: it is part of the path",
                ));
            }
            _ => {}
        }
        let start = self.path_and_query.len();
        uri::push_encoded(&mut self.path_and_query, value);
        self.labels.push((member, start..self.path_and_query.len()));
        Ok(self)
    }

    /// Appends the value of a path member that is itself a path: its slashes stay, all else is encoded.
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the value is empty, or if one of its segments is `.` or
    /// `..`: each of them would make the request one to another resource.
    pub fn greedy_label(mut self, member: &'static str, value: &str) -> Result<Self, Error> {
        if value.is_empty() {
            return self.label(member, value);
        }
        if let Some(segment) = value
            .split('/')
            .find(|segment| matches!(*segment, "." | ".."))
        {
            return self.label(member, segment);
        }
        let start = self.path_and_query.len();
        uri::push_encoded_path(&mut self.path_and_query, value);
        self.labels.push((member, start..self.path_and_query.len()));
        Ok(self)
    }

    /// The values, as they stand in the path, of members that are secrets: by the sound of their names,
    /// or because `secrets` names them.
    pub(crate) fn secret_labels(&self, secrets: &[&str]) -> Option<SecretLabels> {
        let labels = self.labels.iter();
        let hidden = labels.filter(|(member, _)| is_secret(member, secrets));
        let values = hidden.filter_map(|(_, at)| self.path_and_query.get(at.clone()));
        SecretLabels::new(values)
    }

    /// The path with the names of members in place of their values, and without the query.
    pub(super) fn path_template(&self) -> String {
        let mut template = String::new();
        let mut done = 0;
        for (member, at) in &self.labels {
            let literal = self.path_and_query.get(done..at.start);
            template.push_str(literal.unwrap_or_default());
            template.push('{');
            template.push_str(member);
            template.push('}');
            done = at.end;
        }
        let rest = self.path_and_query.get(done..).unwrap_or_default();
        template.push_str(rest.split('?').next().unwrap_or_default());
        template
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;

    fn get() -> Request {
        Request::new(Method::GET)
    }

    #[test]
    fn the_path_is_literals_and_encoded_labels() {
        let request = get()
            .literal("/a/")
            .label("id", "x/y:z é")
            .unwrap()
            .literal("/b")
            .label("n", "7")
            .unwrap();

        assert_eq!(request.path_and_query, "/a/x%2Fy%3Az%20%C3%A9/b7");
    }

    #[test]
    fn labels_that_would_change_the_path_are_the_callers_mistake() {
        for value in ["", ".", ".."] {
            let error = get()
                .literal("/tags/")
                .label("resourceArn", value)
                .unwrap_err();
            assert!(error.to_string().contains("resourceArn"), "{error}");
        }
        assert!(get().label("resourceArn", "...").is_ok());
    }

    #[test]
    fn a_greedy_label_keeps_its_slashes() {
        let greedy = |value| get().literal("/a/").greedy_label("key", value);
        assert_eq!(
            greedy("b/c d%2F").unwrap().path_and_query,
            "/a/b/c%20d%252F"
        );
        for value in ["", "..", "b/../c", "./b"] {
            assert!(
                greedy(value).unwrap_err().to_string().contains("key"),
                "{value}"
            );
        }
    }

    #[test]
    fn labels_that_are_secrets_are_known_again_in_the_path() {
        let request = get().literal("/a/").label("pin", "1/2").unwrap();
        let request = request.literal("/b/").label("name", "n").unwrap();
        assert!(request.secret_labels(&[]).is_none());
        let labels = request.secret_labels(&["pin"]).unwrap();
        assert_eq!(
            labels.hide("/base/a/1%2F2/b/n?c=1"),
            "/base/a/**redacted**/b/n?c=1"
        );
    }
}
