//! Lists that come in pages: the next page, the next item, and an end.
//!
//! A page's token asks for the page after it. These types pass tokens on and nothing else; what a
//! page holds is the service's business.

mod members;

use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

pub use self::members::PageToken;
use crate::{CallOptions, Client, Error, ErrorKind, Operation};

/// An operation whose output is one page of a list.
pub trait Paginated: Operation {
    /// What the list is made of.
    type Item: Send + 'static;

    /// The token of the page that `input` asks for; `None` for that of the list's beginning.
    fn token(input: &Self::Input) -> Option<&str>;

    /// Asks for the page that `token` stands for.
    fn set_token(input: &mut Self::Input, token: String);

    /// The token of the page after this one, if there is one.
    fn next_token(output: &Self::Output) -> Option<&str>;

    /// What the page holds.
    fn into_items(output: Self::Output) -> Vec<Self::Item>;
}

/// A list whose input bounds the size of a page.
pub trait PageSized: Paginated {
    /// Asks for pages of at most `number` items.
    fn set_page_size(input: &mut Self::Input, number: i64);
}

/// A list, page by page.
///
/// It holds a client of its own, so it goes on when the one that it was made with is dropped.
/// After an error the list is over; [`token`](Self::token) tells where to
/// [resume](Self::resume_from).
#[must_use = "pages are fetched by `.next().await`"]
pub struct Pages<O: Paginated> {
    client: Client,
    input: O::Input,
    options: CallOptions,
    trail: Trail,
}

/// A list, item by item, over all its pages.
#[must_use = "items are fetched by `.next().await`"]
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    page: std::vec::IntoIter<O::Item>,
    /// The token that asked for the page in hand.
    page_token: Option<String>,
    left: Option<usize>,
}

impl<O: Paginated> Pages<O> {
    /// The list that begins with what `input` asks for.
    pub fn new(client: Client, input: O::Input, options: CallOptions) -> Self {
        Self {
            trail: Trail::from(O::token(&input)),
            client,
            input,
            options,
        }
    }

    /// Begins with the page that `token` stands for.
    pub fn resume_from(mut self, token: impl Into<String>) -> Self {
        let token = token.into();
        self.trail.token = Some(token.clone());
        O::set_token(&mut self.input, token);
        self
    }

    /// Asks for pages of at most `number` items, as far as the service allows.
    pub fn page_size(mut self, number: i64) -> Self
    where
        O: PageSized,
    {
        O::set_page_size(&mut self.input, number);
        self
    }

    /// The token that asked for the page which [`next`](Self::next) gave last; `None` before the
    /// first page, and for the first page of a list that begins at its beginning.
    #[must_use]
    pub fn page_token(&self) -> Option<&str> {
        self.trail.current.as_deref()
    }

    /// The token of the page that [`next`](Self::next) fetches; `None` before the first page of a
    /// list that begins at its beginning, and after the last.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.trail.token.as_deref()
    }

    /// Fetches the next page; `None` after the last.
    ///
    /// Dropping the future loses nothing: the next call fetches the same page.
    ///
    /// # Errors
    /// What the operation gives; and kind [`Pagination`](ErrorKind::Pagination) when the service
    /// gives a token that it has given before, so that the list would never end.
    pub async fn next(&mut self) -> Option<Result<O::Output, O::Error>> {
        if self.trail.over {
            return None;
        }
        if let Some(error) = self.trail.take_loop() {
            return Some(Err(error.of_operation(O::META.name).into()));
        }
        let answer = self.client.send::<O>(&self.input, &self.options).await;
        // From here on nothing waits, so a dropped future leaves all as it was.
        let output = match answer {
            Ok(output) => output,
            Err(error) => {
                self.trail.over = true;
                return Some(Err(error));
            }
        };
        if let Some(token) = self.trail.follow(O::next_token(&output)) {
            O::set_token(&mut self.input, token);
        }
        Some(Ok(output))
    }
}

impl<O: Paginated> Items<O> {
    /// The list that begins with what `input` asks for.
    pub fn new(client: Client, input: O::Input, options: CallOptions) -> Self {
        let pages = Pages::new(client, input, options);
        Self {
            page_token: pages.trail.token.clone(),
            pages,
            page: Vec::new().into_iter(),
            left: None,
        }
    }

    /// Ends the list after `number` items.
    pub fn limit(mut self, number: usize) -> Self {
        self.left = Some(number);
        self
    }

    /// Begins with the page that `token` stands for.
    pub fn resume_from(mut self, token: impl Into<String>) -> Self {
        self.pages = self.pages.resume_from(token);
        self.page_token = self.pages.trail.token.clone();
        self
    }

    /// Asks for pages of at most `number` items, as far as the service allows.
    pub fn page_size(mut self, number: i64) -> Self
    where
        O: PageSized,
    {
        self.pages = self.pages.page_size(number);
        self
    }

    /// The token that asked for the page which the item given last came from; `None` before the
    /// first item, and on the first page of a list that begins at its beginning.
    #[must_use]
    pub fn page_token(&self) -> Option<&str> {
        self.pages.page_token()
    }

    /// The token of the page that the next item comes from, so that resuming loses no item: it
    /// repeats those of that page which were taken already. `None` while that is the first page
    /// of a list that began at its beginning.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        if self.page.as_slice().is_empty() {
            self.pages.token()
        } else {
            self.page_token.as_deref()
        }
    }

    /// The next item, fetched with its page when needed; `None` after the last.
    ///
    /// Dropping the future loses nothing.
    ///
    /// # Errors
    /// As [`Pages::next`]. After an error the list is over.
    pub async fn next(&mut self) -> Option<Result<O::Item, O::Error>> {
        loop {
            if let Some(item) = self.ready() {
                return Some(Ok(item));
            }
            if self.left == Some(0) {
                return None;
            }
            let asked = self.pages.trail.token.clone();
            match self.pages.next().await? {
                Ok(page) => {
                    self.page = O::into_items(page).into_iter();
                    self.page_token = asked;
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// The next item if it is there already.
    pub(crate) fn ready(&mut self) -> Option<O::Item> {
        if self.left == Some(0) {
            return None;
        }
        let item = self.page.next()?;
        self.left = self.left.map(|left| left.saturating_sub(1));
        Some(item)
    }
}

/// The way through the pages so far; the same code for every operation.
#[derive(Default)]
struct Trail {
    /// Asked for the page that has come last.
    current: Option<String>,
    token: Option<String>,
    over: bool,
    /// Whether the token in hand has been used before.
    circles: bool,
    /// Tokens can be long and pages many, so their hashes stand for them.
    seen: HashSet<u64>,
}

impl Trail {
    /// A way that begins at the page that `token` stands for; an empty one stands for none, here as in
    /// answers.
    fn from(token: Option<&str>) -> Self {
        Self {
            token: token.filter(|token| !token.is_empty()).map(str::to_owned),
            ..Self::default()
        }
    }

    /// Takes the token of the page after the one that has just come, and hands it on unless the
    /// list is over or goes in circles.
    fn follow(&mut self, token: Option<&str>) -> Option<String> {
        self.current = self.token.take();
        if let Some(current) = &self.current {
            self.seen.insert(hash(current));
        }
        let Some(token) = token.filter(|token| !token.is_empty()) else {
            self.over = true;
            return None;
        };
        self.circles = self.seen.contains(&hash(token));
        self.token = Some(token.to_owned());
        self.token.clone()
    }

    /// The error of a list that goes in circles. It comes after the page that showed it, since that
    /// page's content is good.
    fn take_loop(&mut self) -> Option<Error> {
        self.over = self.circles;
        self.circles.then(|| {
            Error::new(
                ErrorKind::Pagination,
                "the service gave a page token for the second time, so the list would never end",
            )
        })
    }
}

fn hash(token: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    token.hash(&mut hasher);
    hasher.finish()
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &O::META.name)
            .field("token", &self.trail.token)
            .field("over", &self.trail.over)
            .finish_non_exhaustive()
    }
}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("in_hand", &self.page.len())
            .field("left", &self.left)
            .finish()
    }
}

#[cfg(test)]
mod tests;
