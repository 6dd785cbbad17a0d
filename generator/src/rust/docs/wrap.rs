//! Lines of bearable length that mean the same Markdown.

/// Columns that a line of documentation may take: of the file's 100, `///` takes four.
#[derive(Clone, Copy, Debug)]
pub(super) enum Width {
    /// Above an item or at the head of a file.
    Item = 96,
    /// Above a field, a variant or a method, which stand further in.
    Member = 92,
}

/// Wraps paragraphs and list items; leaves code, tables and headings as they are.
pub(super) fn wrap(text: &str, width: Width) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open: Option<String> = None;
    let mut fenced = false;
    for line in text.lines().map(str::trim_end) {
        let start = line.trim_start();
        let fence = start.starts_with("```");
        let verbatim = fenced || fence || line.starts_with("    ") || start.starts_with(['|', '#']);
        if verbatim || line.is_empty() || is_list_item(start) || start.starts_with('>') {
            lines.extend(
                open.take()
                    .into_iter()
                    .flat_map(|block| wrap_block(&block, width)),
            );
        }
        // A fence without a language would make rustdoc compile what it holds.
        let bare = fence && !fenced && start.trim_start_matches('`').is_empty();
        fenced ^= fence;
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
    // A character for private use, as wide as the space for which it stands.
    const HARD_SPACE: &str = "\u{e000}";
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
            // What is too long for a line stays beside the marker of its item all the same.
            let by_marker = marker > 0 && at < indent + marker;
            if (in_code || by_marker) && each == ' ' {
                HARD_SPACE.to_owned()
            } else {
                each.to_string()
            }
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
            // A word that came to stand at the start of a line must not begin a list or a heading.
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
    ["- ", "* ", "+ ", "# ", "> ", "= "]
        .iter()
        .any(|start| line.starts_with(start))
        || ["-", "*", "+", "=", "#"].contains(&line)
}

#[cfg(test)]
mod tests {
    use super::{Width, wrap};

    const WIDTH: usize = Width::Member as usize;

    #[test]
    fn paragraphs_and_lists_are_wrapped_and_code_is_not() {
        let word = "word ".repeat(30);
        let text = format!("{word}\n\n- {word}\n- short\n  more\n\n```\n{word}\n```");
        let lines = wrap(&text, Width::Member);
        assert!(
            lines
                .iter()
                .filter(|line| !line.starts_with("word word"))
                .count()
                > 3
        );
        assert!(lines.contains(&"- short more".to_owned()));
        assert!(
            lines.contains(&word.trim_end().to_owned()),
            "code keeps its line"
        );
        let second = lines
            .iter()
            .position(|line| line.starts_with("- word"))
            .map(|at| &lines[at + 1]);
        assert!(
            second.is_some_and(|line| line.starts_with("  word")),
            "items hang: {second:?}"
        );
        assert!(
            lines
                .iter()
                .all(|line| line.len() <= WIDTH || !line.contains("- "))
        );
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
