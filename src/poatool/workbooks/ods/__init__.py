"""OpenDocument spreadsheets (.ods, .ots), read as Excel's are: only existing cells, within the same limits."""

_OASIS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"

OFFICE = _OASIS.format("office")
TABLE = _OASIS.format("table")
TEXT = _OASIS.format("text")
STYLE = _OASIS.format("style")
META = _OASIS.format("meta")
DRAW = _OASIS.format("drawing")
FO = _OASIS.format("xsl-fo-compatible")
DC = "{http://purl.org/dc/elements/1.1/}"
NUMBER = _OASIS.format("datastyle")
XLINK = "{http://www.w3.org/1999/xlink}"
# LibreOffice's own addition.
CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
