//! One file's difference, as people read it.

use similar::{ChangeTag, TextDiff};

use super::owned::Entry;
use super::sync::Kind;
use crate::report::{BAD, GOOD, NOTE, count};

/// How many lines of one file's difference are shown.
const MOST_LINES: usize = 100;

/// The unified diff from what is committed to what is generated, cut after 100 lines with a note
/// of how many more there are.
pub(super) fn unified(kind: &Kind) -> String {
    let (committed, generated) = match kind {
        Kind::Missing { generated } => (String::new(), generated.as_str()),
        Kind::Stale {
            committed,
            generated,
        } => (
            String::from_utf8_lossy(committed).into_owned(),
            generated.as_str(),
        ),
        Kind::Stray {
            committed: Entry::File(committed),
        } => (String::from_utf8_lossy(committed).into_owned(), ""),
        Kind::Stray {
            committed: Entry::Other,
        } => {
            return "  a link or a device, not a file\n".to_owned();
        }
    };
    of_texts(&committed, generated)
}

/// The same of two texts.
pub(crate) fn of_texts(committed: &str, generated: &str) -> String {
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

/// The lines of the diff, each indented and with its line end.
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
    use super::*;

    fn check(committed: &str, generated: &str, expected: &str) {
        let kind = Kind::Stale {
            committed: committed.into(),
            generated: generated.to_owned(),
        };
        let seen = anstream::adapter::strip_str(&unified(&kind)).to_string();
        assert_eq!(seen, expected);
    }

    #[test]
    fn shows_what_writing_would_do() {
        check("a\nb\n", "a\nc\n", "  @@ -1,2 +1,2 @@\n   a\n  -b\n  +c\n");
        check(
            "a",
            "a\n",
            "  @@ -1 +1 @@\n  -a\n  \\ no line end at the end of the file\n  +a\n",
        );
    }

    #[test]
    fn other_line_ends_are_said_and_not_shown() {
        check(
            "a\r\nb\r\n",
            "a\nb\n",
            "  only the line ends differ: CR LF is committed, LF is generated\n",
        );
    }

    #[test]
    fn long_differences_are_cut() {
        let generated = "line\n".repeat(250);
        let seen = unified(&Kind::Missing { generated });
        let seen = anstream::adapter::strip_str(&seen).to_string();
        assert_eq!(seen.lines().count(), 101);
        assert!(seen.ends_with("  … and 151 more lines\n"), "{seen}");
    }

    #[test]
    fn strays_are_shown_as_going() {
        let seen = unified(&Kind::Stray {
            committed: Entry::File(b"by hand\n".to_vec()),
        });
        assert!(seen.contains("-by hand"), "{seen}");
        let seen = unified(&Kind::Stray {
            committed: Entry::Other,
        });
        assert!(seen.contains("not a file"), "{seen}");
    }
}
