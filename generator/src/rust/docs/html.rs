//! Conversion of the HTML in documentation to Markdown: of texts that are HTML, as those of AWS, and of the tags in
//! texts that are Markdown.

use std::borrow::Cow;

use htmd::element_handler::Handlers;
use htmd::options::{BulletListMarker, Options};
use htmd::{Element, HtmlToMarkdown};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::prose::{OPTIONS, is_address};
use super::repair::edited;

/// A converter, which is created once per document.
pub(super) struct Html(HtmlToMarkdown);

impl Html {
    /// Creates a converter for AWS's conventions: `<a>` without a target names an operation or a shape.
    pub(super) fn new() -> Self {
        let options = Options {
            bullet_list_marker: BulletListMarker::Dash,
            ul_bullet_spacing: 1,
            ol_number_spacing: 1,
            ..Options::default()
        };
        Self(
            HtmlToMarkdown::builder()
                .options(options)
                .skip_tags(vec!["script", "style"])
                .add_handler(vec!["a"], anchor)
                .build(),
        )
    }

    /// Whether a text is HTML rather than Markdown.
    pub(super) fn is_html(text: &str) -> bool {
        text.match_indices('<').any(|(at, _)| {
            let tag = text[at + 1..].trim_start_matches('/');
            let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
            let closed = tag[name.len()..].starts_with(['>', ' ', '/', '\n']);
            closed && TAGS.contains(&name.to_ascii_lowercase().as_str())
        })
    }

    /// Converts an HTML text.
    pub(super) fn to_markdown(&self, html: &str) -> String {
        let html = unpacked(html);
        // The only error of htmd is that of a reader, and this one reads from memory.
        self.0.convert(&html).unwrap_or_else(|_| html.to_string())
    }

    /// Converts the tags in a Markdown text, of which the rest is kept.
    pub(super) fn in_markdown(&self, text: &str) -> String {
        let mut edits = Vec::new();
        let mut tags = Tags::default();
        for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
            match event {
                Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_)) => tags.depth += 1,
                Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::Table) => {
                    tags.depth = tags.depth.saturating_sub(1);
                }
                Event::Start(Tag::HtmlBlock) if Self::is_html(&text[range.clone()]) => {
                    let before = &text[..range.start];
                    let is_apart = before.is_empty() || before.ends_with("\n\n");
                    let start = if is_apart { "" } else { "\n" };
                    let markdown = self.to_markdown(&text[range.clone()]);
                    edits.push((range, format!("{start}{markdown}\n")));
                }
                Event::InlineHtml(tag) => {
                    edits.extend(tags.replacement(&tag).map(|markdown| (range, markdown)));
                }
                _ => {}
            }
        }
        edited(text, edits)
    }
}

/// Whether a text is Markdown, whatever tags it has.
pub(super) fn is_markdown(text: &str) -> bool {
    let mut paragraphs = 0;
    Parser::new_ext(text, OPTIONS).any(|event| match event {
        Event::Start(Tag::Paragraph) => {
            paragraphs += 1;
            paragraphs > 1
        }
        Event::Start(Tag::Link { link_type, .. }) => {
            !matches!(link_type, LinkType::Autolink | LinkType::Email)
        }
        Event::Start(
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) | Tag::Heading { .. } | Tag::List(_),
        )
        | Event::Start(Tag::Emphasis | Tag::Strong)
        | Event::Code(_) => true,
        _ => false,
    })
}

/// The tags in a Markdown text.
#[derive(Default)]
struct Tags {
    /// The number of lists, quotes and tables around the tag.
    depth: usize,
    /// The targets of the open links.
    links: Vec<Option<String>>,
}

impl Tags {
    /// What a tag becomes; `None` if it is not one of HTML.
    fn replacement(&mut self, tag: &str) -> Option<String> {
        let is_end = tag.starts_with("</");
        let inside = tag.trim_start_matches(['<', '/']);
        let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let space = if self.depth == 0 { "\n\n" } else { " " };
        Some(match name.as_str() {
            "a" if is_end => match self.links.pop().flatten() {
                Some(target) => format!("](<{target}>)"),
                None => String::new(),
            },
            "a" => {
                let target = reference(inside);
                let mark = if target.is_some() { "[" } else { "" };
                self.links.push(target);
                mark.to_owned()
            }
            "code" | "tt" => "`".to_owned(),
            "b" | "strong" => "**".to_owned(),
            "i" | "em" => "*".to_owned(),
            "br" | "p" | "div" | "ul" | "ol" => space.to_owned(),
            "li" if !is_end && self.depth == 0 => "\n- ".to_owned(),
            "font" | "img" | "small" | "sub" | "sup" | "u" => String::new(),
            name if TAGS.contains(&name) => String::new(),
            _ => return None,
        })
    }
}

/// The address that a tag refers to.
fn reference(tag: &str) -> Option<String> {
    let (_, value) = tag.split_once("href")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let target = value[1..].split(quote).next()?.trim();
    is_address(target).then(|| target.replace(['<', '>', ' ', '\n'], ""))
}

/// Unwraps prose from code blocks. AWS's texts were converted from Markdown, in which lines with too much
/// indentation became code blocks, tags included: `<pre><code> &lt;note&gt; …</code></pre>`.
fn unpacked(html: &str) -> Cow<'_, str> {
    const START: &str = "<pre><code>";
    const END: &str = "</code></pre>";
    let mut text = Cow::Borrowed("");
    let mut rest = html;
    while let Some((before, (code, after))) =
        rest.split_once(START).and_then(|(before, behind)| Some((before, behind.split_once(END)?)))
    {
        let prose = unescaped(code);
        text += before;
        if Html::is_html(&prose) {
            text.to_mut().push_str(&prose);
        } else {
            text.to_mut().extend([START, code, END]);
        }
        rest = after;
    }
    text + rest
}

fn unescaped(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (name, meant)| text.replace(name, meant))
}

/// The tags by which a text is recognized as HTML: those of AWS's texts.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "a", "b", "br", "caption", "code", "dd", "div", "dl", "dt", "em", "fullname", "h1", "h2", "h3",
    "h4", "h5", "i", "important", "li", "note", "ol", "p", "para", "pre", "span", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "tt", "ul",
];

fn anchor(
    handlers: &dyn Handlers,
    element: Element<'_>,
) -> Option<htmd::element_handler::HandlerResult> {
    let content = handlers.walk_children(element.node).content;
    let target = element.attrs.iter().find(|attribute| &*attribute.name.local == "href");
    let text = content.trim();
    let markdown = match target.map(|attribute| attribute.value.trim()) {
        _ if text.is_empty() => String::new(),
        Some(url) if url.starts_with("https://") || url.starts_with("http://") => {
            format!("[{text}](<{}>)", url.replace(['<', '>', ' ', '\n'], ""))
        }
        // A link relative to AWS's site has no meaning here.
        Some(_) => content,
        None if text.chars().all(|each| each.is_ascii_alphanumeric()) => format!("`{text}`"),
        None => content,
    };
    Some(markdown.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_distinguished_from_markdown() {
        assert!(Html::is_html("<p>A stage.</p>"));
        assert!(Html::is_html("one <code>token</code>"));
        assert!(!Html::is_html("a `Vec<u8>` and 1 < 2"));
        assert!(!Html::is_html("plain <https://docs.aws.amazon.com/>"));
    }

    #[test]
    fn tags_in_markdown_are_converted() {
        let html = Html::new();
        for (text, expected) in [
            (
                "One.\n\nBy <a href=\"https://a.b/c\">OAuth 2.0</a> at `d`.",
                "One.\n\nBy [OAuth 2.0](<https://a.b/c>) at `d`.",
            ),
            ("`a` <b>c</b> <code>d_e</code> <Role> `<b>`", "`a` **c** `d_e` <Role> `<b>`"),
            ("See [a](/b)<br/>and <a href='/c'>d</a>", "See [a](/b)\n\nand d"),
            ("One.\n\n<p>Two <i>a</i>.</p>\n\nThree.", "One.\n\nTwo *a*.\n\nThree."),
        ] {
            assert!(Html::is_html(text) && is_markdown(text), "{text}");
            assert_eq!(html.in_markdown(text), expected);
        }
        assert!(!is_markdown("<p>One</p>\n<p>Two</p>") && !is_markdown("one <code>token</code>"));
    }

    #[test]
    fn html_becomes_markdown() {
        let html = Html::new();
        let check = |text: &str, expected: &str| assert_eq!(html.to_markdown(text), expected);
        check("<p>One.</p> <p>Two <i>and</i> <code>x_y</code>.</p>", "One.\n\nTwo *and* `x_y`.");
        check("See <a>CreateStage</a>.", "See `CreateStage`.");
        check(
            "See <a href=\"https://docs.aws.amazon.com/x_(y)\">the guide</a>.",
            "See [the guide](<https://docs.aws.amazon.com/x_(y)>).",
        );
        check("<ul> <li> <p>One</p> </li> <li> <p>Two</p> </li> </ul>", "- One\n\n- Two");
        check(
            "<p>Deletes.</p> <pre><code> &lt;note&gt; &lt;p&gt;See &lt;a href=&quot;https://a.b&quot;&gt;B&lt;/a&gt;.\
             &lt;/p&gt; &lt;/note&gt; </code></pre>",
            "Deletes.\n\nSee [B](<https://a.b>).",
        );
        check("<p>One.</p> <pre><code> &lt;/p&gt; </code></pre>", "One.");
        check(
            "<p>A</p> <pre><code>if a &lt; b &amp;&amp; c</code></pre> <p>B</p>",
            "A\n\n```\nif a < b && c\n```\n\nB",
        );
        check("Map[0] of a*b &lt;name&gt;", "Map\\[0\\] of a\\*b \\<name>");
    }
}
