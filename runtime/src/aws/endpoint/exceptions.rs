//! Hosts that do not follow the rule of prefix, region and domain.
//!
//! The endpoint rules of most services differ in the prefix of the host only. The others are listed
//! here, as partitions are: by the prefix, the partition or region, and the kind of host. The table is
//! that of the rule sets in botocore's data, for the services with a document of a JSON protocol and for
//! those that credentials come from. `suites.rs` compares it with AWS's test cases.

use self::Kind::{Both, DualStack, Fips, Plain};
use super::region::{Partition, partition_of};

/// A kind of host.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Fips,
    DualStack,
    /// FIPS and dual stack.
    Both,
}

/// A host of one service.
struct Exception {
    /// The prefix of the service's hosts.
    prefix: &'static str,
    /// The partitions or regions where it applies; all if empty.
    places: &'static [&'static str],
    kinds: &'static [Kind],
    /// The host, with `{fips}` (`-fips` or nothing), `{region}`, `{suffix}` (the domain of this kind of
    /// host), `{plain}` and `{dual}` (the domains of plain and of dual-stack hosts).
    host: &'static str,
    region: Region,
}

/// The region in the host and in the signature.
#[derive(Clone, Copy)]
enum Region {
    /// The one of the client.
    Own,
    /// One for the whole partition: [`Partition::global_region`].
    Global,
    Fixed(&'static str),
}

/// A host, and the region that its requests are signed for.
pub(super) struct Host {
    pub(super) name: String,
    /// `None`: the region of the client.
    pub(super) signing_region: Option<&'static str>,
}

const ALL: &[Kind] = &[Plain, Fips, DualStack, Both];
const AWS: &[&str] = &["aws"];
const GOVCLOUD: &[&str] = &["aws-us-gov"];
const COMMERCIAL: &[&str] = &["aws", "aws-cn", "aws-us-gov"];
const AWS_AND_GOVCLOUD: &[&str] = &["aws", "aws-us-gov"];
const FOUR_REGIONS: &[&str] = &["us-east-1", "us-east-2", "us-west-1", "us-west-2"];
const DUAL: &[Kind] = &[DualStack, Both];
const IOT_FIPS: &[&str] =
    &["aws-us-gov", "ca-central-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"];

/// The first one that applies is used.
#[rustfmt::skip]
const EXCEPTIONS: &[Exception] = &[
    global("account", ALL),
    own("api.detective", AWS_AND_GOVCLOUD, &[DualStack, Both], "detective{fips}.{region}.{suffix}"),
    own("api.ecr", &[], DUAL, "ecr{fips}.{region}.{suffix}"),
    own("api.ecr-public", AWS, &[DualStack], "ecr-public.{region}.{suffix}"),
    own("api.mediatailor", AWS, &[DualStack], "mediatailor.{region}.{suffix}"),
    own("api.sagemaker", AWS_AND_GOVCLOUD, &[Fips], "api-fips.sagemaker.{region}.{suffix}"),
    own("api.tunneling.iot", COMMERCIAL, DUAL, "api.iot-tunneling{fips}.{region}.{suffix}"),
    own("batch", AWS, &[Fips], "fips.batch.{region}.{suffix}"),
    fixed("billingconductor", AWS, &[Plain], "billingconductor.{region}.{suffix}", "us-east-1"),
    own("budgets", &["aws-eusc"], &[Plain, DualStack], "budgets.{region}.{dual}"),
    everywhere("budgets", AWS, &[DualStack], "budgets.{region}.{suffix}"),
    everywhere("budgets", &["aws-iso-b", "aws-iso-e", "aws-iso-f"], &[Plain], "budgets.global.{suffix}"),
    everywhere("budgets", &[], ALL, "budgets{fips}.{suffix}"),
    own("catalog.marketplace", &["us-east-1"], &[DualStack], "catalog-marketplace.{region}.{suffix}"),
    own("ce", &["aws-eusc"], &[Plain], "ce.{region}.{dual}"),
    global("ce", ALL),
    fixed("chime", AWS, &[Plain], "chime.{region}.{suffix}", "us-east-1"),
    own("codecatalyst", &[], ALL, "codecatalyst{fips}.global.{dual}"),
    own("cognito-identity", AWS, &[DualStack], "cognito-identity.{region}.{plain}"),
    own("cognito-identity", FOUR_REGIONS, &[Both], "cognito-identity-fips.{region}.{plain}"),
    own("cognito-idp", AWS, &[DualStack], "cognito-idp.{region}.{plain}"),
    own("cognito-idp", FOUR_REGIONS, &[Both], "cognito-idp-fips.{region}.{plain}"),
    own("data-ats.iot", IOT_FIPS, &[Fips], "data.iot-fips.{region}.{suffix}"),
    own("data-ats.iot", &["cn-north-1"], &[Plain], "data.ats.iot.{region}.{suffix}"),
    own("databrew", &["us-gov-west-1"], &[Fips], "databrew.{region}.{suffix}"),
    own("dms", &["aws-iso", "aws-iso-b"], &[Fips], "dms.{region}.{suffix}"),
    own("eks", AWS, &[Fips], "fips.eks.{region}.{suffix}"),
    own("elasticfilesystem", COMMERCIAL, &[DualStack, Both], "efs{fips}.{region}.{suffix}"),
    own("entitlement.marketplace", AWS, &[DualStack], "entitlement-marketplace.{region}.{suffix}"),
    own("entitlement.marketplace", &["aws-cn"], &[Plain, DualStack], "entitlement-marketplace.{region}.{suffix}"),
    own("entitlement.marketplace", &["aws-eusc"], &[Plain], "entitlement-marketplace.{region}.{suffix}"),
    own("es", COMMERCIAL, &[DualStack], "aos.{region}.{suffix}"),
    own("events", GOVCLOUD, &[Both], "events.{region}.{suffix}"),
    everywhere("health", &["aws-global", "aws-cn-global"], &[Plain], "global.health.{suffix}"),
    own("health", &["aws-eusc"], &[Plain, Fips], "health{fips}.{region}.{dual}"),
    own("ingest.timestream", AWS, DUAL, "timestream-ingest{fips}.{region}.{suffix}"),
    own("ingest.timestream", GOVCLOUD, DUAL, "timestream-ingest.{region}.{suffix}"),
    own("kafka", &["aws", "aws-cn", "aws-eusc", "aws-us-gov"], &[DualStack], "kafka-api.{region}.{suffix}"),
    own("kafka", AWS, &[Both], "kafka-api-fips.{region}.{suffix}"),
    own("kafka", GOVCLOUD, &[Both], "kafka-api.{region}.{suffix}"),
    own("kafkaconnect", GOVCLOUD, &[Both], "kafkaconnect.{region}.{suffix}"),
    own("kendra-ranking", &[], &[Plain, Fips], "kendra-ranking{fips}.{region}.{dual}"),
    own("mediaconvert", &["cn-northwest-1"], &[Plain], "subscribe.mediaconvert.{region}.{suffix}"),
    own("metering.marketplace", COMMERCIAL, &[DualStack], "metering-marketplace.{region}.{suffix}"),
    own("metering.marketplace", &["aws-eusc"], &[Plain], "metering-marketplace.{region}.{suffix}"),
    own("metrics.sagemaker", AWS, &[Fips], "metrics-fips.sagemaker.{region}.{suffix}"),
    own("models.lex", AWS_AND_GOVCLOUD, &[Fips], "models-fips.lex.{region}.{suffix}"),
    fixed("networkmanager", AWS, ALL, "networkmanager{fips}.{region}.{suffix}", "us-west-2"),
    fixed("networkmanager", GOVCLOUD, &[Fips, Both], "networkmanager.{region}.{suffix}", "us-gov-west-1"),
    global("networkmanager", ALL),
    everywhere("organizations", GOVCLOUD, &[Fips, Both], "organizations.{region}.{suffix}"),
    global("organizations", ALL),
    own("query.timestream", AWS, DUAL, "timestream-query{fips}.{region}.{suffix}"),
    own("query.timestream", GOVCLOUD, DUAL, "timestream-query.{region}.{suffix}"),
    fixed("route53-recovery-control-config", AWS, &[Plain], "route53-recovery-control-config.{region}.{suffix}", "us-west-2"),
    fixed("route53-recovery-control-config", AWS, &[DualStack], "arc-recovery-control-config.{region}.{suffix}", "us-west-2"),
    global("route53-recovery-control-config", ALL),
    own("runtime.lex", AWS_AND_GOVCLOUD, &[Fips], "runtime-fips.lex.{region}.{suffix}"),
    own("runtime.sagemaker", AWS, &[Fips], "runtime-fips.sagemaker.{region}.{suffix}"),
    fixed("savingsplans", AWS, &[Plain], "savingsplans.amazonaws.com", "us-east-1"),
    fixed("savingsplans", AWS, &[DualStack], "savingsplans.global.{dual}", "us-east-1"),
    own("secretsmanager", AWS_AND_GOVCLOUD, DUAL, "secretsmanager{fips}.{region}.{plain}"),
    own("secretsmanager", &["aws-cn"], &[DualStack], "secretsmanager.{region}.{plain}"),
    everywhere("shield", AWS, &[Plain, Fips], "shield{fips}.{region}.{suffix}"),
    own("signin", AWS, &[Plain], "{region}.signin.aws.amazon.com"),
    own("signin", &["aws-cn"], &[Plain], "{region}.signin.amazonaws.cn"),
    own("signin", &["aws-eusc"], &[Plain], "{region}.signin.amazonaws-eusc.eu"),
    own("signin", &["aws-iso"], &[Plain], "{region}.signin.c2shome.ic.gov"),
    own("signin", &["aws-iso-b"], &[Plain], "{region}.signin.sc2shome.sgov.gov"),
    own("signin", &["aws-iso-e"], &[Plain], "{region}.signin.csphome.adc-e.uk"),
    own("signin", &["aws-iso-f"], &[Plain], "{region}.signin.csphome.hci.ic.gov"),
    own("signin", GOVCLOUD, &[Plain], "{region}.signin.amazonaws-us-gov.com"),
    own("signin", &["us-gov-west-1"], &[Fips], "signin-fips.amazonaws-us-gov.com"),
    own("signin", GOVCLOUD, &[Fips], "{region}.signin-fips.amazonaws-us-gov.com"),
    own("states", GOVCLOUD, &[DualStack], "states-fips.{region}.{suffix}"),
    own("states", &["us-gov-west-1"], &[Fips], "states.{region}.{suffix}"),
    own("streams.dynamodb", &[], DUAL, "streams-dynamodb{fips}.{region}.{suffix}"),
    fixed("support", &["aws-cn"], &[Plain], "support.{region}.{suffix}", "cn-north-1"),
    everywhere("support", &["aws", "aws-iso", "aws-iso-b"], &[Plain], "support.{region}.{suffix}"),
    everywhere("support", GOVCLOUD, &[Plain, Fips], "support.{region}.{suffix}"),
    own("swf", GOVCLOUD, &[DualStack], "swf-fips.{region}.{suffix}"),
    own("transcribe", AWS_AND_GOVCLOUD, &[Fips], "fips.transcribe.{region}.{suffix}"),
    own("transcribe", &["cn-north-1", "cn-northwest-1"], &[Plain], "cn.transcribe.{region}.{suffix}"),
    everywhere("waf", AWS, &[Plain, Fips], "waf{fips}.{suffix}"),
];

/// The prefixes whose standard hosts in GovCloud are the FIPS hosts: there are no `-fips` names.
const FIPS_BY_DEFAULT_IN_GOVCLOUD: &[&str] = &[
    "access-analyzer",
    "acm",
    "acm-pca",
    "appconfig",
    "appconfigdata",
    "application-autoscaling",
    "autoscaling-plans",
    "batch",
    "cassandra",
    "clouddirectory",
    "cloudtrail",
    "config",
    "connect",
    "dlm",
    "dms",
    "dynamodb",
    "eks",
    "elasticmapreduce",
    "emr-containers",
    "events",
    "fis",
    "glacier",
    "greengrass",
    "guardduty",
    "identitystore",
    "imagebuilder",
    "ingest.timestream",
    "kafka",
    "kafkaconnect",
    "kinesis",
    "logs",
    "mediaconvert",
    "oidc",
    "outposts",
    "participant.connect",
    "portal.sso",
    "query.timestream",
    "ram",
    "resource-groups",
    "route53resolver",
    "runtime.sagemaker",
    "serverlessrepo",
    "servicecatalog-appregistry",
    "servicequotas",
    "ssm",
    "sso",
    "streams.dynamodb",
    "sts",
    "swf",
];

/// The host of a service in a region.
pub(super) fn host(
    prefix: &str,
    partition: &Partition,
    region: &str,
    use_fips: bool,
    use_dual_stack: bool,
) -> Host {
    let kind = match (use_fips, use_dual_stack) {
        (false, false) => Plain,
        (true, false) => Fips,
        (false, true) => DualStack,
        (true, true) => Both,
    };
    let suffix =
        if use_dual_stack { partition.dual_stack_dns_suffix } else { partition.dns_suffix };
    let fips = if use_fips { "-fips" } else { "" };
    let exception = EXCEPTIONS.iter().find(|exception| {
        let places = exception.places;
        exception.prefix == prefix
            && exception.kinds.contains(&kind)
            && (places.is_empty() || places.iter().any(|at| [partition.name, region].contains(at)))
    });
    let Some(exception) = exception else {
        let is_fips_by_default = kind == Fips
            && partition.name == "aws-us-gov"
            && FIPS_BY_DEFAULT_IN_GOVCLOUD.contains(&prefix);
        let fips = if is_fips_by_default { "" } else { fips };
        let name = format!("{prefix}{fips}.{region}.{suffix}");
        return Host { name, signing_region: None };
    };
    let signing_region = match exception.region {
        Region::Own => None,
        Region::Global => Some(partition.global_region),
        Region::Fixed(region) => Some(region),
    };
    let template = if exception.host.is_empty() {
        format!("{prefix}{{fips}}.{{region}}.{{suffix}}")
    } else {
        exception.host.to_owned()
    };
    let name = template
        .replace("{fips}", fips)
        .replace("{region}", signing_region.unwrap_or(region))
        .replace("{suffix}", suffix)
        .replace("{plain}", partition.dns_suffix)
        .replace("{dual}", partition.dual_stack_dns_suffix);
    Host { name, signing_region }
}

/// The region that requests to this host of AWS are signed for; `None`: the region of the client.
pub(crate) fn signing_region(prefix: &str, region: &str, host: &str) -> Option<&'static str> {
    let partition = partition_of(region);
    let flags = [(false, false), (true, false), (false, true), (true, true)];
    let hosts = flags.map(|(use_fips, use_dual_stack)| {
        self::host(prefix, partition, region, use_fips, use_dual_stack)
    });
    hosts.iter().find(|found| found.name == host)?.signing_region
}

const fn own(
    prefix: &'static str,
    places: &'static [&'static str],
    kinds: &'static [Kind],
    host: &'static str,
) -> Exception {
    Exception { prefix, places, kinds, host, region: Region::Own }
}

const fn fixed(
    prefix: &'static str,
    places: &'static [&'static str],
    kinds: &'static [Kind],
    host: &'static str,
    region: &'static str,
) -> Exception {
    Exception { prefix, places, kinds, host, region: Region::Fixed(region) }
}

/// A host of a whole partition.
const fn everywhere(
    prefix: &'static str,
    places: &'static [&'static str],
    kinds: &'static [Kind],
    host: &'static str,
) -> Exception {
    Exception { prefix, places, kinds, host, region: Region::Global }
}

/// A service with one host for each partition.
const fn global(prefix: &'static str, kinds: &'static [Kind]) -> Exception {
    Exception { prefix, places: &[], kinds, host: "", region: Region::Global }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn exceptions_apply_by_place_and_kind() {
        for (prefix, region, use_fips, use_dual_stack, expected, signing_region) in [
            ("ivsrealtime", "us-gov-west-1", true, false, "ivsrealtime-fips.us-gov-west-1.amazonaws.com", None),
            ("batch", "us-gov-west-1", true, false, "batch.us-gov-west-1.amazonaws.com", None),
            ("batch", "eu-west-1", true, false, "fips.batch.eu-west-1.amazonaws.com", None),
            ("batch", "eu-west-1", false, false, "batch.eu-west-1.amazonaws.com", None),
            ("es", "eu-west-1", false, true, "aos.eu-west-1.api.aws", None),
            ("es", "eu-west-1", true, true, "es-fips.eu-west-1.api.aws", None),
            ("networkmanager", "eu-west-1", true, false, "networkmanager-fips.us-west-2.amazonaws.com", Some("us-west-2")),
            ("networkmanager", "cn-north-1", false, false, "networkmanager.cn-northwest-1.amazonaws.com.cn", Some("cn-northwest-1")),
            ("savingsplans", "eu-west-1", false, true, "savingsplans.global.api.aws", Some("us-east-1")),
            ("ce", "eu-west-1", false, false, "ce.us-east-1.amazonaws.com", Some("us-east-1")),
            ("budgets", "us-iso-west-1", false, false, "budgets.c2s.ic.gov", Some("us-iso-east-1")),
            ("secretsmanager", "eu-west-1", false, true, "secretsmanager.eu-west-1.amazonaws.com", None),
            ("kms", "eu-west-1", true, false, "kms-fips.eu-west-1.amazonaws.com", None),
            ("sts", "us-gov-east-1", true, false, "sts.us-gov-east-1.amazonaws.com", None),
        ] {
            let found = host(prefix, partition_of(region), region, use_fips, use_dual_stack);
            assert_eq!((found.name.as_str(), found.signing_region), (expected, signing_region));
            assert_eq!(super::signing_region(prefix, region, expected), signing_region);
        }
        assert_eq!(signing_region("networkmanager", "eu-west-1", "127.0.0.1"), None);
    }
}
