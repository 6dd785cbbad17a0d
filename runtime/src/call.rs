//! What every pending call can do, written once.
//!
//! A generated crate declares a call as a struct with `client`, `input` and `options`, and with the
//! setters that are its own; [`pending_call!`](crate::pending_call) adds what all calls have. The
//! methods are made by a macro and not by a trait, so that nobody has to import one to send a call, and
//! so that documentation shows them with the call's own types. Knows no operation.

/// Gives a pending call its methods: `options`, `validate`, `send`, `send_blocking` and `prepare`; and,
/// where they are asked for, `presign`, `pages` and `items`.
///
/// The call is a struct with the fields `client`, `input` and `options`, for which
/// [`Operation`](crate::Operation) is implemented. `send_blocking` is there under the feature
/// `blocking` of the crate that calls the macro. `presign` is for calls without a body, `pages` and
/// `items` are for those that are [`Paginated`](crate::Paginated).
///
/// ```
/// use sdk_runtime::{CallOptions, Client, DecodeError, Error, Operation, OperationMeta};
/// use sdk_runtime::{Method, Request, Response, Validate, validate::Visitor};
///
/// /// Asks whether the service is there.
/// pub struct Ping {
///     client: Client,
///     input: PingInput,
///     options: CallOptions,
/// }
///
/// sdk_runtime::pending_call! {
///     Ping(PingInput) -> Result<PingOutput, Error>;
///     presign
/// }
///
/// # #[derive(Clone, Debug)]
/// pub struct PingInput {}
/// # #[derive(Debug)]
/// pub struct PingOutput {}
/// #
/// # impl Validate for PingInput {
/// #     fn visit(&self, _visitor: &mut Visitor<'_>) {}
/// # }
///
/// impl Operation for Ping {
///     type Input = PingInput;
///     type Output = PingOutput;
///     type Error = Error;
///     const META: OperationMeta = OperationMeta::new("Ping").read_only();
///
///     fn encode(_input: &PingInput) -> Result<Request, Error> {
///         Ok(Request::new(Method::GET).literal("/ping"))
///     }
///
///     fn decode(_response: &Response) -> Result<PingOutput, DecodeError> {
///         Ok(PingOutput {})
///     }
/// }
///
/// # async fn example(client: Client) -> Result<(), Error> {
/// let link = Ping::new(client.clone(), PingInput {}).presign(std::time::Duration::from_secs(60)).await?;
/// let output = Ping::new(client, PingInput {}).validate()?.send().await?;
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! pending_call {
    ($call:ident($input:ty) -> Result<$output:ty, $error:ty>; $($method:ident),* $(,)?) => {
        impl $call {
            pub(crate) fn new(client: $crate::Client, input: $input) -> Self {
                let options = $crate::CallOptions::default();
                Self { client, input, options }
            }

            /// Time-outs and retries for this call alone.
            pub fn options(mut self, options: $crate::CallOptions) -> Self {
                self.options = options;
                self
            }

            /// Compares what is to be sent with the limits that the service's document gives: sizes of
            /// numbers, lengths, counts. All violations come at once. Patterns are left to the service.
            pub fn validate(self) -> Result<Self, $crate::Violations> {
                $crate::Validate::validate(&self.input)?;
                Ok(self)
            }

            /// Sends the call and waits for the answer.
            // An `async fn` would hold the call twice, as what it was given and as what it works
            // with: 1.6 kB in place of 1.1 for a call with a large input.
            #[allow(clippy::manual_async_fn, reason = "half the size")]
            pub fn send(self) -> impl Future<Output = Result<$output, $error>> + Send {
                async move { self.client.send::<Self>(&self.input, &self.options).await }
            }

            /// Sends the call and blocks this thread until the answer is there, as
            /// [`blocking`](sdk_runtime::blocking) says.
            #[cfg(feature = "blocking")]
            pub fn send_blocking(self) -> Result<$output, $error> {
                self.client.send_blocking::<Self>(self.input, self.options)
            }

            /// Signs the call without sending it: to look at, to show, or to send by other means.
            pub async fn prepare(&self) -> Result<$crate::PreparedRequest, $error> {
                self.client.prepare::<Self>(&self.input, &self.options).await
            }

            $($crate::pending_call!(@$method $error);)*
        }
    };
    (@presign $error:ty) => {
        /// Makes a link that makes this call, good for 1 second to 7 days.
        pub async fn presign(
            &self,
            expires: ::std::time::Duration,
        ) -> Result<$crate::PresignedRequest, $error> {
            self.client.presign::<Self>(&self.input, &self.options, expires).await
        }
    };
    (@pages $error:ty) => {
        /// Sends call after call, one for each page.
        pub fn pages(self) -> $crate::Pages<Self> {
            $crate::Pages::new(self.client, self.input, self.options)
        }
    };
    (@items $error:ty) => {
        /// Sends call after call, and gives what the pages hold one by one.
        pub fn items(self) -> $crate::Items<Self> {
            $crate::Items::new(self.client, self.input, self.options)
        }
    };
}
