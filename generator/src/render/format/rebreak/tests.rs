const WIDTH: usize = 89;

fn rebreak(printed: &str) -> String {
    super::rebreak(printed, WIDTH)
}

#[test]
fn a_value_that_fits_goes_to_the_next_line() {
    let printed = "        self.a = Some(\n            value.into(),\n        );\n";
    assert_eq!(
        rebreak(printed),
        "        self.a =\n            Some(value.into());\n"
    );
}

#[test]
fn a_type_that_fits_goes_to_the_next_line() {
    let printed = "    pub a: Option<\n        Vec<types::B>,\n    >,\n";
    assert_eq!(
        rebreak(printed),
        "    pub a:\n        Option<Vec<types::B>>,\n"
    );
}

#[test]
fn a_constant_that_fits_goes_to_the_next_line() {
    let printed = "    const META: M = M::new(\"A\")\n        .read_only();\n";
    assert_eq!(
        rebreak(printed),
        "    const META: M =\n        M::new(\"A\").read_only();\n"
    );
}

#[test]
fn a_constant_with_a_long_text_goes_to_the_next_line() {
    let printed =
        "    const META: M = M::new(\n            \"A\",\n        )\n        .read_only();\n";
    assert_eq!(
        rebreak(printed),
        "    const META: M =\n        M::new(\"A\").read_only();\n"
    );
}

#[test]
fn an_import_keeps_a_column_free() {
    let import = |length: usize| format!("pub use a::{{B, {}}};\n", "C".repeat(length - 17));
    assert_eq!(rebreak(&import(WIDTH - 1)), import(WIDTH - 1));
    let broken = format!("pub use a::{{\n    B, {},\n}};\n", "C".repeat(WIDTH - 17));
    assert_eq!(rebreak(&import(WIDTH)), broken);
}

#[test]
fn an_arm_has_room_for_its_comma() {
    let arm = |length: usize| format!("    {} => b,\n", "a".repeat(length - 10));
    let broken = format!("    {} => {{\n        b\n    }}\n", "a".repeat(WIDTH - 9));
    assert_eq!(rebreak(&arm(WIDTH)), arm(WIDTH));
    assert_eq!(rebreak(&arm(WIDTH + 1)), broken);
}

#[test]
fn what_fits_nowhere_stays() {
    let printed = format!(
        "    let a = f(\n        {},\n        b,\n    );\n",
        "x".repeat(80)
    );
    assert_eq!(rebreak(&printed), printed);
}

#[test]
fn a_chain_that_fits_goes_to_the_next_line() {
    let printed = "    let mut request = Request::new(Method::PUT)\n        .literal(\"/things/\")\n        .label(\"a\", a)?;\n";
    assert_eq!(
        rebreak(printed),
        "    let mut request =\n        Request::new(Method::PUT).literal(\"/things/\").label(\"a\", a)?;\n"
    );
    let long = printed.replace("things", &"x".repeat(50));
    assert_eq!(rebreak(&long), long);
}

#[test]
fn one_call_on_a_name_stays_with_it() {
    let name = "x".repeat(70);
    let printed = format!(
        "    request = request\n        .header(\n            \"{name}\",\n            a,\n        )?;\n    b\n"
    );
    let expected =
        format!("    request = request.header(\n        \"{name}\",\n        a,\n    )?;\n    b\n");
    assert_eq!(rebreak(&printed), expected);
}

#[test]
fn a_call_that_fits_without_its_name_gets_a_line_for_each_argument() {
    let printed = "    visitor\n        .member(\"a\", &self.a, &L::new().most(1));\n";
    let expected = "    visitor.member(\n        \"a\",\n        &self.a,\n        &L::new().most(1),\n    );\n";
    assert_eq!(rebreak(printed), expected);
    let chain = "    visitor\n        .member(a)\n        .member(b);\n";
    assert_eq!(rebreak(chain), chain);
}

#[test]
fn each_field_of_a_long_literal_gets_its_line() {
    let name = "x".repeat(80);
    assert_eq!(
        rebreak(&format!("        Self {{ {name}: b.into() }}\n")),
        format!("        Self {{\n            {name}: b.into(),\n        }}\n")
    );
    assert_eq!(
        rebreak(&format!(
            "    Self {{ {name}: f(b, c), ..Self::default() }}\n"
        )),
        format!("    Self {{\n        {name}: f(b, c),\n        ..Self::default()\n    }}\n")
    );
    assert_eq!(
        rebreak(&format!("    let body = Body {{ {name}: &b }};\n")),
        format!("    let body = Body {{\n        {name}: &b,\n    }};\n")
    );
    for kept in [
        "    Self { a: b.into() }\n",
        "    Some(x) => { y }\n",
        "pub struct A {}\n",
        "    fn f() {}\n",
    ] {
        assert_eq!(rebreak(kept), kept);
    }
}

#[test]
fn a_call_of_two_arguments_keeps_its_line() {
    let name = "x".repeat(63);
    let printed = format!("    request = request\n        .query(\"a\", &{name});\n");
    assert_eq!(rebreak(&printed), printed);
}

#[test]
fn a_closure_opens_a_block_where_the_rest_fits() {
    let printed = "    if all(\n        values.iter(),\n        |it| *it == Off,\n    ) {\n";
    let expected = "    if all(values.iter(), |it| {\n        *it == Off\n    }) {\n";
    assert_eq!(rebreak(printed), expected);
    let long = printed.replace("values", &"x".repeat(80));
    assert_eq!(rebreak(&long), long);
}
