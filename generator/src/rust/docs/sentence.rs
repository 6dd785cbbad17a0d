//! The first sentence of a paragraph.

/// Up to the first full stop that ends a sentence, not one inside an abbreviation or a code span.
pub(super) fn first_sentence(paragraph: &str) -> &str {
    let mut in_code = false;
    let bytes = paragraph.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'`' => in_code = !in_code,
            b'.' if !in_code => {
                let before = &paragraph[..at];
                let abbreviation = ["e.g", "i.e", "etc"]
                    .iter()
                    .any(|end| before.ends_with(end));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_ends_where_a_reader_would_say() {
        let check = |text: &str, expected: &str| assert_eq!(first_sentence(text), expected);
        check("One. Two.", "One.");
        check("A name, e.g. of a room. More.", "A name, e.g. of a room.");
        check("Version 1.2 of it", "Version 1.2 of it");
        check("The `a. b` text. More", "The `a. b` text.");
    }
}
