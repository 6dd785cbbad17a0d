fn join(printed: &str) -> String {
    super::join(printed, 40)
}

#[test]
fn a_call_that_fits_is_whole() {
    let call = "    visitor.member(\n        \"name\",\n        &self.name,\n    );\n";
    assert_eq!(join(call), "    visitor.member(\"name\", &self.name);\n");
    let long = call.replace("&self", "&self.something");
    assert_eq!(join(&long), long);
}

#[test]
fn what_is_in_a_long_call_is_whole() {
    let call = "    visitor.member(\n        &self.something_or_other,\n        f(\n            a,\n            b,\n        ),\n    );\n";
    let expected =
        "    visitor.member(\n        &self.something_or_other,\n        f(a, b),\n    );\n";
    assert_eq!(join(call), expected);
}

#[test]
fn a_chain_that_fits_is_whole() {
    let chain = "    let a = b\n        .c(d)\n        .e()\n        .f();\n    g\n";
    assert_eq!(join(chain), "    let a = b.c(d).e().f();\n    g\n");
    let condition = "    if a\n        .b()\n        .c()\n    {\n        d\n    }\n";
    assert_eq!(join(condition), "    if a.b().c() {\n        d\n    }\n");
}

#[test]
fn a_statement_that_ends_in_a_question_needs_two_columns_more() {
    let chain = |length: usize| format!("    a\n        .{}()?;\n", "b".repeat(length - 10));
    assert!(!join(&chain(38)).contains("a\n"));
    assert_eq!(join(&chain(39)), chain(39));
}

#[test]
fn a_signature_that_fits_is_whole() {
    let signature =
        "    pub fn f(\n        &self,\n        a: u8,\n    ) -> A {\n        b\n    }\n";
    assert_eq!(
        join(signature),
        "    pub fn f(&self, a: u8) -> A {\n        b\n    }\n"
    );
}

#[test]
fn blocks_statements_and_comments_are_never_joined() {
    for kept in [
        "    f(\n        |a| {\n            b;\n        },\n    );\n",
        "    match a {\n        b => {\n            c;\n        }\n    }\n",
        "pub enum A {\n    /// B.\n    B(\n        // C.\n        C,\n    ),\n}\n",
        "impl A {\n    fn b() {}\n}\n",
    ] {
        assert_eq!(join(kept), kept);
    }
}

#[test]
fn a_short_literal_is_whole() {
    let literal = "    let a = A {\n        b,\n        c: d(),\n        ..e\n    };\n";
    assert_eq!(join(literal), "    let a = A { b, c: d(), ..e };\n");
    let long = literal.replace("d()", &"d".repeat(12));
    let next = format!(
        "    let a =\n        A {{ b, c: {}, ..e }};\n",
        "d".repeat(12)
    );
    assert_eq!(join(&long), next);
    let long = literal.replace("d()", &"d".repeat(30));
    assert_eq!(join(&long), long);
    let fields = "pub struct A {\n    b: C,\n}\n";
    assert_eq!(join(fields), fields);
}

#[test]
fn a_value_that_fits_needs_no_block() {
    let arm = "        a => {\n            b.c()\n        }\n";
    assert_eq!(join(arm), "        a => b.c(),\n");
    let constant = "    f(const {\n        &A::new()\n    }),\n";
    assert_eq!(join(constant), "    f(const { &A::new() }),\n");
}

#[test]
fn imports_fill_their_lines() {
    let import = "use a::{\n    Bbbbbbbbbbb, Ccccccccc,\n    Ddddddddddd,\n    Eeeee,\n};\n";
    let expected = "use a::{\n    Bbbbbbbbbbb, Ccccccccc, Ddddddddddd,\n    Eeeee,\n};\n";
    assert_eq!(join(import), expected);
    assert_eq!(join("use a::{\n    B, C,\n};\n"), "use a::{B, C};\n");
}
