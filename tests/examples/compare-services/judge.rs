//! The judgement: each case of both sides, and a line for each operation.

use crate::peer::Outcome;
use crate::{Case, wire};
use e2e_tests::capture::CapturedRequest;
use serde_json::Value;

/// How a case went.
pub(crate) struct Row {
    operation: String,
    case: &'static str,
    verdict: Verdict,
}

enum Verdict {
    /// Both sent the same; how alike the bodies are.
    Equal(&'static str),
    /// Not compared: the document of 2023 and today's model differ here.
    Skipped(String),
    Different(Vec<String>),
}

/// Judges every case.
pub(crate) fn rows(
    cases: &[Case],
    theirs: &[Outcome],
    ours: &[Outcome],
) -> Result<Vec<Row>, String> {
    if theirs.len() != cases.len() || ours.len() != cases.len() {
        return Err("a side did not account for every case".to_owned());
    }
    let sides = theirs.iter().zip(ours);
    Ok(cases
        .iter()
        .zip(sides)
        .map(|(case, (theirs, ours))| Row {
            operation: case.operation.clone(),
            case: case.name,
            verdict: verdict(case, theirs, ours),
        })
        .collect())
}

fn verdict(case: &Case, theirs: &Outcome, ours: &Outcome) -> Verdict {
    if let Some(unknown) = &theirs.unknown {
        return Verdict::Skipped(format!("boto3 has no {unknown}"));
    }
    let ([one], [other]) = (theirs.requests.as_slice(), ours.requests.as_slice()) else {
        let shown = |outcome: &Outcome| {
            let error = outcome.error.as_deref().unwrap_or("no error");
            format!("{} ({error})", outcome.requests.len())
        };
        return Verdict::Different(vec![format!(
            "sent: boto3 {}, the SDK {}",
            shown(theirs),
            shown(ours)
        )]);
    };
    let (one, other) = (without_tokens(one, case), without_tokens(other, case));
    let mut differences = wire::differences(&one, &other);
    let bodies = (
        serde_json::from_slice(&one.body),
        serde_json::from_slice(&other.body),
    );
    if let (Ok(one), Ok(other)) = bodies {
        // Of a large body the places say more than the whole.
        differences.retain(|difference| !difference.starts_with("body: "));
        body_differences("body", &one, &other, &mut differences);
    }
    differences.extend(
        ours.error
            .iter()
            .map(|error| format!("the SDK failed: {error}")),
    );
    match differences.is_empty() {
        true => Verdict::Equal(wire::likeness(&one, &other)),
        false => Verdict::Different(differences),
    }
}

/// The places at which two bodies differ.
fn body_differences(path: &str, boto3: &Value, sdk: &Value, found: &mut Vec<String>) {
    match (boto3, sdk) {
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in one {
                let sdk = other.get(key).unwrap_or(&Value::Null);
                body_differences(&format!("{path}.{key}"), value, sdk, found);
            }
            for key in other.keys().filter(|key| !one.contains_key(*key)) {
                found.push(format!("{path}.{key}: the SDK alone sends it"));
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                body_differences(&format!("{path}[{at}]"), one, other, found);
            }
        }
        _ if boto3 == sdk => {}
        _ => found.push(format!("{path}: boto3 {boto3}, the SDK {sdk}")),
    }
}

/// The request with one text in place of each token that was made for it, if it has the form of one.
fn without_tokens(request: &CapturedRequest, case: &Case) -> CapturedRequest {
    let mut request = request.clone();
    let is_token = |text: &str| {
        let groups: Vec<usize> = text.split('-').map(str::len).collect();
        groups == [8, 4, 4, 4, 12]
    };
    if let Ok(Value::Object(mut body)) = serde_json::from_slice(&request.body) {
        for token in &case.tokens {
            if let Some(Value::String(text)) = body.get_mut(token)
                && is_token(text)
            {
                "a new token".clone_into(text);
            }
        }
        if !case.tokens.is_empty() {
            request.body = Value::Object(body).to_string().into();
        }
    }
    for token in &case.tokens {
        // A UUID needs no encoding.
        let key = format!("{token}=");
        if let Some((before, rest)) = request.target.split_once(&key) {
            let value = rest.split('&').next().unwrap_or_default();
            if is_token(value) && before.ends_with(['?', '&']) {
                let after = rest.strip_prefix(value).unwrap_or_default();
                request.target = format!("{before}{key}new{after}");
            }
        }
    }
    for (name, value) in &mut request.headers {
        if case
            .tokens
            .iter()
            .any(|token| token.eq_ignore_ascii_case(name))
            && is_token(value)
        {
            "a new token".clone_into(value);
        }
    }
    request
}

/// Prints a line for each operation and its differences below it, then the count of operations. Returns how
/// many differ.
pub(crate) fn print(rows: &[Row]) -> usize {
    let width = rows
        .iter()
        .map(|row| row.operation.len())
        .max()
        .unwrap_or(0);
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for cases in rows.chunk_by(|one, other| one.operation == other.operation) {
        let different = cases
            .iter()
            .any(|row| matches!(row.verdict, Verdict::Different(_)));
        let equal = cases
            .iter()
            .any(|row| matches!(row.verdict, Verdict::Equal(_)));
        let words: Vec<String> = cases.iter().map(word).collect();
        match (different, equal) {
            (true, _) => failed += 1,
            (false, true) => passed += 1,
            (false, false) => skipped += 1,
        }
        if let [first, ..] = cases {
            println!("{:width$}  {}", first.operation, words.join("; "));
        }
        for row in cases {
            if let Verdict::Different(differences) = &row.verdict {
                for difference in differences {
                    println!("    {}: {difference}", row.case);
                }
            }
        }
    }
    println!("{passed} passed, {failed} failed, {skipped} not comparable");
    failed
}

fn word(row: &Row) -> String {
    match &row.verdict {
        Verdict::Equal(likeness) => format!("{} equal, {likeness}", row.case),
        Verdict::Skipped(why) => format!("{} left out: {why}", row.case),
        Verdict::Different(_) => format!("{} DIFFERENT", row.case),
    }
}
