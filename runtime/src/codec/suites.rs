//! Published suite of timestamps: their three formats, written and read.

use jiff::Timestamp;
use serde_json::Value;

use super::timestamp;
use crate::published::{self, Suite};

/// The time of a case; `None` if it is outside of the range of [`Timestamp`].
fn time(case: &Value) -> Option<Timestamp> {
    let number = |key: &str| case[key].as_i64().or_else(|| case[key].as_str()?.parse().ok());
    let seconds = number("canonical_seconds").unwrap();
    let nanoseconds = number("canonical_nanos").unwrap();
    let nanoseconds = i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
    Timestamp::from_nanosecond(nanoseconds).ok()
}

#[test]
#[ignore = "its data is fetched by cargo xtask suites"]
fn timestamps() {
    let data = published::json("aws-smithy-types/date_time_format_test_suite.json");
    let mut suite = Suite::new("timestamps", &[]);
    for (section, cases) in data.as_object().unwrap() {
        let (action, format) = section.split_once('_').unwrap_or_default();
        if section == "description" {
            continue;
        }
        for case in cases.as_array().unwrap() {
            let text = case["smithy_format_value"].as_str();
            let name = format!("{section} {}", case["iso8601"].as_str().unwrap());
            let time = time(case);
            match (action, text) {
                ("parse", Some(text)) => {
                    suite.case_eq(&name, &timestamp::parse(text), &time);
                }
                _ => {
                    let write = match format {
                        "epoch_seconds" => timestamp::epoch_seconds,
                        "http_date" => timestamp::http_date,
                        _ => timestamp::date_time,
                    };
                    let written = time.map(write);
                    // A year before 0 is an error there. Here it is written with a sign, which services reject.
                    if let (None, Some(written)) = (text, &written) {
                        suite.case_not_applicable(&name, Err(written.clone()));
                        assert!(written.starts_with('-'), "{written}");
                    } else {
                        suite.case_eq(&name, &written.as_deref(), &text);
                    }
                }
            }
        }
    }
    suite.finish();
}
