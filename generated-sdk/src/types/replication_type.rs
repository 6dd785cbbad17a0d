// @generated from #/components/schemas/ReplicationType. Do not edit: change the document or an overlay.

/// What part a participant has in replication.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ReplicationType {
    /// They publish here, and are replicated to at least one further stage.
    ///
    /// `SOURCE` on the wire.
    Source,
    /// They publish on another stage, and are replicated to this one.
    ///
    /// `REPLICA` on the wire.
    Replica,
    /// They have no part in it.
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
