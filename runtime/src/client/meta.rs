//! What a client can say of itself.

use super::Client;
use crate::endpoint::partition_of;

/// The service that a client calls, and where it calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClientMeta {
    /// The service's short name: `ivs-realtime`.
    pub service_id: &'static str,
    /// The service's full name, for people.
    pub title: &'static str,
    /// The version of its interface: `2020-07-14`.
    pub api_version: &'static str,
    /// The name that signatures are made for: `ivs`.
    pub signing_name: &'static str,
    /// The region that signatures are made for.
    pub region: String,
    /// The region's partition, as it stands in ARNs: `aws`, `aws-cn`.
    pub partition: &'static str,
    /// The address that requests go to, without a slash at its end.
    pub endpoint_url: String,
}

impl Client {
    /// The service that this client calls, and where.
    #[must_use]
    pub fn meta(&self) -> ClientMeta {
        let service = &self.0.service;
        ClientMeta {
            service_id: service.id,
            title: service.title,
            api_version: service.api_version,
            signing_name: service.signing_name,
            region: self.region().to_owned(),
            partition: partition_of(self.region()).name,
            endpoint_url: self.endpoint_url(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::test_fixtures::Fixture;

    #[test]
    fn it_names_service_region_and_address() {
        let builder = Fixture::new([]).builder().region("cn-north-1");
        let meta = builder.build().unwrap().0.meta();
        assert_eq!(meta.service_id, "ivs-realtime");
        assert_eq!(meta.api_version, "2020-07-14");
        assert_eq!(meta.signing_name, "ivs");
        assert_eq!(meta.region, "cn-north-1");
        assert_eq!(meta.partition, "aws-cn");
        assert_eq!(
            meta.endpoint_url,
            "https://ivsrealtime.cn-north-1.amazonaws.com.cn"
        );
    }
}
