"""Read an .xls or .xlt workbook with xlrd, in a child process; if that fails, the file is refused."""

import json
import pickle
import signal
import subprocess
import sys
from dataclasses import asdict

from poatool.workbooks.limits import Limits, Refused
from poatool.workbooks.model import Trouble, Workbook

_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None  # the exit status of a process that exceeds RLIMIT_CPU
# By the clock, the child process may take this many times its processor time, because the computer may be busy.
_PATIENCE = 4 if _OUT_OF_TIME else 1


def read(data: bytes, shown_as: str, sha256: str, limits: Limits) -> Workbook:
    """Read a workbook. Raises Refused if it is malformed, encrypted or too large, or the child process fails."""
    command = [sys.executable, "-P", "-m", "poatool.workbooks.xls.child", json.dumps(asdict(limits))]
    try:
        wait = limits.seconds * _PATIENCE
        done = subprocess.run(command, input=data, capture_output=True, timeout=wait, check=True)  # noqa: S603 - our own
        answer = pickle.loads(done.stdout)  # noqa: S301 - written by our own code, never taken from the file
    except (subprocess.SubprocessError, OSError, pickle.UnpicklingError, EOFError) as error:
        if isinstance(error, subprocess.TimeoutExpired) or getattr(error, "returncode", 0) == _OUT_OF_TIME:
            message = "Reading the workbook took too many seconds"
            raise limits.exceeded("seconds", message, Trouble.READER_FAILED) from error
        message = "This old Excel workbook (.xls) could not be read: it is damaged or needs too much memory."
        raise Refused(Trouble.READER_FAILED, message) from error
    if isinstance(answer, Workbook):
        return answer._replace(path=shown_as, sha256=sha256)
    raise Refused(*answer)
