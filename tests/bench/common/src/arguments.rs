//! The command line of a call program.

use crate::work::Work;

const USAGE: &str = "PROGRAM ENDPOINT WORK CALLS [--in-flight N] [--warm-up N]\n\
    WORK is get-stage, list-stages, start-composition, idle, or throughput: CALLS are seconds then";

/// What a program is told to do.
#[derive(Debug, PartialEq)]
pub(crate) struct Arguments {
    /// Where the server is: `http://127.0.0.1:1234`.
    pub(crate) endpoint: String,
    /// What is called.
    pub(crate) work: Work,
    /// How often, or for how many seconds.
    pub(crate) calls: u64,
    /// How many calls run at the same time.
    pub(crate) in_flight: u64,
    /// How many calls go before those that are measured.
    pub(crate) warm_up: u64,
}

impl Arguments {
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut next = |what: &str| words.next().ok_or(format!("{what} is missing: {USAGE}"));
        let mut arguments = Self {
            endpoint: next("ENDPOINT")?,
            work: next("WORK")?.parse()?,
            calls: number("CALLS", &next("CALLS")?)?,
            in_flight: 1,
            warm_up: 0,
        };
        while let Some(option) = words.next() {
            let value = words.next().unwrap_or_default();
            match option.as_str() {
                "--in-flight" => arguments.in_flight = number(&option, &value)?.max(1),
                "--warm-up" => arguments.warm_up = number(&option, &value)?,
                _ => return Err(format!("`{option}` is not known: {USAGE}")),
            }
        }
        Ok(arguments)
    }
}

fn number(name: &str, text: &str) -> Result<u64, String> {
    let number = text.parse();
    number.map_err(|_| format!("{name} wants a number, not `{text}`: {USAGE}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Arguments, String> {
        Arguments::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_line_is_read() {
        let arguments = read("http://h:1 list-stages 20 --warm-up 3 --in-flight 64").unwrap();
        let expected = Arguments {
            endpoint: "http://h:1".to_owned(),
            work: Work::ListStages,
            calls: 20,
            in_flight: 64,
            warm_up: 3,
        };
        assert_eq!(arguments, expected);
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (line, expected) in [
            ("", "ENDPOINT is missing"),
            ("http://h:1 dance 1", "`dance`"),
            ("http://h:1 idle many", "CALLS wants a number"),
            ("http://h:1 idle 1 --warm-up", "--warm-up wants a number"),
            ("http://h:1 idle 1 --loud 1", "`--loud` is not known"),
        ] {
            let problem = read(line).unwrap_err();
            assert!(
                problem.starts_with(expected) || problem.contains(expected),
                "{problem}"
            );
        }
    }
}
