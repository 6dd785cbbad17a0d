//! Checks that the prose of this repository is its own: no eight consecutive words equal AWS's.
//!
//! Every string of the document and its overlays is compared with all prose of the original document
//! and of the service model. Both are split into words, so that HTML, Markdown, case, punctuation and
//! line breaks hide nothing.

use std::collections::HashMap;
use std::fmt;

use generator::document::{Document, Source};
use generator::pointer::Pointer;
use generator::source::SourcePosition;
use serde_json::Value;

use super::yaml;
use crate::report::{BAD, Failure, count};

/// The number of consecutive equal words that make a copy.
pub(super) const RUN: usize = 8;

/// The prose that AWS published, indexed by runs of words.
#[derive(Debug, Default)]
pub(super) struct Published {
    /// The location of each run of words.
    runs: HashMap<[String; RUN], String>,
    strings: usize,
}

/// The result of a comparison.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    pub(super) copies: Vec<Copy>,
    /// The number of strings of the repository, and of their words.
    strings: usize,
    words: usize,
    /// The number of published descriptions.
    published: usize,
}

/// Words copied from AWS.
#[derive(Debug)]
pub(super) struct Copy {
    /// The line of the first word, or else the position of the string.
    position: Option<SourcePosition>,
    /// The string, in its file.
    at: Pointer,
    /// The words, at least [`RUN`] of them.
    words: Vec<String>,
    /// Their location in what AWS published.
    published: String,
}

impl Published {
    /// Adds all prose of a document or model of this name.
    pub(super) fn add(&mut self, name: &str, document: &serde_json::Value) {
        for (at, string) in prose(document) {
            self.strings += 1;
            for run in split_words(string).windows(RUN) {
                if let Ok(run) = <[String; RUN]>::try_from(run.to_vec()) {
                    self.runs.entry(run).or_insert_with(|| format!("{name}, {at}"));
                }
            }
        }
    }

    /// Compares each string of a file, the document or an overlay.
    pub(super) fn compare(
        &self,
        file: &Source,
        comparison: &mut Comparison,
    ) -> Result<(), Failure> {
        let document = yaml::document(file, &[])?;
        comparison.published = self.strings;
        for (at, string) in all_strings(&document.value) {
            let words = split_words(string);
            comparison.strings += 1;
            comparison.words += words.len();
            for (words, published) in self.copies(&words) {
                comparison.copies.push(Copy {
                    position: position(&document, file, &at, words),
                    at: at.clone(),
                    words: words.to_vec(),
                    published: published.to_owned(),
                });
            }
        }
        Ok(())
    }

    /// The longest copied runs, and the published location of the first words of each.
    fn copies<'w>(&self, words: &'w [String]) -> Vec<(&'w [String], &str)> {
        let mut found = Vec::new();
        let mut start = 0;
        while let Some(run) = words.get(start..start + RUN) {
            let Some(published) = self.runs.get(run) else {
                start += 1;
                continue;
            };
            let mut end = start + RUN;
            while words.get(end + 1 - RUN..=end).is_some_and(|run| self.runs.contains_key(run)) {
                end += 1;
            }
            found.push((&words[start..end], published.as_str()));
            start = end;
        }
        found
    }
}

/// The line in which these words of a string begin, or else the position of the string.
///
/// A value has no lines, so the words are searched in the file from the position of the string on.
fn position(
    document: &Document,
    file: &Source,
    at: &Pointer,
    words: &[String],
) -> Option<SourcePosition> {
    let position = document.sources.position(at)?;
    let lines = file.text.lines().zip(1..).skip(position.line - 1);
    let (found, lines): (Vec<String>, Vec<usize>) = lines
        .flat_map(|(text, line)| split_words(text).into_iter().map(move |word| (word, line)))
        .unzip();
    let first = found.windows(words.len()).position(|run| run == words);
    match first.and_then(|first| lines.get(first)) {
        Some(line) if *line != position.line => {
            Some(SourcePosition { line: *line, column: 1, ..position })
        }
        _ => Some(position),
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let strings = count(self.strings, "string");
        let words = count(self.words, "word");
        let published = count(self.published, "description");
        write!(f, "{strings} of {words} with {published} by AWS")
    }
}

impl fmt::Display for Copy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (at, published, words) = (&self.at, &self.published, self.words.join(" "));
        write!(f, "{BAD}copied{BAD:#}     ")?;
        if let Some(position) = &self.position {
            write!(f, "{position}")?;
        }
        write!(f, "\n  at:    {at}\n  words: {words}\n  AWS's: {published}")
    }
}

/// The keys of prose in AWS's documents and models.
const PROSE: [&str; 5] =
    ["description", "summary", "documentation", "deprecatedMessage", "x-deprecatedMessage"];

/// All strings. Those too short to be prose are never copies.
fn all_strings(document: &Value) -> Vec<(Pointer, &str)> {
    let mut found = Vec::new();
    search(document, &Pointer::root(), &|_| true, &mut found);
    found
}

/// All strings under keys of prose.
fn prose(document: &Value) -> Vec<(Pointer, &str)> {
    let mut found = Vec::new();
    let is_prose = |key: &str| PROSE.contains(&key);
    search(document, &Pointer::root(), &is_prose, &mut found);
    found
}

/// Collects the strings whose keys are selected.
fn search<'v>(
    value: &'v Value,
    at: &Pointer,
    is_selected: &dyn Fn(&str) -> bool,
    found: &mut Vec<(Pointer, &'v str)>,
) {
    match value {
        Value::String(string) if is_selected(&at.key().unwrap_or_default()) => {
            found.push((at.clone(), string));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                search(item, &at.child(index), is_selected, found);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                search(member, &at.child(key), is_selected, found);
            }
        }
        _ => {}
    }
}

/// Characters within a word: apostrophes, and Markdown's marks for code and emphasis.
const INNER: [char; 4] = ['\'', '’', '`', '*'];

/// Tags within a word.
const INLINE: [&str; 8] = ["a", "b", "code", "em", "i", "span", "strong", "u"];

/// The words of HTML, Markdown or plain text, in lower case.
fn split_words(text: &str) -> Vec<String> {
    let plain = without_link_targets(&without_references(&without_tags(text)));
    let mut words = Vec::new();
    for chunk in plain.split_whitespace() {
        let chunk = chunk.to_lowercase().replace(INNER, "");
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

/// Replaces each tag with a space, an inline tag with nothing. A `<` not followed by a name is no tag.
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

/// Replaces each character reference with a space, that of an apostrophe with nothing. AWS uses
/// references for punctuation only.
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

/// Removes the `](target)` of links.
fn without_link_targets(text: &str) -> String {
    replaced(text, ']', |rest| {
        let (_, rest) = rest.strip_prefix('(')?.split_once(')')?;
        Some(("", rest))
    })
}

/// Replaces constructs that start with `mark`. `read` gets the rest after the mark and returns the
/// replacement and the remaining rest, or `None` to keep the mark.
fn replaced<'t>(
    mut text: &'t str,
    mark: char,
    read: impl Fn(&'t str) -> Option<(&'static str, &'t str)>,
) -> String {
    let mut written = String::with_capacity(text.len());
    while let Some((before, after)) = text.split_once(mark) {
        written.push_str(before);
        match read(after) {
            Some((replacement, rest)) => {
                written.push_str(replacement);
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
    use serde_json::{Value, json};

    use super::*;

    const ONE_TO_NINE: &str = "one two three four five six seven eight nine";

    /// Expects these copies in an overlay whose only update has these lines.
    #[track_caller]
    fn check(published: &Value, update: &str, expected: &[&str]) {
        let mut all = Published::default();
        all.add("the model", published);
        let text = format!(
            "overlay: 1.0.0\ninfo: {{title: Docs, version: '1'}}\nactions:\n- target: $.info\n  update:\n{update}"
        );
        let name = "docs.overlay.yaml".to_owned();
        let mut comparison = Comparison::default();
        all.compare(&Source { name, text: text.into() }, &mut comparison).unwrap();
        let found: Vec<String> = comparison
            .copies
            .iter()
            .map(|copy| anstream::adapter::strip_str(&copy.to_string()).to_string())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_copy_is_reported_with_line_words_and_origin() {
        check(
            &json!({"shapes": {"Stage": {"documentation": "<p>So: One two, <b>three</b> four five &mdash; six seven eight. Nine?</p>"}}}),
            "    description: |-\n      Own prose. `One` two three four\n      five six seven eight and more.\n",
            &["copied     docs.overlay.yaml:7:1\n  at:    #/actions/0/update/description\n  \
           words: one two three four five six seven eight\n  AWS's: the model, #/shapes/Stage/documentation"],
        );
    }

    #[test]
    fn eight_equal_words_are_a_copy() {
        let published = json!({"documentation": ONE_TO_NINE});
        check(
            &published,
            "    description: One two three four five six seven. Eight nine.\n",
            &["copied     docs.overlay.yaml:6:5\n  at:    #/actions/0/update/description\n  \
           words: one two three four five six seven eight nine\n  AWS's: the model, #/documentation"],
        );
        check(
            &published,
            "    description: One two three four five six seven and eight nine.\n    summary: Two three four five six seven eight, but not nine.\n",
            &[],
        );
        let published = json!({"documentation": "Go to https://a.example/one/two/three/four/five/six/seven and see"});
        check(
            &published,
            "    description: Went to https://a.example/one/two/three/four/five/six/seven and saw.\n",
            &[],
        );
    }

    #[test]
    fn all_own_strings_are_compared_with_published_prose_only() {
        let own = format!("    x-note: {{anywhere: [{ONE_TO_NINE}]}}\n");
        check(&json!({"pattern": ONE_TO_NINE}), &own, &[]);
        check(&json!({"documentation": {"shape": ONE_TO_NINE}}), &own, &[]);
        let found = "copied     docs.overlay.yaml:6:25\n  at:    #/actions/0/update/x-note/anywhere/0\n  \
                 words: one two three four five six seven eight nine\n  AWS's: the model, #/summary";
        check(&json!({"summary": ONE_TO_NINE}), &own, &[found]);
    }

    #[test]
    fn two_copies_in_one_string_are_two_passages() {
        let published = json!([{"description": ONE_TO_NINE}, {"description": "a b c d e f g h"}]);
        let copy = |words: &str, index: usize| {
            format!(
                "copied     docs.overlay.yaml:6:5\n  at:    #/actions/0/update/description\n  words: {words}\n  AWS's: the model, #/{index}/description"
            )
        };
        check(
            &published,
            &format!("    description: '{ONE_TO_NINE}. Own. A b c d e f g h'\n"),
            &[&copy(ONE_TO_NINE, 0), &copy("a b c d e f g h", 1)],
        );
    }

    #[track_caller]
    fn assert_words(text: &str, expected: &str) {
        assert_eq!(split_words(text).join(" "), expected, "{text}");
    }

    #[test]
    fn words_are_without_markup_case_and_line_breaks() {
        assert_words(
            "<p>The <code>Stage</code>&#39;s <b>arn</b>&nbsp;&mdash;<a href=\"x y\">here</a>.</p><p>So",
            "the stages arn here so",
        );
        assert_words(
            "The\n  `Stage`'s **arn**: [here](https://a.example/b)!",
            "the stages arn here",
        );
        assert_words("real-time (RTMP/S)", "real time rtmp s");
        assert_words("Größe 1.5", "größe 1 5");
        assert_words("a < b & c; d<5 [e] (f)", "a b c d 5 e f");
        assert_words("an <unclosed tag", "an unclosed tag");
        assert_words("AT&T; Q&A", "at q a");
        let url = "https://docs.example/a/b-c?d=e";
        assert_words(&format!("see {url}."), &format!("see {url}"));
        assert_words(
            "the ARN, `arn:aws:ivs:us-west-2:123:stage/Ab`",
            "the arn arn:aws:ivs:us-west-2:123:stage/ab",
        );
        assert_words("^arn:aws:[0-9]+:stage$ it", "arn:aws:[0-9]+:stage it");
    }
}
