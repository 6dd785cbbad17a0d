// @generated from #/components/schemas/ReplicationType. Do not edit: change the document or an overlay.

/// Role of a participant in replication.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ReplicationType {
    /// The participant publishes on this stage and is replicated to at least one other stage.
    ///
    /// `SOURCE` on the wire.
    Source,
    /// The participant publishes on another stage and is replicated to this one.
    ///
    /// `REPLICA` on the wire.
    Replica,
    /// The participant is not replicated.
    ///
    /// `NONE` on the wire.
    None,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    ReplicationType;
    Source => "SOURCE";
    Replica => "REPLICA";
    None => "NONE";
}
