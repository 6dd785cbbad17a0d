//! The report as people read it.

use std::fmt;

use super::{Entry, Loss, Use};

/// Four lists, each keyword on a line with its count, an example and, when it is ignored, the reason.
impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = self
            .entries
            .iter()
            .map(|entry| entry.part.len())
            .max()
            .unwrap_or(0);
        let keyword = self
            .entries
            .iter()
            .map(|entry| entry.keyword.chars().count())
            .max()
            .unwrap_or(0);
        let count = self
            .entries
            .iter()
            .map(|entry| entry.count.to_string().len())
            .max()
            .unwrap_or(0);
        for (title, rank) in [
            ("used", 0),
            ("documented only", 1),
            ("ignored, and something is lost", 2),
            ("ignored, and nothing is lost", 3),
        ] {
            let entries: Vec<&Entry> = self
                .entries
                .iter()
                .filter(|entry| super::rank(entry.fate) == rank)
                .collect();
            if entries.is_empty() {
                continue;
            }
            writeln!(f, "{title} ({})", entries.len())?;
            for entry in entries {
                write!(
                    f,
                    "  {:part$}  {:keyword$}  {:>count$}  {}",
                    entry.part, entry.keyword, entry.count, entry.example
                )?;
                match entry.fate {
                    Use::Ignored(why) | Use::Spare(why) => writeln!(f, "  ({why})")?,
                    Use::Used | Use::Documented => writeln!(f)?,
                }
            }
        }
        Ok(())
    }
}
