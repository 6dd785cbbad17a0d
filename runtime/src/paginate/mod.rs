//! Pagination: the pages and the items of a list operation.
//!
//! A response holds the token of the next page, which is sent with the next request. With the feature `pages` the
//! next page may also be at a URL, or have a number (`next.rs`).

#[cfg(feature = "pages")]
mod next;

use std::collections::HashSet;
use std::fmt;
use std::future::poll_fn;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use futures_core::Stream;

#[cfg(feature = "pages")]
pub(crate) use next::resolve;
#[cfg(feature = "pages")]
pub use next::{Extent, NextPage};

#[cfg(not(feature = "pages"))]
use crate::CallFuture;
use crate::{CallOptions, Client, Error, ErrorKind, Operation};

/// An operation whose output is one page of a list.
pub trait Paginated: Operation<Output: fmt::Debug> {
    /// The type of the list's items.
    type Item: Send + 'static;

    /// How the next page is requested.
    #[cfg(feature = "pages")]
    #[doc(hidden)]
    const NEXT: NextPage = NextPage::Token;

    /// Returns the page token of the input, or `None` for the first page.
    #[doc(hidden)]
    fn token(_input: &Self::Input) -> Option<&str> {
        None
    }

    /// Sets the page token of the input.
    #[doc(hidden)]
    fn set_token(_input: &mut Self::Input, _token: String) {}

    /// Returns the token or the URL of the next page, or `None` on the last page.
    #[doc(hidden)]
    fn next_token(_output: &Self::Output) -> Option<&str> {
        None
    }

    /// Returns the offset or the number of the page in the input.
    #[cfg(feature = "pages")]
    #[doc(hidden)]
    fn number(_input: &Self::Input) -> Option<i64> {
        None
    }

    /// Sets the offset or the number of the page in the input.
    #[cfg(feature = "pages")]
    #[doc(hidden)]
    fn set_number(_input: &mut Self::Input, _number: i64) {}

    /// Returns the number of items of the page, and the size of the list if the output has it.
    #[cfg(feature = "pages")]
    #[doc(hidden)]
    fn extent(_output: &Self::Output) -> Extent {
        Extent::default()
    }

    /// Returns whether the output says that there are more pages, or does not say it.
    #[cfg(feature = "pages")]
    #[doc(hidden)]
    fn has_more(_output: &Self::Output) -> bool {
        true
    }

    /// Returns the items of the page.
    #[doc(hidden)]
    fn into_items(output: Self::Output) -> Vec<Self::Item>;
}

/// A list operation whose input has a member for the page size.
pub trait PageSized: Paginated {
    /// Sets the maximum number of items per page.
    #[doc(hidden)]
    fn set_page_size(input: &mut Self::Input, number: i64);
}

/// The pages of a list, fetched one after the other: by [`next`](Self::next), or as a `Stream` of the crate
/// `futures-core`, for the combinators of `futures` and `tokio-stream`.
///
/// It holds a clone of the client. The list ends after an error; to continue it, pass
/// [`token`](Self::token) to [`resume_from`](Self::resume_from) of a new one.
///
/// # Example
///
/// ```
/// # use sdk_runtime::{PageSized, Pages};
/// # async fn example<O: PageSized<Output: std::fmt::Debug>>(pages: Pages<O>) -> Result<(), O::Error> {
/// // pages: that of a list operation, such as client.list_things().pages()
/// let mut pages = pages.page_size(50);
/// while let Some(page) = pages.next().await {
///     println!("{:?}, continued at {:?}", page?, pages.token());
/// }
/// # Ok(()) }
/// ```
#[must_use = "pages are fetched by `.next().await`"]
pub struct Pages<O: Paginated> {
    client: Client,
    input: O::Input,
    options: CallOptions,
    position: Position,
    fetch: Fetch<O>,
}

/// The call of a page that is in progress. It is used by exclusive references only; the mutex, which is never
/// locked, makes it `Sync`.
type Fetch<O> = Mutex<Option<PageFuture<O>>>;

#[cfg(not(feature = "pages"))]
type PageFuture<O> = CallFuture<O>;
#[cfg(feature = "pages")]
type PageFuture<O> = crate::BoxFuture<
    'static,
    Result<Option<(<O as Operation>::Output, next::Head)>, <O as Operation>::Error>,
>;

/// The items of all pages of a list, fetched page by page: by [`next`](Self::next), or as a `Stream` of the crate
/// `futures-core`.
///
/// # Example
///
/// ```
/// # use sdk_runtime::{Items, PageSized};
/// # async fn example<O: PageSized<Item: std::fmt::Debug>>(items: Items<O>) -> Result<(), O::Error> {
/// // items: those of a list operation, such as client.list_things().items()
/// let mut items = items.page_size(50).limit(200);
/// while let Some(item) = items.next().await {
///     println!("{:?}", item?);
/// }
/// # Ok(()) }
/// # async fn collect<O: PageSized<Item: std::fmt::Debug>>(items: Items<O>) -> Result<(), O::Error> {
///
/// // Or all of them:
/// let all: Vec<_> = items.try_collect().await?;
/// # Ok(()) }
/// ```
#[must_use = "items are fetched by `.next().await`"]
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    page: std::vec::IntoIter<O::Item>,
    remaining: Option<usize>,
}

impl<O: Paginated> Pages<O> {
    /// Creates the list that starts with the page of `input`. Called by generated code.
    #[doc(hidden)]
    pub fn new(client: Client, input: O::Input, options: CallOptions) -> Self {
        #[cfg(not(feature = "pages"))]
        let position = Position::from(O::token(&input));
        #[cfg(feature = "pages")]
        let position = match O::number(&input) {
            Some(number) => Position::from(Some(&number.to_string())),
            None => Position::from(O::token(&input)),
        };
        Self { client, input, options, position, fetch: Mutex::default() }
    }

    /// Starts with the page of `token`.
    pub fn resume_from(mut self, token: impl Into<String>) -> Self {
        let token = token.into();
        self.fetch = Mutex::default();
        self.position.token = Some(token.clone());
        self.set_token(token);
        self
    }

    /// Sets the maximum number of items per page; the service may return fewer.
    pub fn page_size(mut self, number: i64) -> Self
    where
        O: PageSized,
    {
        self.fetch = Mutex::default();
        O::set_page_size(&mut self.input, number);
        #[cfg(feature = "pages")]
        {
            self.position.page_size = Some(number);
        }
        self
    }

    /// Returns the token of the page that [`next`](Self::next) returned last, or `None` if that is the
    /// first page or no page has been fetched.
    #[must_use]
    pub fn page_token(&self) -> Option<&str> {
        self.position.current.as_deref()
    }

    /// Returns the token of the page that [`next`](Self::next) will fetch, or `None` if that is the
    /// first page or there are no more pages.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.position.token.as_deref()
    }

    /// Fetches the next page. Returns `None` after the last page.
    ///
    /// This method is cancel safe: if the future is dropped, the next call continues to wait for the same page,
    /// whose time-outs continue.
    ///
    /// # Errors
    ///
    /// Returns the errors of the operation, and an error of kind
    /// [`Pagination`](ErrorKind::Pagination) if the service returns a token for the second time, or the URL of a page
    /// on another origin.
    ///
    /// In a list by offset or number, status 404 for a page after the first is the end of the list, and so is a page
    /// that is returned twice, if it is shorter than the page size or the first page. Otherwise it is an error of the
    /// same kind.
    pub async fn next(&mut self) -> Option<Result<O::Output, O::Error>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// Fetches all pages into a collection.
    ///
    /// # Errors
    ///
    /// Returns the first error of [`next`](Self::next).
    pub async fn try_collect<C>(mut self) -> Result<C, O::Error>
    where
        C: Default + Extend<O::Output>,
    {
        let mut all = C::default();
        while let Some(page) = self.next().await {
            all.extend([page?]);
        }
        Ok(all)
    }

    fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<O::Output, O::Error>>> {
        if self.position.ended {
            return Poll::Ready(None);
        }
        let fetch = self.fetch.get_mut().unwrap_or_else(PoisonError::into_inner);
        let call = match fetch {
            Some(call) => call,
            None => {
                if let Some(error) = self.position.take_repeated() {
                    return Poll::Ready(Some(Err(error.of_operation(O::META.name).into())));
                }
                let Self { client, input, options, .. } = self;
                let (client, input, options) = (client.clone(), input.clone(), *options);
                #[cfg(not(feature = "pages"))]
                let call = async move { client.send::<O>(&input, &options).await };
                #[cfg(feature = "pages")]
                let link = self.position.link(O::NEXT);
                #[cfg(feature = "pages")]
                let may_end = self.position.first_items.is_some();
                #[cfg(feature = "pages")]
                let call =
                    async move { client.send_page::<O>(&input, &options, link, may_end).await };
                fetch.insert(Box::pin(call))
            }
        };
        let result = ready!(call.as_mut().poll(context));
        *fetch = None;
        let output = match result {
            Ok(output) => output,
            Err(error) => {
                self.position.ended = true;
                return Poll::Ready(Some(Err(error)));
            }
        };
        #[cfg(feature = "pages")]
        let output = match self.advance(output) {
            Ok(Some(output)) => output,
            Ok(None) => {
                self.position.end();
                return Poll::Ready(None);
            }
            Err(error) => return Poll::Ready(Some(Err(error.of_operation(O::META.name).into()))),
        };
        #[cfg(not(feature = "pages"))]
        if let Some(token) = self.position.advance(O::next_token(&output)) {
            self.set_token(token);
        }
        Poll::Ready(Some(Ok(output)))
    }

    #[cfg(not(feature = "pages"))]
    fn set_token(&mut self, token: String) {
        O::set_token(&mut self.input, token);
    }

    /// Sets the position of the page that is fetched next.
    #[cfg(feature = "pages")]
    fn set_token(&mut self, token: String) {
        match O::NEXT {
            NextPage::Token => O::set_token(&mut self.input, token),
            // Sent in place of the URL of the operation.
            NextPage::Link | NextPage::LinkHeader => {}
            NextPage::Offset(_) | NextPage::Number(_) => {
                let number = token.parse();
                self.position.is_invalid = number.is_err();
                O::set_number(&mut self.input, number.unwrap_or_default());
            }
        }
    }

    /// Moves to the page that follows. `None` if there is no page at the position.
    #[cfg(feature = "pages")]
    fn advance(
        &mut self,
        page: Option<(O::Output, next::Head)>,
    ) -> Result<Option<O::Output>, Error> {
        let Some((output, head)) = page else {
            return Ok(None);
        };
        let extent = O::extent(&output);
        if matches!(O::NEXT, NextPage::Offset(_) | NextPage::Number(_))
            && extent.items > 0
            && self.position.is_repeated(head.body, extent.items)?
        {
            return Ok(None);
        }
        let number = O::number(&self.input);
        let next = match O::has_more(&output) {
            true => head.following(O::NEXT, O::next_token(&output), number, extent),
            false => None,
        };
        if let Some(token) = self.position.advance(next.as_deref()) {
            self.set_token(token);
        }
        Ok(Some(output))
    }
}

/// No field is pinned.
impl<O: Paginated> Unpin for Pages<O> {}

impl<O: Paginated> Stream for Pages<O> {
    type Item = Result<O::Output, O::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}

impl<O: Paginated> Items<O> {
    /// Creates the list that starts with the page of `input`. Called by generated code.
    #[doc(hidden)]
    pub fn new(client: Client, input: O::Input, options: CallOptions) -> Self {
        let pages = Pages::new(client, input, options);
        Self { pages, page: Vec::new().into_iter(), remaining: None }
    }

    /// Limits the list to `number` items.
    pub fn limit(mut self, number: usize) -> Self {
        self.remaining = Some(number);
        self
    }

    /// Starts with the page of `token`.
    pub fn resume_from(mut self, token: impl Into<String>) -> Self {
        self.pages = self.pages.resume_from(token);
        self
    }

    /// Sets the maximum number of items per page; the service may return fewer.
    pub fn page_size(mut self, number: i64) -> Self
    where
        O: PageSized,
    {
        self.pages = self.pages.page_size(number);
        self
    }

    /// Returns the token of the page that the last item came from, or `None` if that is the first page
    /// or no item has been returned.
    #[must_use]
    pub fn page_token(&self) -> Option<&str> {
        self.pages.page_token()
    }

    /// Returns the token of the page that the next item will come from, or `None` if that is the first
    /// page. Resuming with it skips no item, but repeats the items of that page that were returned
    /// already.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        if self.page.as_slice().is_empty() { self.pages.token() } else { self.page_token() }
    }

    /// Returns the next item, and fetches the next page if necessary. Returns `None` after the last
    /// item.
    ///
    /// This method is cancel safe, as [`Pages::next`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Pages::next`]. The list ends after an error.
    pub async fn next(&mut self) -> Option<Result<O::Item, O::Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// Fetches all items into a collection: `let all: Vec<_> = items.try_collect().await?`.
    ///
    /// # Errors
    ///
    /// Returns the first error of [`next`](Self::next).
    pub async fn try_collect<C>(mut self) -> Result<C, O::Error>
    where
        C: Default + Extend<O::Item>,
    {
        let mut all = C::default();
        while let Some(item) = self.next().await {
            all.extend([item?]);
        }
        Ok(all)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item, O::Error>>> {
        loop {
            if let Some(item) = self.ready() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.remaining == Some(0) {
                return Poll::Ready(None);
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.page = O::into_items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    /// Returns the next item of the current page.
    pub(crate) fn ready(&mut self) -> Option<O::Item> {
        if self.remaining == Some(0) {
            return None;
        }
        let item = self.page.next()?;
        self.remaining = self.remaining.map(|remaining| remaining.saturating_sub(1));
        Some(item)
    }
}

/// No field is pinned.
impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated> Stream for Items<O> {
    type Item = Result<O::Item, O::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

/// The position in the list; the same code for every operation.
#[derive(Default)]
struct Position {
    /// The token of the page that was fetched last.
    current: Option<String>,
    token: Option<String>,
    ended: bool,
    /// Whether `token` has been used before.
    repeats: bool,
    /// Hashes of the tokens that were used, as tokens can be long and pages many.
    seen: HashSet<u64>,
    /// Whether the caller gave a token that is not a number where pages have numbers.
    #[cfg(feature = "pages")]
    is_invalid: bool,
    /// The hash of the body of the last page.
    #[cfg(feature = "pages")]
    body: Option<u64>,
    /// The number of items of the first page, in a list by offset or number.
    #[cfg(feature = "pages")]
    first_items: Option<usize>,
    /// The page size that the caller set.
    #[cfg(feature = "pages")]
    page_size: Option<i64>,
}

impl Position {
    /// The position before the page of `token`. An empty token means none, as in responses.
    fn from(token: Option<&str>) -> Self {
        Self {
            token: token.filter(|token| !token.is_empty()).map(str::to_owned),
            ..Self::default()
        }
    }

    /// Moves to the page of `token` and returns the token, unless there is no next page.
    fn advance(&mut self, token: Option<&str>) -> Option<String> {
        self.current = self.token.take();
        if let Some(current) = &self.current {
            self.seen.insert(hash(current));
        }
        let Some(token) = token.filter(|token| !token.is_empty()) else {
            self.ended = true;
            return None;
        };
        self.repeats = self.seen.contains(&hash(token));
        self.token = Some(token.to_owned());
        self.token.clone()
    }

    /// The error of a repeated token. It follows the page that contained the token, because that page
    /// is valid.
    fn take_repeated(&mut self) -> Option<Error> {
        #[cfg(feature = "pages")]
        if self.is_invalid {
            self.ended = true;
            return Some(Error::invalid_input("token", "is not the number of a page of this list"));
        }
        self.ended = self.repeats;
        self.repeats.then(|| {
            Error::new(
                ErrorKind::Pagination,
                "the service returned a page token for the second time, so that the list would never end",
            )
        })
    }

    /// The URL of the page, if it is at one.
    #[cfg(feature = "pages")]
    fn link(&self, next: NextPage) -> Option<String> {
        self.token.clone().filter(|_| matches!(next, NextPage::Link | NextPage::LinkHeader))
    }

    /// Whether a page is the same as the one before, which has another number: services return the last page also for
    /// the numbers after it.
    ///
    /// # Errors
    ///
    /// The page is not shorter than the first one or the page size, so that it is not known to be the last one: a
    /// service that ignores the number would return it for ever.
    #[cfg(feature = "pages")]
    fn is_repeated(&mut self, body: Option<u64>, items: usize) -> Result<bool, Error> {
        let first = *self.first_items.get_or_insert(items);
        if body.is_none() || self.body != body {
            self.body = body;
            return Ok(false);
        }
        self.ended = true;
        let size = self.page_size.and_then(|size| usize::try_from(size).ok());
        if items < size.unwrap_or(first).max(first) {
            return Ok(true);
        }
        Err(Error::new(
            ErrorKind::Pagination,
            "the service returned the same page for the second time, so that the list would never end",
        ))
    }

    /// Ends the list after the current page.
    #[cfg(feature = "pages")]
    fn end(&mut self) {
        self.ended = true;
        self.token = None;
    }
}

fn hash(token: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    token.hash(&mut hasher);
    hasher.finish()
}

/// Does not show the token, which may be a URL with an API key.
impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &O::META.name)
            .field("ended", &self.position.ended)
            .finish_non_exhaustive()
    }
}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("buffered", &self.page.len())
            .field("remaining", &self.remaining)
            .finish()
    }
}

#[cfg(all(test, feature = "aws"))]
mod tests;
