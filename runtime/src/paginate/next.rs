//! How a page is requested whose position is not a token of the page before: by a URL, an offset or a number.

use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use http::header::LINK;
use http::uri::{PathAndQuery, Scheme};
use http::{HeaderMap, StatusCode, Uri};

use crate::{ByteStream, CallOptions, Client, Error, ErrorKind, Paginated, Response};

/// How the next page of a list is requested.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// By a token of the page, in the input.
    Token,
    /// At a URL that is a member of the page.
    Link,
    /// At the URL of the header `Link` with the relation `next` (RFC 8288).
    LinkHeader,
    /// By the position of its first item. The first position is this.
    Offset(i64),
    /// By its number. The number of the first page is this.
    Number(i64),
}

/// The size of a page, and of the list.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default)]
pub struct Extent {
    /// The number of items on the page.
    pub items: usize,
    /// The number of items of the list, or of its pages if they are numbered.
    pub total: Option<i64>,
}

/// What a response tells of the next page beside its output.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// The URL of the next page in a header.
    next: Option<String>,
    /// Whether a header links to any other page of the list.
    has_links: bool,
    /// The hash of the body.
    pub(super) body: Option<u64>,
}

impl Head {
    pub(crate) fn of(response: &Response) -> Self {
        let mut hasher = DefaultHasher::new();
        response.body.hash(&mut hasher);
        let links = links(&response.headers);
        let mut head = Self { body: Some(hasher.finish()), ..Self::default() };
        for (url, relations) in links {
            for relation in relations.split_ascii_whitespace() {
                match relation.to_ascii_lowercase().as_str() {
                    "next" => head.next = head.next.take().or_else(|| Some(url.to_owned())),
                    "prev" | "previous" | "first" | "last" => {}
                    _ => continue,
                }
                head.has_links = true;
            }
        }
        head
    }

    /// The position of the next page, if there is one. `current` is the number or offset of this page.
    pub(super) fn following(
        self,
        kind: NextPage,
        token: Option<&str>,
        current: Option<i64>,
        extent: Extent,
    ) -> Option<String> {
        let (first, current, step) = match kind {
            NextPage::Token | NextPage::Link => return token.map(str::to_owned),
            NextPage::LinkHeader => return self.next,
            NextPage::Offset(first) => (first, current, i64::try_from(extent.items).ok()?),
            NextPage::Number(first) => (first, current, 1),
        };
        if extent.items == 0 || (self.has_links && self.next.is_none()) {
            return None;
        }
        let next = current.unwrap_or(first).checked_add(step)?;
        let is_past = |total: i64| next.saturating_sub(first) >= total;
        (!extent.total.is_some_and(is_past)).then(|| next.to_string())
    }
}

/// The URLs of the headers `Link`, each with its relations.
fn links(headers: &HeaderMap) -> Vec<(&str, &str)> {
    let mut links = Vec::new();
    for value in headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()) {
        let mut rest = value;
        while let Some((_, after)) = rest.split_once('<')
            && let Some((url, after)) = after.split_once('>')
        {
            let end = unquoted(after, ',').unwrap_or(after.len());
            let (parameters, others) = after.split_at(end);
            links.extend(relations(parameters).map(|relations| (url.trim(), relations)));
            rest = others;
        }
    }
    links
}

/// The value of the first parameter `rel`.
fn relations(mut parameters: &str) -> Option<&str> {
    loop {
        parameters = parameters.split_once(';')?.1;
        let end = unquoted(parameters, ';').unwrap_or(parameters.len());
        let (parameter, others) = parameters.split_at(end);
        if let Some((name, value)) = parameter.split_once('=')
            && name.trim().eq_ignore_ascii_case("rel")
        {
            return Some(value.trim().trim_matches('"'));
        }
        parameters = others;
    }
}

/// The position of a character outside of quotes.
fn unquoted(text: &str, wanted: char) -> Option<usize> {
    let mut is_quoted = false;
    text.char_indices().find_map(|(at, c)| {
        is_quoted ^= c == '"';
        (!is_quoted && c == wanted).then_some(at)
    })
}

/// The URL of the next page, which a page at `base` links to. It is on the same origin: the credentials of the client
/// are not sent elsewhere.
pub(crate) fn resolve(base: &Uri, link: &str) -> Result<Uri, Error> {
    let invalid = |problem: &str| {
        Error::new(ErrorKind::Pagination, format!("the URL of the next page {problem}"))
    };
    let link = link.split('#').next().unwrap_or_default();
    let path = base.path();
    let absolute = match link {
        _ if link.starts_with("//") => format!("{}:{link}", base.scheme_str().unwrap_or("https")),
        _ if has_scheme(link) => match link.strip_prefix("http://") {
            // Behind a proxy with TLS many services take their own URLs for plain ones.
            Some(rest) if base.scheme() == Some(&Scheme::HTTPS) => format!("https://{rest}"),
            _ => link.to_owned(),
        },
        _ if link.starts_with('/') => String::new(),
        _ if link.starts_with('?') => format!("{path}{link}"),
        _ => format!("{}/{link}", path.rsplit_once('/').map_or("", |(folder, _)| folder)),
    };
    let relative = match absolute.as_str() {
        "" => link,
        path if path.starts_with('/') => path,
        _ => {
            let uri: Uri = absolute.parse().map_err(|_| invalid("is not a valid URL"))?;
            return match (Origin::of(&uri), Origin::of(base)) {
                (Some(next), Some(own)) if next == own => Ok(uri),
                (Some(next), Some(own)) => Err(invalid(&format!(
                    "has another {} ({next}) than that of the request ({own}), and the credentials of this client are \
                     not sent there: create a client with that `base_url`, if the service is there as well",
                    next.difference(&own)
                ))),
                _ => Err(invalid("has no host, an invalid port, or a user name")),
            };
        }
    };
    let mut parts = base.clone().into_parts();
    let relative = PathAndQuery::try_from(relative);
    parts.path_and_query = Some(relative.map_err(|_| invalid("is not a valid URL"))?);
    Uri::from_parts(parts).map_err(|_| invalid("is not a valid URL"))
}

fn has_scheme(link: &str) -> bool {
    let scheme = link.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        let mut letters = scheme.chars();
        letters.next().is_some_and(|c| c.is_ascii_alphabetic())
            && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

#[derive(PartialEq, Eq)]
struct Origin<'u> {
    scheme: &'u Scheme,
    host: String,
    port: u16,
}

impl<'u> Origin<'u> {
    /// `None` with a user name, which no request has.
    fn of(uri: &'u Uri) -> Option<Self> {
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'))?;
        if !crate::uri::has_valid_port(authority) {
            return None;
        }
        let scheme = uri.scheme()?;
        let default = if *scheme == Scheme::HTTPS { 443 } else { 80 };
        let port = authority.port_u16().unwrap_or(default);
        Some(Self { scheme, host: authority.host().to_ascii_lowercase(), port })
    }

    /// What differs first: a scheme has a port of its own.
    fn difference(&self, other: &Self) -> &'static str {
        match self {
            _ if self.host != other.host => "host",
            _ if self.scheme != other.scheme => "scheme",
            _ => "port",
        }
    }
}

impl fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}:{}", self.scheme, self.host, self.port)
    }
}

impl Client {
    /// Sends one operation as [`send`](Self::send) does, at the URL of a page if `link` is one, and returns what the
    /// response tells of the next page. With `may_end` status 404 is the end of the list: `None`.
    pub(super) async fn send_page<O: Paginated>(
        &self,
        input: &O::Input,
        options: &CallOptions,
        link: Option<String>,
        may_end: bool,
    ) -> Result<Option<(O::Output, Head)>, O::Error> {
        #[cfg(any(test, feature = "testing"))]
        if self.is_fake() {
            let output = self.send::<O>(input, options).await?;
            // An output has no body: a page is equal to another by what it shows.
            let mut hasher = DefaultHasher::new();
            format!("{output:?}").hash(&mut hasher);
            return Ok(Some((output, Head { body: Some(hasher.finish()), ..Head::default() })));
        }
        let mut page = None;
        let mut decode = |response: &Response, stream: Option<ByteStream>| {
            let (output, _) = page.insert((O::decode(response)?, Head::of(response)));
            if let Some(stream) = stream {
                O::attach_body(output, stream);
            }
            Ok(())
        };
        let request = self.encode::<O>(input).map(|request| request.at(link));
        match self.dispatch(O::META, request, options, &mut decode).await {
            Err(error) if may_end && error.status() == Some(StatusCode::NOT_FOUND) => Ok(None),
            Err(error) => Err(error.into()),
            Ok(()) => page.map(Some).ok_or_else(|| Error::not_decoded().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::test_fixtures::PlainService;
    use crate::testing::{Fake, ManualSystem, ScriptedTransport, Step};
    use crate::{
        ClientBuilder, DecodeError, EncodedRequest, Environment, Items, Operation, OperationMeta,
        PageSized,
    };

    fn next(headers: &[&str]) -> Option<String> {
        let mut map = HeaderMap::new();
        for value in headers {
            map.append(LINK, HeaderValue::from_str(value).unwrap());
        }
        let status = http::StatusCode::OK;
        let response = Response { status, headers: map, body: bytes::Bytes::new() };
        Head::of(&response).next
    }

    #[test]
    fn the_next_page_is_that_of_the_relation() {
        for (headers, expected) in [
            (
                &["<https://a/?page=2>; rel=\"next\", <https://a/?page=9>; rel=\"last\""][..],
                "https://a/?page=2",
            ),
            (&["</a?ids=1,2>;title=\"x;y, z\" ; REL = \"prev NEXT\""], "/a?ids=1,2"),
            (&["</first>; rel=first", "</b>; rel=next; type=\"a/b\""], "/b"),
        ] {
            assert_eq!(next(headers).as_deref(), Some(expected), "{headers:?}");
        }
        for none in ["</a>; rel=prev", "</a>", "</a", "", "</a>; title=\"rel=next\"", "</a>; rel"] {
            assert_eq!(next(&[none]), None, "{none}");
        }
    }

    #[test]
    fn a_link_is_resolved_and_stays_on_its_origin() {
        let base: Uri = "https://Api.example.com/v1/things?a=b".parse().unwrap();
        for (link, expected) in [
            (
                "https://api.example.com/v1/things?page=2#x",
                "https://api.example.com/v1/things?page=2",
            ),
            ("https://api.EXAMPLE.com:443/x", "https://api.EXAMPLE.com:443/x"),
            ("//api.example.com/x", "https://api.example.com/x"),
            ("http://api.example.com/x", "https://api.example.com/x"),
            ("/x?t=https://b/", "https://Api.example.com/x?t=https://b/"),
            ("?page=2", "https://Api.example.com/v1/things?page=2"),
            ("others?page=2", "https://Api.example.com/v1/others?page=2"),
        ] {
            assert_eq!(resolve(&base, link).unwrap().to_string(), expected, "{link}");
        }
        for link in [
            "http://api.example.com:80/x",
            "https://api.example.com:8443/x",
            "https://api.example.com.evil.example/x",
            "https://user@api.example.com/x",
            "https://api.example.com@evil.example/x",
            "//evil.example/x",
            "ftp://api.example.com/x",
            "javascript:alert(1)",
            "https:///x",
            "/a b",
        ] {
            let error = resolve(&base, link).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Pagination, "{link}");
        }
        for (link, expected) in [
            (
                "wss://api.example.com/x?key=k",
                "has another scheme (wss://api.example.com:80) than that of the request (https://api.example.com:443)",
            ),
            ("https://api.example.com:8443/x", "has another port (https://api.example.com:8443)"),
            ("http://b.example/x", "has another host (https://b.example:443)"),
            ("https://user:p@api.example.com/x", "or a user name"),
        ] {
            let error = resolve(&base, link).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    /// Lists of words by the number of their page.
    struct Words;

    impl Operation for Words {
        type Input = i64;
        type Output = String;
        type Error = Error;
        const META: OperationMeta = OperationMeta::new("Words").read_only();

        fn encode(page: &i64) -> Result<EncodedRequest, Error> {
            Ok(EncodedRequest::new(http::Method::GET).literal("/").query("page", &page.to_string()))
        }

        fn decode(response: &Response) -> Result<String, DecodeError> {
            Ok(String::from_utf8_lossy(&response.body).into_owned())
        }
    }

    impl Paginated for Words {
        type Item = String;
        const NEXT: NextPage = NextPage::Number(1);

        fn number(input: &i64) -> Option<i64> {
            Some(*input)
        }

        fn set_number(input: &mut i64, number: i64) {
            *input = number;
        }

        fn extent(output: &String) -> Extent {
            Extent { items: output.split_whitespace().count(), total: None }
        }

        fn into_items(output: String) -> Vec<String> {
            output.split_whitespace().map(str::to_owned).collect()
        }
    }

    impl PageSized for Words {
        fn set_page_size(_: &mut i64, _: i64) {}
    }

    fn words(pages: &[(u16, &'static str)]) -> Items<Words> {
        let steps = pages.iter().map(|(status, body)| Step::response(*status, &[], *body));
        let client = ClientBuilder::<PlainService>::new(Environment::empty())
            .endpoint_url("https://api.example")
            .transport(ScriptedTransport::new(steps))
            .system(ManualSystem::default())
            .build()
            .unwrap()
            .0;
        Items::new(client, 1, CallOptions::default())
    }

    #[tokio::test]
    async fn a_page_that_does_not_exist_after_the_first_is_the_end() {
        let all: Vec<_> =
            words(&[(200, "a b"), (200, "c"), (404, "")]).try_collect().await.unwrap();
        assert_eq!(all, ["a", "b", "c"]);
        for pages in [&[(404, "")][..], &[(200, "a"), (403, "")]] {
            let error = words(pages).try_collect::<Vec<_>>().await.unwrap_err();
            assert_eq!(error.status().map(|it| it.as_u16()), Some(pages[pages.len() - 1].0));
        }
    }

    #[tokio::test]
    async fn a_repeated_page_is_the_end_if_it_is_short() {
        let short = [(200, "a b"), (200, "c"), (200, "c")];
        let mut items = words(&short);
        for expected in ["a", "b", "c"] {
            assert_eq!(items.next().await.unwrap().unwrap(), expected);
        }
        assert!(items.next().await.is_none());
        assert_eq!((items.token(), items.page_token()), (None, Some("2")));

        let same = [(200, "a b"), (200, "a b")];
        let error = words(&same).try_collect::<Vec<_>>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination);
        let all: Vec<_> = words(&same).page_size(3).try_collect().await.unwrap();
        assert_eq!(all, ["a", "b"]);
        words(&same).page_size(2).try_collect::<Vec<_>>().await.unwrap_err();
    }

    #[tokio::test]
    async fn a_fake_that_repeats_a_page_does_not_continue_for_ever() {
        let pages = ["a b", "c", ""].map(|page| Ok(page.to_owned()));
        let items = |fake: Fake| {
            Items::<Words>::new(fake.client::<PlainService>().0, 1, CallOptions::default())
        };
        let all: Vec<_> = items(Fake::new().in_order::<Words>(pages)).try_collect().await.unwrap();
        assert_eq!(all, ["a", "b", "c"]);
        let same = Fake::new().on::<Words>(|_| Ok("a b".to_owned()));
        let error = items(same.clone()).try_collect::<Vec<_>>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination);
        assert_eq!(same.calls::<Words>(), [1, 2]);
    }

    #[test]
    fn the_token_is_not_shown() {
        let items = words(&[]).resume_from("7654");
        assert!(!format!("{items:?}").contains("7654"));
    }

    #[test]
    fn numbers_follow_until_a_page_is_empty_or_the_list_is_complete() {
        let follow = |kind, current, items, total| {
            Head::default().following(kind, None, current, Extent { items, total })
        };
        assert_eq!(follow(NextPage::Offset(0), None, 20, None).as_deref(), Some("20"));
        assert_eq!(follow(NextPage::Offset(0), Some(20), 5, None).as_deref(), Some("25"));
        assert_eq!(follow(NextPage::Offset(0), Some(20), 5, Some(25)), None);
        assert_eq!(follow(NextPage::Offset(1), Some(21), 5, Some(26)).as_deref(), Some("26"));
        assert_eq!(follow(NextPage::Offset(0), Some(20), 0, None), None);
        assert_eq!(follow(NextPage::Number(1), None, 20, None).as_deref(), Some("2"));
        assert_eq!(follow(NextPage::Number(0), None, 20, Some(2)).as_deref(), Some("1"));
        assert_eq!(follow(NextPage::Number(0), Some(1), 20, Some(2)), None);
        assert_eq!(follow(NextPage::Number(1), Some(i64::MAX), 20, None), None);
        let last = Head { has_links: true, ..Head::default() };
        let extent = Extent { items: 20, total: None };
        assert_eq!(last.following(NextPage::Number(1), None, None, extent), None);
    }
}
