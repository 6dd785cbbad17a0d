//! Conversion of the HTML in AWS's documentation to Markdown that rustdoc accepts without a warning.

use std::borrow::Cow;

use htmd::element_handler::Handlers;
use htmd::options::{BulletListMarker, Options};
use htmd::{Element, HtmlToMarkdown};

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
