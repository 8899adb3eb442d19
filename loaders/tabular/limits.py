"""Ceilings on what one file may ask of memory. Each is stated to the user where it is met."""

MAX_COLUMNS = 10_000
MAX_VALUE = 1 << 20  # characters of one value: 1 MiB
MAX_ROW = 16 << 20  # characters of one row, whatever its form
MAX_RATIO = 100  # bytes unpacked for each packed byte (RIGHTS C12)
FREE_RATIO = 64 << 20  # bytes that may unpack at any ratio: they do no harm
MAX_MEMBERS = 1_000  # files in a workbook
MAX_UNPACKED = 1 << 30  # bytes of a workbook, or of a packed workbook or Parquet file
MAX_STRINGS = 256 << 20  # bytes of a workbook's shared strings, which the reader keeps in memory
MAX_SHEET_ROWS = 1_048_576  # Excel's own
MAX_ROW_GROUP = 1 << 30  # bytes of one Parquet row group, unpacked
MAX_DEPTH = 64  # levels of nested JSON
HEAD = 1 << 20  # bytes looked at to tell what a file is
