//! Vectors about headers: white space, case, and more values for one name.

use super::{POST, VANILLA, Vector};

pub(super) const VECTORS: &[Vector] = &[
    Vector {
        name: "get-header-key-duplicate",
        headers: &[
            ("My-Header1", "value2"),
            ("My-Header1", "value2"),
            ("My-Header1", "value1"),
        ],
        canonical: [
            "/",
            "",
            "host:example.amazonaws.com\nmy-header1:value2,value2,value1\n\
             x-amz-date:20150830T123600Z\n",
        ],
        hash: "dc7f04a3abfde8d472b0ab1a418b741b7c67174dad1551b4117b15527fbe966c",
        header_signature: "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
        query_signature: "3349ee0b81b4b589da0ff28a395c3591e04de515651dd74f298fa992d1507a97",
        ..VANILLA
    },
    Vector {
        name: "get-header-value-multiline",
        headers: &[("My-Header1", "value1   value2      value3")],
        canonical: [
            "/",
            "",
            "host:example.amazonaws.com\nmy-header1:value1 value2 value3\n\
             x-amz-date:20150830T123600Z\n",
        ],
        hash: "e99419459a677bc11de234014be3c4e72c1ea5b454ceb58b613061f5d7a162e8",
        header_signature: "cfd34249e4b1c8d6b91ef74165d41a32e5fab3306300901bb65a51a73575eefd",
        query_signature: "e6f5def831211aca02987a44b96826706278c7bc078112ae0263659c5b2f2d56",
        ..VANILLA
    },
    Vector {
        name: "get-header-value-order",
        headers: &[
            ("My-Header1", "value4"),
            ("My-Header1", "value1"),
            ("My-Header1", "value3"),
            ("My-Header1", "value2"),
        ],
        canonical: [
            "/",
            "",
            "host:example.amazonaws.com\nmy-header1:value4,value1,value3,value2\n\
             x-amz-date:20150830T123600Z\n",
        ],
        hash: "31ce73cd3f3d9f66977ad3dd957dc47af14df92fcd8509f59b349e9137c58b86",
        header_signature: "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
        query_signature: "313720e71ca6202fdcfa9b20f88de01a4eb0638a83c833b1c184359a4eda864e",
        ..VANILLA
    },
    Vector {
        name: "get-header-value-trim",
        headers: &[("My-Header1", " value1"), ("My-Header2", " \"a   b   c\"")],
        canonical: [
            "/",
            "",
            "host:example.amazonaws.com\nmy-header1:value1\nmy-header2:\"a b c\"\n\
             x-amz-date:20150830T123600Z\n",
        ],
        hash: "a726db9b0df21c14f559d0a978e563112acb1b9e05476f0a6a1c7d68f28605c7",
        header_signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
        query_signature: "e7bb0fd515e125e1aec2ecc4c0c17484fb06f6846b927c35e46005dd3df3acd4",
        ..VANILLA
    },
    Vector {
        name: "post-header-key-case",
        ..POST
    },
    Vector {
        name: "post-header-key-sort",
        headers: &[("My-Header1", "value1")],
        canonical: [
            "/",
            "",
            "host:example.amazonaws.com\nmy-header1:value1\nx-amz-date:20150830T123600Z\n",
        ],
        hash: "9368318c2967cf6de74404b30c65a91e8f6253e0a8659d6d5319f1a812f87d65",
        header_signature: "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
        query_signature: "c09d07e0d55871f10f2a6d350d994acf6825a3cae70673d7def55616e6119dd7",
        ..POST
    },
    Vector {
        name: "post-header-value-case",
        headers: &[("My-Header1", "VALUE1")],
        canonical: [
            "/",
            "",
            "host:example.amazonaws.com\nmy-header1:VALUE1\nx-amz-date:20150830T123600Z\n",
        ],
        hash: "d51ced243e649e3de6ef63afbbdcbca03131a21a7103a1583706a64618606a93",
        header_signature: "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
        query_signature: "0698bc9e4f7f9139065ba2909c0e99da257e8e2a42492a097bcd46d792391fed",
        ..POST
    },
];
