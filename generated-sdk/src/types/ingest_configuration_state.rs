// @generated from #/components/schemas/IngestConfigurationState. Do not edit: change the document or an overlay.

/// Whether an encoder is publishing with an ingest configuration.
///
/// [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations) can filter by it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum IngestConfigurationState {
    /// An encoder is publishing.
    ///
    /// It must stop before
    /// [`UpdateIngestConfiguration`](crate::operations::UpdateIngestConfiguration);
    /// [`DeleteIngestConfiguration`](crate::operations::DeleteIngestConfiguration) requires
    /// `force`.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// No encoder is publishing.
    ///
    /// `INACTIVE` on the wire.
    Inactive,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    IngestConfigurationState;
    Active => "ACTIVE";
    Inactive => "INACTIVE";
}
