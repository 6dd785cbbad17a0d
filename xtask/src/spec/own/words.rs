//! Takes a text apart into words, so that two texts that read the same are the same.
//!
//! A word is a run of letters and digits, in lower case. Markup does not count: HTML tags and character
//! references, code marks and the targets of Markdown's links. An apostrophe belongs to its word and is
//! left out of it. A URL or an ARN, which is a fact, is one word however long it is.

/// Marks that may stand inside a word without ending it: apostrophes, and Markdown's for code and stress.
const INSIDE: [char; 4] = ['\'', '’', '`', '*'];

/// Tags that may, too.
const INLINE: [&str; 8] = ["a", "b", "code", "em", "i", "span", "strong", "u"];

/// The words of a text in HTML, in Markdown or without marks.
pub(super) fn words(text: &str) -> Vec<String> {
    let plain = without_link_targets(&without_references(&without_tags(text)));
    let mut words = Vec::new();
    for chunk in plain.split_whitespace() {
        let chunk = chunk.to_lowercase().replace(INSIDE, "");
        let chunk = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        if chunk.contains("://") || chunk.starts_with("arn:") {
            words.push(chunk.to_owned());
        } else {
            let parts = chunk.split(|c: char| !c.is_alphanumeric());
            words.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
        }
    }
    words
}

/// A blank for each tag, and nothing for one that words may have inside. A `<` before anything but a name is one that is meant.
fn without_tags(text: &str) -> String {
    replaced(text, '<', |rest| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let (tag, rest) = name.split_once('>').filter(|_| is_tag)?;
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next();
        let is_inline = name.is_some_and(|name| INLINE.contains(&name));
        Some((if is_inline { "" } else { " " }, rest))
    })
}

/// A blank for each character reference, as all of them stand for marks and none for a letter, and
/// nothing for an apostrophe.
fn without_references(text: &str) -> String {
    replaced(text, '&', |rest| {
        let (name, rest) = rest.split_once(';')?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let is_apostrophe = matches!(name, "#39" | "apos" | "rsquo" | "#8217");
        Some((if is_apostrophe { "" } else { " " }, rest))
    })
}

/// Nothing for each `](target)`.
fn without_link_targets(text: &str) -> String {
    replaced(text, ']', |rest| {
        let (_, rest) = rest.strip_prefix('(')?.split_once(')')?;
        Some(("", rest))
    })
}

/// Replaces what begins with a mark. `read` gets what follows the mark, and says what to write instead
/// and where to go on; without an answer the mark stays.
fn replaced<'t>(
    mut text: &'t str,
    mark: char,
    read: impl Fn(&'t str) -> Option<(&'static str, &'t str)>,
) -> String {
    let mut written = String::with_capacity(text.len());
    while let Some((before, after)) = text.split_once(mark) {
        written.push_str(before);
        match read(after) {
            Some((instead, rest)) => {
                written.push_str(instead);
                text = rest;
            }
            None => {
                written.push(mark);
                text = after;
            }
        }
    }
    written + text
}

#[cfg(test)]
mod tests {
    use super::words;

    fn check(text: &str, expected: &str) {
        assert_eq!(words(text).join(" "), expected, "{text}");
    }

    #[test]
    fn marks_case_and_breaks_do_not_count() {
        check(
            "<p>The <code>Stage</code>&#39;s <b>arn</b>&nbsp;&mdash;<a href=\"x y\">here</a>.</p><p>So",
            "the stages arn here so",
        );
        check(
            "The\n  `Stage`'s **arn**: [here](https://a.example/b)!",
            "the stages arn here",
        );
        check("real-time (RTMP/S)", "real time rtmp s");
        check("Größe 1.5", "größe 1 5");
    }

    #[test]
    fn what_only_looks_like_markup_is_text() {
        check("a < b & c; d<5 [e] (f)", "a b c d 5 e f");
        check("an <unclosed tag", "an unclosed tag");
        check("AT&T; Q&A", "at q a");
    }

    #[test]
    fn a_url_or_an_arn_is_one_word() {
        let url = "https://docs.example/a/b-c?d=e";
        check(&format!("see {url}."), &format!("see {url}"));
        check(
            "the ARN, `arn:aws:ivs:us-west-2:123:stage/Ab`",
            "the arn arn:aws:ivs:us-west-2:123:stage/ab",
        );
        check("^arn:aws:[0-9]+:stage$ it", "arn:aws:[0-9]+:stage it");
    }
}
