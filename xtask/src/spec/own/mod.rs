//! Proves that the texts of this repository are its own: nowhere are eight words in a row equal to
//! AWS's.
//!
//! Ours is every text of the document and its overlays, AWS's is every text of the original document
//! and of the service model ([`texts`]). Both are taken apart into words first ([`words`]), so that
//! neither HTML nor code marks, case, punctuation or line breaks hide anything. Knows nothing of where
//! AWS's texts come from.

mod texts;
mod words;

use std::collections::HashMap;
use std::fmt;

use generator::document::{Document, Pointer, Source};
use generator::source::SourcePosition;

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
        for (at, text) in texts::prose(document) {
            self.texts += 1;
            for run in words::words(text).windows(RUN) {
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
        for (at, text) in texts::all(&document.value) {
            let words = words::words(text);
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
        .flat_map(|(text, line)| words::words(text).into_iter().map(move |word| (word, line)))
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

#[cfg(test)]
mod tests;
