// @generated from the service's OpenAPI document. Do not edit: change the document or an overlay.

//! Pagination: the items and the pages of a list.
//!
//! A list operation returns one page, with a token for the next. `items()` and `pages()` of a call
//! fetch them one after the other. The pages are fetched when they are needed.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), generated_sdk::Error> {
//! # use generated_sdk::testing::Fake;
//! # use generated_sdk::operations::ListStages as Call;
//! # use generated_sdk::operations::ListStagesOutput as Page;
//! # let fake = Fake::new().on::<Call>(|_| Ok(Page::default()));
//! # let client: generated_sdk::Client = fake.client();
//! let mut items = client.list_stages().items();
//! while let Some(item) = items.next().await {
//!     println!("{:?}", item?);
//! }
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "testing"))]
//! # fn main() {}
//! ```
//!
//! After an error the list ends. `try_collect` fetches all items, `limit` sets their maximum number:
//!
//! ```no_run
//! # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
//! let first: Vec<_> = client.list_stages().items().limit(20).try_collect().await?;
//! # let _ = first;
//! # Ok(())
//! # }
//! ```
//!
//! Items and pages are also a `Stream` of the crate `futures-core`, for the combinators of `futures` and
//! `tokio-stream`.
//!
//! # Pages
//!
//! A page is the output of one call, with its other members:
//!
//! ```no_run
//! # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
//! let mut pages = client.list_stages().pages().page_size(10);
//! while let Some(page) = pages.next().await {
//!     println!("{:?}", page?);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Resuming
//!
//! `token()` is the token of the next page. A list can be continued with it, in another process as well:
//!
//! ```no_run
//! # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
//! let mut pages = client.list_stages().pages();
//! let first = pages.next().await;
//! let saved = pages.token().map(str::to_owned);
//!
//! if let Some(token) = saved {
//!     let mut rest = client.list_stages().pages().resume_from(token);
//!     println!("{:?}", rest.next().await);
//! }
//! # let _ = first;
//! # Ok(())
//! # }
//! ```
//!
//! The service may reject a token after some time; the list is then read from its start.
