//! Markdown for rustdoc: escaping, code spans, first sentences and line breaks.

use super::prose::{longest_backticks, shown};

/// Escapes text outside of code spans, piece by piece. The state is whether the text of a link continues
/// after a code span.
#[derive(Default)]
pub(super) struct Plain {
    in_link: bool,
}

impl Plain {
    /// Appends a piece without code spans to `out`.
    pub(super) fn push(&mut self, piece: &str, out: &mut String) {
        let mut rest = piece;
        while let Some(first) = rest.chars().next() {
            let taken = match first {
                '\\' => verbatim(rest, 1 + rest[1..].chars().next().map_or(0, char::len_utf8), out),
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

    /// A bracket: the start of a link, or a literal character.
    fn open(&mut self, rest: &str, out: &mut String) -> usize {
        let Some(end) = rest.find(']') else {
            // The text of the link contains a code span.
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

/// The length of `(…)` after the text of a link; 0 without one.
fn target(after: &str) -> usize {
    let end = match after.strip_prefix('(') {
        Some(inside) if inside.starts_with('<') => inside.find(">)").map(|at| at + 3),
        Some(inside) => inside.find(')').map(|at| at + 2),
        None => None,
    };
    end.unwrap_or(0)
}

/// Keeps `<https://…>` and escapes any other `<` that could start a tag.
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

/// The length of the URL at the start of a text; 0 without one.
pub(super) fn address(text: &str) -> usize {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme));
    let Some(scheme) = scheme else { return 0 };
    let ends = |each: char| each.is_whitespace() || "<>\"'`[]{}|^".contains(each);
    let end = text.find(ends).unwrap_or(text.len());
    // Punctuation that ends a sentence is not part of a URL.
    let shown = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '\\']);
    if shown.len() > scheme.len() { shown.len() } else { 0 }
}

/// A Markdown code span of a text that may contain backticks and control characters.
pub(super) fn code(text: &str) -> String {
    let text = shown(text);
    if text.trim().is_empty() {
        return format!("`\"{text}\"`");
    }
    let longest = longest_backticks(&text);
    let fence = "`".repeat(longest + 1);
    if longest == 0 { format!("{fence}{text}{fence}") } else { format!("{fence} {text} {fence}") }
}

/// Returns the text up to the first full stop that is not part of an abbreviation or a code span.
pub(super) fn first_sentence(paragraph: &str) -> &str {
    let mut in_code = false;
    let bytes = paragraph.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'`' => in_code = !in_code,
            b'.' if !in_code => {
                let before = &paragraph[..at];
                let abbreviation = ["e.g", "i.e", "etc"].iter().any(|end| before.ends_with(end));
                let ends = matches!(bytes.get(at + 1), None | Some(b' '));
                if ends && !abbreviation {
                    return &paragraph[..=at];
                }
            }
            _ => {}
        }
    }
    paragraph
}

/// The columns of a line of documentation: 100 without indentation and `/// `.
#[derive(Clone, Copy, Debug)]
pub(super) enum Width {
    /// Documentation of an item or a module.
    Item = 96,
    /// Documentation of a field, a variant or a method, which is indented.
    Member = 92,
}

/// The fenced code blocks of a text, line by line.
#[derive(Default)]
pub(super) struct Fences {
    /// The fence that the open block began with.
    open: Option<String>,
}

/// A line with respect to fenced code blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FenceLine {
    Opening,
    Closing,
    Inside,
    Outside,
}

impl Fences {
    /// Reads the next line.
    pub(super) fn next(&mut self, line: &str) -> FenceLine {
        let line = line.trim();
        let marker = if line.starts_with('~') { '~' } else { '`' };
        let info = line.trim_start_matches(marker);
        let length = line.len() - info.len();
        match &self.open {
            // A closing fence is at least as long as the opening one.
            Some(open) if length >= open.len() && open.starts_with(marker) && info.is_empty() => {
                self.open = None;
                FenceLine::Closing
            }
            Some(_) => FenceLine::Inside,
            // A line such as "``` a ```" is a code span.
            None if length >= 3 && !(marker == '`' && info.contains('`')) => {
                self.open = Some(line[..length].to_owned());
                FenceLine::Opening
            }
            None => FenceLine::Outside,
        }
    }
}

/// Wraps paragraphs and list items. Code, tables and headings are kept.
pub(super) fn wrap(text: &str, width: Width) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open: Option<String> = None;
    let mut fences = Fences::default();
    for line in text.lines().map(str::trim_end) {
        let start = line.trim_start();
        let fence = fences.next(line);
        let verbatim = fence != FenceLine::Outside
            || line.starts_with("    ")
            || start.starts_with(['|', '#']);
        if verbatim || line.is_empty() || is_list_item(start) || start.starts_with('>') {
            lines.extend(open.take().into_iter().flat_map(|block| wrap_block(&block, width)));
        }
        // rustdoc compiles fenced code without a language.
        let bare = fence == FenceLine::Opening && start.trim_start_matches(['`', '~']).is_empty();
        match &mut open {
            _ if bare => lines.push(format!("{line}text")),
            _ if verbatim || line.is_empty() => lines.push(line.to_owned()),
            Some(block) => {
                block.push(' ');
                block.push_str(start);
            }
            None => open = Some(line.to_owned()),
        }
    }
    lines.extend(open.into_iter().flat_map(|block| wrap_block(&block, width)));
    lines
}

fn wrap_block(block: &str, width: Width) -> Vec<String> {
    // As most are. No character is wider than its bytes.
    if block.len() <= width as usize {
        return vec![block.to_owned()];
    }
    // A private-use character in place of a space that must not be broken.
    const HARD_SPACE: char = '\u{e000}';
    let indent = block.len() - block.trim_start().len();
    let marker = if is_list_item(block.trim_start()) {
        block.trim_start().find(' ').map_or(0, |end| end + 1)
    } else {
        0
    };
    let hanging = " ".repeat(indent + marker);
    let mut in_code = false;
    let unbroken: String = block
        .char_indices()
        .map(|(at, each)| {
            in_code ^= each == '`';
            // A word that is too long for a line stays on the line of its list marker.
            let by_marker = marker > 0 && at < indent + marker;
            if (in_code || by_marker) && each == ' ' { HARD_SPACE } else { each }
        })
        .collect();
    let options = textwrap::Options::new(width as usize)
        .subsequent_indent(&hanging)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::wrap(&unbroken, options)
        .into_iter()
        .enumerate()
        .map(|(number, line)| {
            let line = line.replace(HARD_SPACE, " ");
            let start = line.len() - line.trim_start().len();
            // A word that is wrapped to the start of a line must not start a list or a heading.
            if number > 0 && is_block_start(&line[start..]) {
                format!("{}\\{}", &line[..start], &line[start..])
            } else {
                line
            }
        })
        .collect()
}

fn is_list_item(line: &str) -> bool {
    let after_digits = line.trim_start_matches(|each: char| each.is_ascii_digit());
    let numbered = after_digits.len() < line.len() && after_digits.starts_with(". ");
    numbered || line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")
}

fn is_block_start(line: &str) -> bool {
    ["- ", "* ", "+ ", "# ", "> ", "= "].iter().any(|start| line.starts_with(start))
        || ["-", "*", "+", "=", "#"].contains(&line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: usize = Width::Member as usize;

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
        check("htmd wrote https://a.b/c\\_d", "htmd wrote <https://a.b/c_d>");
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
    fn text_that_resembles_a_tag_or_a_link_is_escaped() {
        check("<Role/> and </N>", "\\<Role/> and \\</N>");
        check(
            "[Deprecated] Use [Profile] / [Tier]",
            "\\[Deprecated\\] Use \\[Profile\\] / \\[Tier\\]",
        );
        check("Version [5.0.0 of <X>]", "Version \\[5.0.0 of \\<X>\\]");
        for kept in ["1 < 2", "a \\[b\\] \\<c>", "[text](<https://a.b/(c)>)", "é\\é \\"] {
            check(kept, kept);
        }
    }

    #[test]
    fn a_link_may_hold_a_code_span() {
        let mut plain = Plain::default();
        let mut out = String::new();
        plain.push("see [the ", &mut out);
        out.push_str("`x`");
        plain.push(" page https://a.b](<https://a.b>) and https://c.d", &mut out);
        assert_eq!(out, "see [the `x` page https://a.b](<https://a.b>) and <https://c.d>");
    }

    #[test]
    fn the_first_sentence_ends_at_its_full_stop() {
        let check = |text: &str, expected: &str| assert_eq!(first_sentence(text), expected);
        check("One. Two.", "One.");
        check("A name, e.g. of a room. More.", "A name, e.g. of a room.");
        check("Version 1.2 of it", "Version 1.2 of it");
        check("The `a. b` text. More", "The `a. b` text.");
    }

    #[test]
    fn paragraphs_and_lists_are_wrapped_and_code_is_not() {
        let word = "word ".repeat(30);
        let text = format!("{word}\n\n- {word}\n- short\n  more\n\n```\n{word}\n```");
        let lines = wrap(&text, Width::Member);
        assert!(lines.iter().filter(|line| !line.starts_with("word word")).count() > 3);
        assert!(lines.contains(&"- short more".to_owned()));
        assert!(lines.contains(&word.trim_end().to_owned()), "code keeps its line");
        let second =
            lines.iter().position(|line| line.starts_with("- word")).map(|at| &lines[at + 1]);
        assert!(second.is_some_and(|line| line.starts_with("  word")), "items hang: {second:?}");
        assert!(lines.iter().all(|line| line.len() <= WIDTH || !line.contains("- ")));
    }

    #[test]
    fn a_marker_never_stands_alone() {
        let name = "x".repeat(WIDTH);
        for marker in ["- ", "  - ", "12. "] {
            let hanging = " ".repeat(marker.len());
            let lines = [format!("{marker}{name}"), format!("{hanging}more")];
            assert_eq!(wrap(&format!("{marker}{name} more"), Width::Member), lines);
        }
    }

    #[test]
    fn a_wrapped_dash_does_not_begin_a_list() {
        let text = format!("{}- tail", "x".repeat(WIDTH - 1) + " ");
        assert_eq!(wrap(&text, Width::Member)[1], "\\- tail");
    }
}
