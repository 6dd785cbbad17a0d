//! Lists as iterators.

use std::fmt;

use super::run;
use crate::{Error, Items, PageSized, Pages, Paginated};

/// A list, page by page: what [`Pages::blocking`] makes.
///
/// Taking a page blocks the thread. After an error the list is over.
#[must_use = "pages are fetched by iterating"]
pub struct BlockingPages<O: Paginated>(Option<Pages<O>>);

/// A list, item by item: what [`Items::blocking`] makes.
///
/// Taking an item blocks the thread when it is the first of its page. After an error the list is
/// over.
#[must_use = "items are fetched by iterating"]
pub struct BlockingItems<O: Paginated>(Option<Items<O>>);

impl<O: Paginated> Pages<O> {
    /// The same list as an iterator that blocks the thread.
    pub fn blocking(self) -> BlockingPages<O> {
        BlockingPages(Some(self))
    }
}

impl<O: Paginated> Items<O> {
    /// The same list as an iterator that blocks the thread.
    pub fn blocking(self) -> BlockingItems<O> {
        BlockingItems(Some(self))
    }
}

impl<O: Paginated> BlockingPages<O> {
    /// Asks for pages of at most `number` items, as [`Pages::page_size`] does.
    pub fn page_size(self, number: i64) -> Self
    where
        O: PageSized,
    {
        Self(self.0.map(|pages| pages.page_size(number)))
    }

    /// The token that asked for the page which was taken last, as [`Pages::page_token`] has it.
    #[must_use]
    pub fn page_token(&self) -> Option<&str> {
        self.0.as_ref()?.page_token()
    }

    /// The token of the page that comes next, as [`Pages::token`] has it.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.0.as_ref()?.token()
    }
}

impl<O: Paginated> BlockingItems<O> {
    /// Asks for pages of at most `number` items, as [`Items::page_size`] does.
    pub fn page_size(self, number: i64) -> Self
    where
        O: PageSized,
    {
        Self(self.0.map(|items| items.page_size(number)))
    }

    /// The token that asked for the page of the item that was taken last, as [`Items::page_token`] has it.
    #[must_use]
    pub fn page_token(&self) -> Option<&str> {
        self.0.as_ref()?.page_token()
    }

    /// The token of the page that the next item comes from, as [`Items::token`] has it.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.0.as_ref()?.token()
    }
}

impl<O: Paginated> Iterator for BlockingPages<O> {
    type Item = Result<O::Output, O::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut pages = self.0.take()?;
        let fetched = run(async move {
            let page = pages.next().await;
            (pages, page)
        });
        match fetched {
            Ok((pages, page)) => {
                self.0 = Some(pages);
                page
            }
            Err(error) => Some(Err(failed::<O>(error))),
        }
    }
}

impl<O: Paginated> Iterator for BlockingItems<O> {
    type Item = Result<O::Item, O::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        // What is there already needs no other thread.
        if let Some(item) = self.0.as_mut()?.ready() {
            return Some(Ok(item));
        }
        let mut items = self.0.take()?;
        let fetched = run(async move {
            let item = items.next().await;
            (items, item)
        });
        match fetched {
            Ok((items, item)) => {
                self.0 = Some(items);
                item
            }
            Err(error) => Some(Err(failed::<O>(error))),
        }
    }
}

fn failed<O: Paginated>(error: Error) -> O::Error {
    error.of_operation(O::META.name).into()
}

impl<O: Paginated> fmt::Debug for BlockingPages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingPages").field(&self.0).finish()
    }
}

impl<O: Paginated> fmt::Debug for BlockingItems<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingItems").field(&self.0).finish()
    }
}
