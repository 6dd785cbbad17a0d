//! The methods of the builder that only AWS services have.

use std::sync::Arc;

use crate::{ClientBuilder, Credentials, ProvideCredentials, ServiceClient};

/// Settings of AWS services.
impl<C: ServiceClient> ClientBuilder<C> {
    /// Sets the region to call. Default: `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's
    /// `region`.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.settings.aws.region = Some(region.into());
        self
    }

    /// Sets fixed credentials.
    pub fn credentials(self, credentials: Credentials) -> Self {
        self.credentials_provider(credentials)
    }

    /// Sets the provider of credentials. Default: the environment variables; with the feature
    /// `default-chain` also profile, web identity, container and instance metadata.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials) -> Self {
        self.settings.aws.credentials = Some(Arc::new(provider));
        self
    }

    /// Sets the profile of the shared files. Its credentials take precedence over those of the
    /// environment, as with the CLI's `--profile`. Default: `AWS_PROFILE`, else `AWS_DEFAULT_PROFILE`, else `default`, whose
    /// credentials come after those of the environment.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.settings.aws.profile = Some(name.into());
        self
    }

    /// Sets whether to call FIPS 140 validated endpoints. Cannot be combined with
    /// [`endpoint_url`](Self::endpoint_url). Default: `AWS_USE_FIPS_ENDPOINT`, the profile's
    /// `use_fips_endpoint`, else `false`.
    pub fn use_fips(mut self, on: bool) -> Self {
        self.settings.aws.use_fips = Some(on);
        self
    }

    /// Sets whether to call dual-stack endpoints (IPv6 and IPv4). Cannot be combined with
    /// [`endpoint_url`](Self::endpoint_url). Default: `AWS_USE_DUALSTACK_ENDPOINT`, the profile's
    /// `use_dualstack_endpoint`, else `false`.
    pub fn use_dual_stack(mut self, on: bool) -> Self {
        self.settings.aws.use_dual_stack = Some(on);
        self
    }

    /// Sets whether the host prefixes of operations, such as `data.`, precede the host. `false` leaves every host as it
    /// is; `true` prefixes that of a custom [`endpoint_url`](Self::endpoint_url) too. Default:
    /// `AWS_DISABLE_HOST_PREFIX_INJECTION`, the profile's `disable_host_prefix_injection`, else hosts of AWS are
    /// prefixed, and those of a custom endpoint are not.
    pub fn inject_host_prefix(mut self, on: bool) -> Self {
        self.settings.aws.inject_host_prefix = Some(on);
        self
    }
}
