"""Text that does harm if a writer forgets to escape it, and strings of every kind."""

from hypothesis import strategies as st

PAYLOADS = (
    "<script>alert(1)</script>",
    "=1+1",
    '=HYPERLINK("http://evil.example";"x")',
    "+SUM(A1)",
    "-2+3",
    "@A1",
    "＝1+1",
    "\t=1+1",
    "[red]alarm[/red]",
    "[/]",
    "| x | y |",
    "[here](javascript:alert(1))",
    "![pixel](http://evil.example/p.png)",
    "1. a list",
    "# a heading",
    "---",
    "`code` *bold* _it_ ~~gone~~",
    "&lt;b&gt; &amp;",
    "{{ 7 * 7 }} {% raw %}",
    "#REF!",
    "_x0041_ _x001B_",
    "\x1b[2J\x07\x9b31m",
    "abc\u202edcba\u202c",
    "zero\u200bwidth\ufeff",
    "Māori, te reo – ‘quoted’ “words” 漢字 🙂",
)

INVISIBLE = "\x00\x07\x1b\x7f\x9b\xad\u200b\u200e\u202e\u2066\ufeff\ufffe\U000e0041"

STRINGS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from("=+-@|<>&[]()*_`#!~\\\n\r\t'\";•–o1." + INVISIBLE)
    ),
    max_size=60,
)
