"""`poatool framework`: look into, query, check, bring in and edit plans."""

from __future__ import annotations

import typer

from poatool.cli.framework import (
    add,
    check,
    diff,
    export,
    importing,
    incorporate,
    rename,
    resolve,
    schema,
    show,
    withdraw,
)

app = typer.Typer(no_args_is_help=True, help="Look into, query, check and edit the plan.", rich_markup_mode=None)

app.command("show", epilog=show.EXAMPLES)(show.show)
app.command("resolve", epilog=resolve.EXAMPLES)(resolve.resolve)
app.command("check", epilog=check.EXAMPLES)(check.check)
app.command("diff", epilog=diff.EXAMPLES)(diff.diff)
app.command("schema", epilog=schema.EXAMPLES)(schema.schema)
app.command("import", epilog=importing.EXAMPLES)(importing.import_plan)
app.command("export", epilog=export.EXAMPLES)(export.export)
app.command("add", epilog=add.EXAMPLES)(add.add)
app.command("incorporate", epilog=incorporate.EXAMPLES)(incorporate.incorporate)
app.command("withdraw", epilog=withdraw.EXAMPLES)(withdraw.withdraw)
app.command("rename", epilog=rename.EXAMPLES)(rename.rename)
