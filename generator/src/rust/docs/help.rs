//! Help of the command-line client: sentences without Markdown.

use super::markdown::first_sentence;
use super::{Writer, first_paragraph};
use pulldown_cmark::{Event, Parser};
use std::collections::HashMap;

impl Writer<'_> {
    /// The first sentence of a text of the document, without Markdown; `None` if it is absent or empty. Code spans
    /// with the name of an operation become its command.
    pub(in crate::rust) fn help(
        &self,
        text: Option<&str>,
        commands: &HashMap<&str, &str>,
    ) -> Option<String> {
        let markdown = self.unlinked(text)?;
        let paragraph = first_paragraph(&markdown).replace('\n', " ");
        let mut help = String::new();
        for event in Parser::new(first_sentence(&paragraph)) {
            match event {
                Event::Code(code) => help.push_str(commands.get(&*code).copied().unwrap_or(&code)),
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    help.push_str(&text);
                }
                _ => {}
            }
        }
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        (!help.is_empty()).then_some(help)
    }
}
