//! Requests that Prism must refuse: without these, a mock that looks at nothing would do.

use crate::judge::violations;
use e2e_tests::client::{RawClient, RawResponse};
use e2e_tests::document::{Operation, Segment};
use http::Method;
use serde_json::{Value, json};

/// A request with one fault. It goes past the SDK, which would not send it.
pub(crate) struct Wrong {
    method: Method,
    path: String,
    body: Option<Value>,
    signed: bool,
    /// What Prism should find fault with; an empty text: the missing signature.
    part: &'static str,
}

/// All that can be wrong with the requests of an operation.
pub(crate) fn requests(operation: &Operation) -> Vec<Wrong> {
    let path = operation.segments.iter().map(|segment| match segment {
        Segment::Literal(text) => format!("/{text}"),
        Segment::Label(_) => "/label".to_owned(),
    });
    let path: String = path.collect();
    let wrong = |body, part: &'static str| Wrong {
        method: operation.method.parse().unwrap_or_default(),
        path: path.clone(),
        body,
        signed: !part.is_empty(),
        part,
    };
    let body = operation.body.as_ref();
    let mut all = vec![wrong(body.map(|_| json!({})), "")];
    all.extend(body.map(|_| wrong(Some(json!([])), "body")));
    if operation.query.iter().any(|parameter| parameter.required) {
        all.push(wrong(None, "query"));
    }
    all
}

impl Wrong {
    /// Sends it. An error says that Prism did not mind.
    pub(crate) async fn is_refused(&self, client: &RawClient) -> Result<(), String> {
        let response = self.send(client).await.map_err(|error| error.to_string())?;
        let found = violations(&response.headers);
        let place = format!("\"location\":[\"request\",\"{}\"", self.part);
        let refused = match self.part {
            "" => response.status == 401,
            _ => response.status >= 400 && found.iter().any(|it| it.contains(&place)),
        };
        match refused {
            true => Ok(()),
            false => Err(format!(
                "a wrong request, by its {}, is answered {} and {found:?}",
                if self.signed { self.part } else { "signature" },
                response.status
            )),
        }
    }

    async fn send(&self, client: &RawClient) -> Result<RawResponse, e2e_tests::client::Error> {
        let mut request = client.request(&self.method, &self.path, self.body.as_ref())?;
        if self.signed {
            client.sign(&mut request)?;
        }
        client.transmit(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use e2e_tests::document::document;

    #[test]
    fn each_part_of_a_request_is_wrong_once() {
        for (name, parts) in [
            ("CreateStage", ["", "body"].as_slice()),
            ("ListTagsForResource", &[""]),
            ("UntagResource", &["", "query"]),
        ] {
            let all = requests(document().operation(name).unwrap());
            let found: Vec<&str> = all.iter().map(|it| it.part).collect();
            assert_eq!(found, parts, "{name}");
        }
        let untag = requests(document().operation("UntagResource").unwrap());
        assert_eq!(
            (untag[1].path.as_str(), untag[1].signed),
            ("/tags/label", true)
        );
        assert!(!untag[0].signed);
    }
}
