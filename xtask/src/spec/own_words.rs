//! Proves that the texts of this repository are its own: nowhere are eight words in a row equal to
//! AWS's.
//!
//! Ours is every text of the document and its overlays, AWS's is every text of the original document
//! and of the service model ([`texts`]). Both are taken apart into words first ([`words`]), so that
//! neither HTML nor code marks, case, punctuation or line breaks hide anything. Knows nothing of where
//! AWS's texts come from.

use std::collections::HashMap;
use std::fmt;

use generator::document::{Document, Pointer, Source};
use generator::source::SourcePosition;
use serde_json::Value;

use super::read;
use crate::report::{BAD, Failure, count};

/// So many equal words in a row are a copy.
pub(super) const RUN: usize = 8;

/// The texts of AWS, ready to be looked up.
#[derive(Debug, Default)]
pub(super) struct Theirs {
    /// Where each run of words stands.
    runs: HashMap<[String; RUN], String>,
    texts: usize,
}

/// What came of a comparison.
#[derive(Debug, Default)]
pub(super) struct Compared {
    pub(super) copies: Vec<Copy>,
    /// How many texts of ours were compared.
    texts: usize,
    words: usize,
    theirs: usize,
}

/// Words of ours that are AWS's.
#[derive(Debug)]
pub(super) struct Copy {
    /// The line of the first of them, as far as it can be told.
    place: Option<SourcePosition>,
    /// The text, in its file.
    at: Pointer,
    /// The words, at least [`RUN`] of them.
    words: Vec<String>,
    /// Where AWS has them.
    theirs: String,
}

impl Theirs {
    /// Adds all prose of a document or model, which people know by this name.
    pub(super) fn add(&mut self, name: &str, document: &serde_json::Value) {
        for (at, text) in prose(document) {
            self.texts += 1;
            for run in split_words(text).windows(RUN) {
                if let Ok(run) = <[String; RUN]>::try_from(run.to_vec()) {
                    self.runs
                        .entry(run)
                        .or_insert_with(|| format!("{name}, {at}"));
                }
            }
        }
    }

    /// Compares each text of a file of ours, the document or an overlay.
    pub(super) fn compare(&self, ours: &Source, compared: &mut Compared) -> Result<(), Failure> {
        let document = read::document(ours, &[])?;
        compared.theirs = self.texts;
        for (at, text) in all_strings(&document.value) {
            let words = split_words(text);
            compared.texts += 1;
            compared.words += words.len();
            for (words, theirs) in self.copies(&words) {
                compared.copies.push(Copy {
                    place: place(&document, ours, &at, words),
                    at: at.clone(),
                    words: words.to_vec(),
                    theirs: theirs.to_owned(),
                });
            }
        }
        Ok(())
    }

    /// The longest runs that are copies, and where AWS has the beginning of each.
    fn copies<'w>(&self, words: &'w [String]) -> Vec<(&'w [String], &str)> {
        let mut found = Vec::new();
        let mut start = 0;
        while let Some(theirs) = words.get(start..start + RUN).map(|run| self.runs.get(run)) {
            let Some(theirs) = theirs else {
                start += 1;
                continue;
            };
            let mut end = start + RUN;
            while words
                .get(end + 1 - RUN..=end)
                .is_some_and(|run| self.runs.contains_key(run))
            {
                end += 1;
            }
            found.push((&words[start..end], theirs.as_str()));
            start = end;
        }
        found
    }
}

/// The line in which those words of a text begin, or else the text's own place.
///
/// A value has no lines, so the words are looked for in the file from the text's key on.
fn place(
    document: &Document,
    ours: &Source,
    at: &Pointer,
    words: &[String],
) -> Option<SourcePosition> {
    let place = document.position(at)?;
    let lines = ours.text.lines().zip(1..).skip(place.line - 1);
    let (found, lines): (Vec<String>, Vec<usize>) = lines
        .flat_map(|(text, line)| split_words(text).into_iter().map(move |word| (word, line)))
        .unzip();
    let first = found.windows(words.len()).position(|run| run == words);
    match first.and_then(|first| lines.get(first)) {
        Some(line) if *line != place.line => Some(SourcePosition {
            line: *line,
            column: 1,
            ..place
        }),
        _ => Some(place),
    }
}

impl fmt::Display for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (texts, theirs) = (count(self.texts, "text"), count(self.theirs, "text"));
        let words = count(self.words, "word");
        write!(f, "{texts} of {words} with {theirs} of AWS")
    }
}

impl fmt::Display for Copy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (at, theirs, words) = (&self.at, &self.theirs, self.words.join(" "));
        write!(f, "{BAD}copied{BAD:#}     ")?;
        if let Some(place) = &self.place {
            write!(f, "{place}")?;
        }
        write!(f, "\n  at:    {at}\n  words: {words}\n  AWS's: {theirs}")
    }
}

/// The keys under which the documents and models of AWS have prose.
const PROSE: [&str; 5] = [
    "description",
    "summary",
    "documentation",
    "deprecatedMessage",
    "x-deprecatedMessage",
];

/// Every text with its place, whatever it is: what is too short to be a sentence equals none.
fn all_strings(document: &Value) -> Vec<(Pointer, &str)> {
    let mut found = Vec::new();
    search(document, &Pointer::root(), &|_| true, &mut found);
    found
}

/// The texts that are prose.
fn prose(document: &Value) -> Vec<(Pointer, &str)> {
    let mut found = Vec::new();
    let is_prose = |key: &str| PROSE.contains(&key);
    search(document, &Pointer::root(), &is_prose, &mut found);
    found
}

/// Collects the texts under the keys that are meant.
fn search<'v>(
    value: &'v Value,
    at: &Pointer,
    is_meant: &dyn Fn(&str) -> bool,
    found: &mut Vec<(Pointer, &'v str)>,
) {
    match value {
        Value::String(text) if is_meant(&at.key().unwrap_or_default()) => {
            found.push((at.clone(), text));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                search(item, &at.child(index), is_meant, found);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                search(member, &at.child(key), is_meant, found);
            }
        }
        _ => {}
    }
}

/// Marks that may stand inside a word without ending it: apostrophes, and Markdown's for code and stress.
const INSIDE: [char; 4] = ['\'', '’', '`', '*'];

/// Tags that may, too.
const INLINE: [&str; 8] = ["a", "b", "code", "em", "i", "span", "strong", "u"];

/// The words of a text in HTML, in Markdown or without marks.
fn split_words(text: &str) -> Vec<String> {
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

// words
#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const ONE_TO_NINE: &str = "one two three four five six seven eight nine";

    /// What is found in an overlay with these lines as its only update, when AWS says `theirs`.
    #[track_caller]
    fn check(theirs: &Value, update: &str, expected: &[&str]) {
        let mut all = Theirs::default();
        all.add("the model", theirs);
        let text = format!(
            "overlay: 1.0.0\ninfo: {{title: Docs, version: '1'}}\nactions:\n- target: $.info\n  update:\n{update}"
        );
        let name = "docs.overlay.yaml".to_owned();
        let mut compared = Compared::default();
        all.compare(&Source { name, text }, &mut compared).unwrap();
        let found: Vec<String> = compared
            .copies
            .iter()
            .map(|copy| anstream::adapter::strip_str(&copy.to_string()).to_string())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_copy_is_named_with_its_line_its_words_and_its_origin() {
        check(
            &json!({"shapes": {"Stage": {"documentation": "<p>So: One two, <b>three</b> four five &mdash; six seven eight. Nine?</p>"}}}),
            "    description: |-\n      Ours it is. `One` two three four\n      five six seven eight and more.\n",
            &[
                "copied     docs.overlay.yaml:7:1\n  at:    #/actions/0/update/description\n  \
           words: one two three four five six seven eight\n  AWS's: the model, #/shapes/Stage/documentation",
            ],
        );
    }

    #[test]
    fn seven_words_are_nobodys() {
        let theirs = json!({"documentation": ONE_TO_NINE});
        check(
            &theirs,
            "    description: One two three four five six seven. Eight nine.\n",
            &[
                "copied     docs.overlay.yaml:6:5\n  at:    #/actions/0/update/description\n  \
           words: one two three four five six seven eight nine\n  AWS's: the model, #/documentation",
            ],
        );
        check(
            &theirs,
            "    description: One two three four five six seven and eight nine.\n    summary: Two three four five six seven eight, but not nine.\n",
            &[],
        );
    }

    #[test]
    fn a_url_is_one_word() {
        let theirs = json!({"documentation": "Go to https://a.example/one/two/three/four/five/six/seven and see"});
        check(
            &theirs,
            "    description: Went to https://a.example/one/two/three/four/five/six/seven and saw.\n",
            &[],
        );
    }

    #[test]
    fn every_text_of_ours_counts_and_only_prose_of_theirs() {
        let ours = format!("    x-note: {{anywhere: [{ONE_TO_NINE}]}}\n");
        check(&json!({"pattern": ONE_TO_NINE}), &ours, &[]);
        check(
            &json!({"documentation": {"shape": ONE_TO_NINE}}),
            &ours,
            &[],
        );
        let found = "copied     docs.overlay.yaml:6:25\n  at:    #/actions/0/update/x-note/anywhere/0\n  \
                 words: one two three four five six seven eight nine\n  AWS's: the model, #/summary";
        check(&json!({"summary": ONE_TO_NINE}), &ours, &[found]);
    }

    #[test]
    fn two_copies_in_one_text_are_two() {
        let theirs = json!([{"description": ONE_TO_NINE}, {"description": "a b c d e f g h"}]);
        let text = format!("    description: '{ONE_TO_NINE}. Ours. A b c d e f g h'\n");
        let mut all = Theirs::default();
        all.add("the model", &theirs);
        let mut compared = Compared::default();
        let ours = Source {
            name: "d.yaml".to_owned(),
            text,
        };
        all.compare(&ours, &mut compared).unwrap();
        let words: Vec<usize> = compared
            .copies
            .iter()
            .map(|copy| copy.words.len())
            .collect();
        assert_eq!(words, [9, 8]);
        assert_eq!(
            compared.to_string(),
            "1 text of 18 words with 2 texts of AWS"
        );
    }

    use super::split_words;

    fn assert_words(text: &str, expected: &str) {
        assert_eq!(split_words(text).join(" "), expected, "{text}");
    }

    #[test]
    fn marks_case_and_breaks_do_not_count() {
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
    }

    #[test]
    fn what_only_looks_like_markup_is_text() {
        assert_words("a < b & c; d<5 [e] (f)", "a b c d 5 e f");
        assert_words("an <unclosed tag", "an unclosed tag");
        assert_words("AT&T; Q&A", "at q a");
    }

    #[test]
    fn a_url_or_an_arn_is_one_word() {
        let url = "https://docs.example/a/b-c?d=e";
        assert_words(&format!("see {url}."), &format!("see {url}"));
        assert_words(
            "the ARN, `arn:aws:ivs:us-west-2:123:stage/Ab`",
            "the arn arn:aws:ivs:us-west-2:123:stage/ab",
        );
        assert_words("^arn:aws:[0-9]+:stage$ it", "arn:aws:[0-9]+:stage it");
    }
}
