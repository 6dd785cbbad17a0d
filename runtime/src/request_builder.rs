//! The methods that all request builders of generated crates have.

/// Implements the methods of a request builder that do not depend on the members of its input, `IntoFuture`, and
/// [`OperationInput`](crate::OperationInput) for the input.
///
/// The builder is a structure with the fields `client`, `input` and `options`, and implements
/// [`Operation`](crate::Operation).
///
/// # Grammar
///
/// ```text
/// BUILDER(INPUT) -> Result<OUTPUT, ERROR>;
/// presign;    … for operations of AWS whose request has no body
/// pages;      … if the builder implements `Paginated`
/// items;      … if its pages have items
/// ```
///
/// # Features
///
/// The crate that contains the builder must declare a feature `blocking`.
#[doc(hidden)]
#[macro_export]
macro_rules! request_builder {
    ($name:ident($input:ident) -> Result<$output:ident, $error:ident>; $($method:ident;)*) => {
        impl $name {
            /// Changes the input, to set several members at once or conditionally.
            pub fn input(mut self, change: impl FnOnce(&mut $input)) -> Self {
                change(&mut self.input);
                self
            }

            /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
            pub fn into_input(self) -> $input {
                self.input
            }

            /// Sets the time-outs and retries of this call; by default those of the client.
            pub fn options(mut self, options: $crate::CallOptions) -> Self {
                self.options = options;
                self
            }

            /// Validates the input against the limits of the service's model: ranges of numbers, lengths of
            /// strings and collections. Patterns are not checked.
            ///
            /// # Errors
            ///
            /// Returns all violations, if there are any.
            #[inline]
            pub fn validate(self) -> Result<Self, $crate::Violations> {
                $crate::validate::Validate::validate(&self.input)?;
                Ok(self)
            }

            /// Sends the request, retries it if necessary, and returns the output. `.await` on the request
            /// builder itself does the same.
            ///
            /// # Errors
            ///
            /// Returns an [`Error`](crate::Error) if the service responds with an error, if no valid response
            /// is received in time, or if the request cannot be created.
            /// [`Error::kind`](crate::Error::kind) returns the reason.
            pub async fn send(self) -> Result<$output, $error> {
                self.client.send::<Self>(&self.input, &self.options).await
            }

            /// Sends the request and blocks the current thread until the call ends, as
            /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
            ///
            /// # Errors
            ///
            /// Returns the same errors as [`send`](Self::send).
            #[cfg(feature = "blocking")]
            pub fn send_blocking(self) -> Result<$output, $error> {
                self.client.send_blocking::<Self>(self.input, self.options)
            }

            /// Returns the request as it would be sent, with its credentials or its signature.
            ///
            /// # Errors
            ///
            /// Returns an [`Error`](crate::Error) if the request cannot be created or no credentials are
            /// available.
            pub async fn prepare(&self) -> Result<$crate::PreparedRequest, $error> {
                self.client.prepare::<Self>(&self.input, &self.options).await
            }

            $($crate::request_builder! { @$method $error })*
        }

        impl IntoFuture for $name {
            type Output = Result<$output, $error>;
            type IntoFuture = $crate::CallFuture<Self>;

            #[inline]
            fn into_future(self) -> $crate::CallFuture<Self> {
                Box::pin(self.send())
            }
        }

        impl $crate::OperationInput for $input {
            type Operation = $name;

            fn into_call(self, client: $crate::Client) -> $name {
                $name { client, input: self, options: $crate::CallOptions::default() }
            }
        }
    };
    (@presign $error:ident) => {
        /// Creates a presigned URL of the request, valid for 1 second to 7 days.
        ///
        /// # Errors
        ///
        /// Returns an [`Error`](crate::Error) if `expires` is out of range, the request cannot be created or
        /// no credentials are available.
        pub async fn presign(
            &self,
            expires: std::time::Duration,
        ) -> Result<$crate::PresignedRequest, $error> {
            self.client.presign::<Self>(&self.input, &self.options, expires).await
        }
    };
    (@pages $error:ident) => {
        /// Returns a paginator over the pages of the list, each fetched by one call.
        pub fn pages(self) -> $crate::Pages<Self> {
            $crate::Pages::new(self.client, self.input, self.options)
        }
    };
    (@items $error:ident) => {
        /// Returns a paginator over the items of all pages.
        pub fn items(self) -> $crate::Items<Self> {
            $crate::Items::new(self.client, self.input, self.options)
        }
    };
}
