//! The output of `codegen`: names and counts after writing, unified diffs with `--check`.

use std::fmt::Write;

use generator::api::Effect;
use generator::output::{ChangeKind, Changes, Entry};
use similar::{ChangeTag, TextDiff};

use super::Mode;
use crate::report::{BAD, GOOD, NOTE, Report, count};

/// How many lines of one file's diff are printed.
const MOST_LINES: usize = 100;

/// The report on the crate that is displayed as `krate`; `command` updates what is stale.
pub(crate) fn summary(krate: &str, changes: &Changes, mode: Mode, command: &str) -> Report {
    let [mut stale, mut missing, mut stray] = [0; 3];
    let mut text = String::new();
    for change in &changes.changes {
        let (number, checked, done) = match change.kind {
            ChangeKind::Stale { .. } => (&mut stale, "stale", "changed"),
            ChangeKind::Missing { .. } => (&mut missing, "missing", "added"),
            ChangeKind::Stray { .. } => (&mut stray, "stray", "removed"),
        };
        *number += 1;
        let path = format_args!("{krate}/{}", change.path);
        let _ = match mode {
            Mode::Write => writeln!(text, "{GOOD}{done:7}{GOOD:#} {path}"),
            Mode::Check => {
                writeln!(text, "{BAD}{checked:7}{BAD:#} {path}\n{}", difference(&change.kind))
            }
        };
    }
    for change in changes.of_api() {
        let style = if change.effect == Effect::Breaking { BAD } else { GOOD };
        let _ = writeln!(text, "{style}{}{style:#}: {}", change.effect, change.what);
    }
    let unchanged = changes.unchanged;
    let is_clean = changes.changes.is_empty();
    let _ = match mode {
        Mode::Write => writeln!(
            text,
            "{krate}: {stale} changed, {missing} added, {stray} removed, {unchanged} unchanged"
        ),
        Mode::Check if is_clean => {
            writeln!(text, "{GOOD}up to date{GOOD:#}: {krate}, {unchanged} files as generated")
        }
        Mode::Check => writeln!(
            text,
            "{BAD}not up to date{BAD:#}: {krate}, {stale} stale, {missing} missing, {stray} stray, \
             {unchanged} as generated\n  help: `{command}` brings it up to date"
        ),
    };
    Report::new(text, is_clean || mode == Mode::Write)
}

/// The diff of one file.
fn difference(kind: &ChangeKind) -> String {
    let (present, generated) = match kind {
        ChangeKind::Missing { generated } => (None, generated.as_str()),
        ChangeKind::Stale { present, generated } => (Some(present), generated.as_str()),
        ChangeKind::Stray { present } => (Some(present), ""),
    };
    let committed = match present {
        None => "".into(),
        Some(Entry::File(bytes)) => String::from_utf8_lossy(bytes),
        Some(Entry::Other) => return "  a link or a device, not a file\n".to_owned(),
    };
    unified(&committed, generated)
}

/// The unified diff from the committed to the generated file, cut after [`MOST_LINES`] lines with the
/// number of the others.
pub(crate) fn unified(committed: &str, generated: &str) -> String {
    if committed.replace("\r\n", "\n") == generated && committed != generated {
        return format!(
            "  {NOTE}only the line ends differ{NOTE:#}: CR LF is committed, LF is generated\n"
        );
    }
    let lines = lines(committed, generated);
    let mut text: String = lines.iter().take(MOST_LINES).map(String::as_str).collect();
    if lines.len() > MOST_LINES {
        let more = count(lines.len() - MOST_LINES, "more line");
        text += &format!("  {NOTE}… and {more}{NOTE:#}\n");
    }
    text
}

/// The lines of the diff, each indented and terminated.
fn lines(committed: &str, generated: &str) -> Vec<String> {
    let diff = TextDiff::from_lines(committed, generated);
    let mut lines = Vec::new();
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        lines.push(format!("  {}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let line = change.value().trim_end_matches(['\n', '\r']);
            lines.push(match change.tag() {
                ChangeTag::Delete => format!("  {BAD}-{line}{BAD:#}\n"),
                ChangeTag::Insert => format!("  {GOOD}+{line}{GOOD:#}\n"),
                ChangeTag::Equal => format!("   {line}\n"),
            });
            if change.missing_newline() {
                lines.push("  \\ no line end at the end of the file\n".to_owned());
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use generator::output::Change;

    use super::*;
    use crate::report::Status;

    fn check_summary(changes: &[(&str, ChangeKind)], mode: Mode, status: Status, expected: &str) {
        let changes =
            changes.iter().cloned().map(|(path, kind)| Change { path: path.to_owned(), kind });
        let changes = Changes { changes: changes.collect(), unchanged: 2 };
        let report = summary("generated-sdk", &changes, mode, "cargo xtask codegen");
        assert_eq!(report.status, status);
        assert_eq!(anstream::adapter::strip_str(&report.text).to_string(), expected);
    }

    #[test]
    fn changes_are_listed_and_counted() {
        let changes = [
            (
                "src/a.rs",
                ChangeKind::Stale {
                    present: Entry::File(b"a\n".to_vec()),
                    generated: "b\n".to_owned(),
                },
            ),
            ("src/b.rs", ChangeKind::Missing { generated: "b\n".to_owned() }),
            ("src/c", ChangeKind::Stray { present: Entry::Other }),
        ];
        let expected = "\
changed generated-sdk/src/a.rs
added   generated-sdk/src/b.rs
removed generated-sdk/src/c
generated-sdk: 1 changed, 1 added, 1 removed, 2 unchanged
";
        check_summary(&changes, Mode::Write, Status::Clean, expected);
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

not up to date: generated-sdk, 1 stale, 1 missing, 1 stray, 2 as generated
  help: `cargo xtask codegen` brings it up to date
";
        check_summary(&changes, Mode::Check, Status::Drift, expected);
        check_summary(
            &[],
            Mode::Check,
            Status::Clean,
            "up to date: generated-sdk, 2 files as generated\n",
        );
    }

    fn check(committed: &str, generated: &str, expected: &str) {
        let kind = ChangeKind::Stale {
            present: Entry::File(committed.into()),
            generated: generated.to_owned(),
        };
        let text = anstream::adapter::strip_str(&difference(&kind)).to_string();
        assert_eq!(text, expected);
    }

    #[test]
    fn diffs_are_from_committed_to_generated() {
        check("a\nb\n", "a\nc\n", "  @@ -1,2 +1,2 @@\n   a\n  -b\n  +c\n");
        check("a", "a\n", "  @@ -1 +1 @@\n  -a\n  \\ no line end at the end of the file\n  +a\n");
        check(
            "a\r\nb\r\n",
            "a\nb\n",
            "  only the line ends differ: CR LF is committed, LF is generated\n",
        );
    }

    #[test]
    fn long_diffs_are_cut() {
        let generated = "line\n".repeat(250);
        let text = difference(&ChangeKind::Missing { generated });
        let text = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(text.lines().count(), 101);
        assert!(text.ends_with("  … and 151 more lines\n"), "{text}");
    }

    #[test]
    fn stray_files_are_removals() {
        let text = difference(&ChangeKind::Stray { present: Entry::File(b"by hand\n".to_vec()) });
        assert!(text.contains("-by hand"), "{text}");
        let text = difference(&ChangeKind::Stray { present: Entry::Other });
        assert!(text.contains("not a file"), "{text}");
    }
}
