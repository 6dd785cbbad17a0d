//! Vectors about session tokens and bodies.

use super::super::super::SigningOptions;
use super::{POST, VANILLA, Vector};

pub(super) const VECTORS: &[Vector] = &[
    Vector {
        name: "get-vanilla-with-session-token",
        token: Some(SUITE_TOKEN),
        canonical: [
            "/",
            "",
            "host:example.amazonaws.com\nx-amz-date:20150830T123600Z\nx-amz-security-token:\
             6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267\n",
        ],
        hash: "067b36aa60031588cea4a4cde1f21215227a047690c72247f1d70b32fbbfad2b",
        header_signature: "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8",
        query_signature: "7ff2b50b376cb4d151970630573d6291dc128cc5c2a12ffb237f73cc53f67b6c",
        ..VANILLA
    },
    Vector {
        name: "post-sts-header-after",
        token: Some(STS_TOKEN),
        options: |options| options.sign_session_token = false,
        ..POST
    },
    Vector {
        name: "post-sts-header-before",
        token: Some(STS_TOKEN),
        canonical: [
            "/",
            "",
            "host:example.amazonaws.com\nx-amz-date:20150830T123600Z\nx-amz-security-token:\
             AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKW\
             HGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8\
             phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr\
             7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxB\
             A==\n",
        ],
        hash: "c237e1b440d4c63c32ca95b5b99481081cb7b13c7e40434868e71567c1a882f6",
        header_signature: "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
        query_signature: "46c2e3c63c1dbe7d39f8ada16fe7f001c1f56c5791441565323677f96308871c",
        ..POST
    },
    Vector {
        name: "post-x-www-form-urlencoded",
        headers: &[
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Content-Length", "13"),
        ],
        body: "Param1=value1",
        options: SEND_HASH,
        canonical: [
            "/",
            "",
            "content-length:13\ncontent-type:application/x-www-form-urlencoded\n\
             host:example.amazonaws.com\nx-amz-content-sha256:\
             9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e\n\
             x-amz-date:20150830T123600Z\n",
        ],
        hash: "b1edd1d03544c25390e32085d55b57acc9a3961bb59415ff86c45c3d89d16cfb",
        header_signature: "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
        query_signature: "89a40deed0f26f9461242825a082d2222717248abc7ab41f552ad84a94ad46e9",
        ..POST
    },
    Vector {
        name: "post-x-www-form-urlencoded-parameters",
        headers: &[
            (
                "Content-Type",
                "application/x-www-form-urlencoded; charset=utf-8",
            ),
            ("Content-Length", "13"),
        ],
        body: "Param1=value1",
        options: SEND_HASH,
        canonical: [
            "/",
            "",
            "content-length:13\ncontent-type:application/x-www-form-urlencoded; charset=utf-8\n\
             host:example.amazonaws.com\nx-amz-content-sha256:\
             9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e\n\
             x-amz-date:20150830T123600Z\n",
        ],
        hash: "a89f1a5b53e37702ee6363ce1da3ce8f54386f3c8f352ae652153c2982a0bc4d",
        header_signature: "328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422",
        query_signature: "0dbeb9b026c7b6675f266b8427efec9b4fa8b1f6ef1477d717aea231106eab4d",
        ..POST
    },
];

/// What the vectors with a signed body have in common.
const SEND_HASH: fn(&mut SigningOptions) = |options| options.send_payload_hash = true;

const SUITE_TOKEN: &str = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";

const STS_TOKEN: &str = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKW\
    HGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZamp\
    KsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64\
    lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";
