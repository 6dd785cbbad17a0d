//! Text between code spans, so that rustdoc reads nothing into it: an address becomes a link, and
//! what only looks like a tag or a link is escaped.

/// Takes over text piece by piece. What it has to remember is whether a link is open whose text goes
/// on behind a code span.
#[derive(Default)]
pub(super) struct Plain {
    in_link: bool,
}

impl Plain {
    /// Adds a piece without code spans to what is there.
    pub(super) fn push(&mut self, piece: &str, out: &mut String) {
        let mut rest = piece;
        while let Some(first) = rest.chars().next() {
            let taken = match first {
                '\\' => verbatim(
                    rest,
                    1 + rest[1..].chars().next().map_or(0, char::len_utf8),
                    out,
                ),
                '[' => self.open(rest, out),
                ']' if self.in_link => {
                    self.in_link = false;
                    verbatim(rest, 1 + target(&rest[1..]), out)
                }
                '<' => angle(rest, out),
                'h' if !self.in_link && begins_word(out) && address(rest) > 0 => {
                    let length = address(rest);
                    // Inside `<>` nothing is escaped.
                    out.push('<');
                    out.push_str(&rest[..length].replace('\\', ""));
                    out.push('>');
                    length
                }
                other => verbatim(rest, other.len_utf8(), out),
            };
            rest = &rest[taken..];
        }
    }

    /// A bracket: the start of a link, or a character like any other.
    fn open(&mut self, rest: &str, out: &mut String) -> usize {
        let Some(end) = rest.find(']') else {
            // The text of the link has a code span; without one behind it this is no link.
            self.in_link = true;
            return verbatim(rest, 1, out);
        };
        let after = &rest[end + 1..];
        if target(after) > 0 {
            return verbatim(rest, end + 1 + target(after), out);
        }
        if after.starts_with(['[', ':']) {
            return verbatim(rest, end + 1, out);
        }
        out.push_str("\\[");
        let mut inside = Self { in_link: false };
        inside.push(&rest[1..end], out);
        out.push_str("\\]");
        end + 1
    }
}

fn verbatim(rest: &str, length: usize, out: &mut String) -> usize {
    out.push_str(&rest[..length]);
    length
}

/// The length of `(…)` right behind the text of a link; 0 without one.
fn target(after: &str) -> usize {
    let end = match after.strip_prefix('(') {
        Some(inside) if inside.starts_with('<') => inside.find(">)").map(|at| at + 3),
        Some(inside) => inside.find(')').map(|at| at + 2),
        None => None,
    };
    end.unwrap_or(0)
}

/// `<https://…>` as it is; any other `<` that could begin a tag is escaped.
fn angle(rest: &str, out: &mut String) -> usize {
    let inside = &rest[1..];
    let end = inside.find('>').unwrap_or(0);
    if address(inside) > 0 && end > 0 && !inside[..end].contains(char::is_whitespace) {
        return verbatim(rest, end + 2, out);
    }
    if inside.starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next)) {
        out.push('\\');
    }
    verbatim(rest, 1, out)
}

fn begins_word(out: &str) -> bool {
    !out.ends_with(|last: char| last.is_alphanumeric())
}

/// The length of the address at the start of a text; 0 without one.
fn address(text: &str) -> usize {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.starts_with(scheme));
    let Some(scheme) = scheme else { return 0 };
    let ends = |each: char| each.is_whitespace() || "<>\"'`[]{}|^".contains(each);
    let end = text.find(ends).unwrap_or(text.len());
    // What ends a sentence does not belong to the address in it.
    let shown = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '\\']);
    if shown.len() > scheme.len() {
        shown.len()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut out = String::new();
        Plain::default().push(text, &mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn addresses_become_links() {
        check(
            "Guide at http://docs.aws.amazon.com/a_b.html.",
            "Guide at <http://docs.aws.amazon.com/a_b.html>.",
        );
        check("(see https://a.b/c).", "(see <https://a.b/c>).");
        check(
            "htmd wrote https://a.b/c\\_d",
            "htmd wrote <https://a.b/c_d>",
        );
        for kept in [
            "<https://a.b/c>",
            "[https://a.b](<https://a.b>)",
            "[the guide](https://a.b/c) and more",
            "xhttp://a.b",
            "http:// alone",
            "[name]: https",
        ] {
            check(kept, kept);
        }
    }

    #[test]
    fn what_only_looks_like_a_tag_or_a_link_is_escaped() {
        check("<Role/> and </N>", "\\<Role/> and \\</N>");
        check(
            "[Deprecated] Use [Profile] / [Tier]",
            "\\[Deprecated\\] Use \\[Profile\\] / \\[Tier\\]",
        );
        check("Version [5.0.0 of <X>]", "Version \\[5.0.0 of \\<X>\\]");
        for kept in [
            "1 < 2",
            "a \\[b\\] \\<c>",
            "[text](<https://a.b/(c)>)",
            "é\\é \\",
        ] {
            check(kept, kept);
        }
    }

    #[test]
    fn a_link_may_hold_a_code_span() {
        let mut plain = Plain::default();
        let mut out = String::new();
        plain.push("see [the ", &mut out);
        out.push_str("`x`");
        plain.push(
            " page https://a.b](<https://a.b>) and https://c.d",
            &mut out,
        );
        assert_eq!(
            out,
            "see [the `x` page https://a.b](<https://a.b>) and <https://c.d>"
        );
    }
}
