//! What is said about the changes: names and counts after writing, differences when checking.

use std::fmt::Write;

use super::diff::unified;
use super::sync::{Changes, Kind, Mode};
use crate::report::{BAD, GOOD, Report, Status};

/// The report about a run on the folder that is shown as `krate`; `command` mends what is stale.
pub(crate) fn summary(krate: &str, changes: &Changes, mode: Mode, command: &str) -> Report {
    let [mut stale, mut missing, mut stray] = [0; 3];
    let mut text = String::new();
    for change in &changes.changes {
        let (number, checked, done) = match change.kind {
            Kind::Stale { .. } => (&mut stale, "stale", "changed"),
            Kind::Missing { .. } => (&mut missing, "missing", "added"),
            Kind::Stray { .. } => (&mut stray, "stray", "removed"),
        };
        *number += 1;
        let path = format_args!("{krate}/{}", change.path);
        let _ = match mode {
            Mode::Write => writeln!(text, "{GOOD}{done:7}{GOOD:#} {path}"),
            Mode::Check => {
                writeln!(
                    text,
                    "{BAD}{checked:7}{BAD:#} {path}\n{}",
                    unified(&change.kind)
                )
            }
        };
    }
    let unchanged = changes.unchanged;
    let is_clean = changes.changes.is_empty();
    let _ = match mode {
        Mode::Write => writeln!(
            text,
            "{krate}/src: {stale} changed, {missing} added, {stray} removed, {unchanged} unchanged"
        ),
        Mode::Check if is_clean => {
            writeln!(
                text,
                "{GOOD}up to date{GOOD:#}: {krate}/src, {unchanged} files as generated"
            )
        }
        Mode::Check => writeln!(
            text,
            "{BAD}not up to date{BAD:#}: {krate}/src, {stale} stale, {missing} missing, {stray} stray, \
             {unchanged} as generated\n  help: `{command}` brings it up to date"
        ),
    };
    let status = if mode == Mode::Check && !is_clean {
        Status::Drift
    } else {
        Status::Clean
    };
    Report {
        text,
        status,
        warnings: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::owned::Entry;
    use super::super::sync::Change;
    use super::*;

    fn check(changes: &[(&str, Kind)], mode: Mode, status: Status, expected: &str) {
        let changes = changes.iter().cloned().map(|(path, kind)| Change {
            path: path.to_owned(),
            kind,
        });
        let changes = Changes {
            changes: changes.collect(),
            unchanged: 2,
        };
        let report = summary("generated-sdk", &changes, mode, "cargo xtask codegen");
        assert_eq!(report.status, status);
        assert_eq!(
            anstream::adapter::strip_str(&report.text).to_string(),
            expected
        );
    }

    #[test]
    fn tells_what_was_done_or_what_is_wrong() {
        let changes = [
            (
                "src/a.rs",
                Kind::Stale {
                    committed: b"a\n".to_vec(),
                    generated: "b\n".to_owned(),
                },
            ),
            (
                "src/b.rs",
                Kind::Missing {
                    generated: "b\n".to_owned(),
                },
            ),
            (
                "src/c",
                Kind::Stray {
                    committed: Entry::Other,
                },
            ),
        ];
        let expected = "\
changed generated-sdk/src/a.rs
added   generated-sdk/src/b.rs
removed generated-sdk/src/c
generated-sdk/src: 1 changed, 1 added, 1 removed, 2 unchanged
";
        check(&changes, Mode::Write, Status::Clean, expected);
        let expected = "\
stale   generated-sdk/src/a.rs
  @@ -1 +1 @@
  -a
  +b

missing generated-sdk/src/b.rs
  @@ -0,0 +1 @@
  +b

stray   generated-sdk/src/c
  a link or a device, not a file

not up to date: generated-sdk/src, 1 stale, 1 missing, 1 stray, 2 as generated
  help: `cargo xtask codegen` brings it up to date
";
        check(&changes, Mode::Check, Status::Drift, expected);
        check(
            &[],
            Mode::Check,
            Status::Clean,
            "up to date: generated-sdk/src, 2 files as generated\n",
        );
    }
}
