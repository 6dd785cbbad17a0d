//! The keywords of `info`: what the service is called, and where the document comes from.

use super::Next::{self, Each, Nothing, One};
use super::Part;
use crate::loss::Use::{self, Documented, Spare, Used};

const DIRECTORY: Use = Spare("it is for the pages of the directory that published the document");

pub(super) const INFO: &[(&str, Use, Next)] = &[
    ("title", Used, Nothing),
    ("version", Used, Nothing),
    ("description", Documented, Nothing),
    ("license", Documented, One(Part::License)),
    ("x-origin", Documented, Each(Part::Origin)),
    ("x-serviceName", Used, Nothing),
    ("x-providerName", Used, Nothing),
    ("x-aws-signingName", Used, Nothing),
    (
        "contact",
        Spare("it names who converted the document"),
        Nothing,
    ),
    (
        "termsOfService",
        Spare("the same page for every service"),
        Nothing,
    ),
    (
        "x-apiClientRegistration",
        Spare("the same page for every service"),
        Nothing,
    ),
    ("x-apisguru-categories", DIRECTORY, Nothing),
    ("x-logo", DIRECTORY, Nothing),
    ("x-preferred", DIRECTORY, Nothing),
    ("x-release", DIRECTORY, Nothing),
];

pub(super) const LICENSE: &[(&str, Use, Next)] =
    &[("name", Documented, Nothing), ("url", Documented, Nothing)];

pub(super) const ORIGIN: &[(&str, Use, Next)] = &[
    ("url", Documented, Nothing),
    ("contentType", DIRECTORY, Nothing),
    ("converter", DIRECTORY, Nothing),
    ("format", DIRECTORY, Nothing),
    ("version", DIRECTORY, Nothing),
    ("x-apisguru-driver", DIRECTORY, Nothing),
];
