"""Ids of page elements, in one place. Pattern ids are dicts made by the functions below; `ref` is never a value."""

from __future__ import annotations

from typing import Any

# --- shell: on every screen ------------------------------------------------------------------------------------
URL = "url"
PROVIDER = "provider"
NOTICES = "notices"
THEME = "theme"
THEME_BUTTON = "theme-button"
HELP_BUTTON = "help-button"
HELP = "help"
BANNER = "banner"
CASE_NAME = "case-name"
JOBS_BUTTON = "jobs-button"
JOBS = "jobs"
JOBS_LIST = "jobs-list"
TICK = "tick"
NEWS = "news"  # store: counter of the server, grows when data, decisions or runs changed
SUBJECT = "subject"  # store: what the inspector is about
VERSION = "version"  # store: {"n", "then"}: the view changed; draw it again, then give the canvas that command
SHOWN = "shown"  # store: mark of the picture that the canvas shows
DECIDING = "deciding"  # store: the decision being made
DECIDE = "decide"
DECIDE_TEXT = "decide-text"
DECIDE_VALUE = "decide-value"
DECIDE_CHOICE = "decide-choice"
DECIDE_REASON = "decide-reason"
DECIDE_BEFORE = "decide-before"  # reasons given before, to be used again
DECIDE_SAVE = "decide-save"
DECIDE_CANCEL = "decide-cancel"

# --- explore ---------------------------------------------------------------------------------------------------
CANVAS = "canvas"
SEARCH = "search"
REGION = "region"
HITS = "hits"
PASTE_BUTTON = "paste-button"
PASTE = "paste"
PASTE_TEXT = "paste-text"
PASTE_READ = "paste-read"
PASTE_RESULT = "paste-result"
PASTE_FOUND = "paste-found"  # store: refs the reading found
PASTE_ADD = "paste-add"
UNDO = "undo"
REDO = "redo"
REVEAL = "reveal"
PATH = "path"
WHY = "why"
HIDE = "hide"
KEEP = "keep"
PIN = "pin"
FIT = "fit"
TIDY = "tidy"
PNG = "png"
CLEAR = "clear"
NEW_VIEW = "new-view"
COUNTS = "counts"
TEACH = "teach"
INSPECTOR = "inspector"
MENU = "menu"
DOCK = "dock"
TABLE = "table"
TIMELINE = "timeline"
TIMELINE_NOTE = "timeline-note"
ASK = "ask"  # "this adds 1,243 nodes": asked before a large expansion
ASK_TEXT = "ask-text"
ASK_YES = "ask-yes"
ASK_NO = "ask-no"
ASKED = "asked"  # store: the expansion that waits for the answer

# --- clusters --------------------------------------------------------------------------------------------------
RUN = "run"
RUN_METHOD = "run-method"
RUN_SEED = "run-seed"
RUN_STATE = "run-state"
CLUSTERS = "clusters"
CLUSTER = "cluster"

# --- review ----------------------------------------------------------------------------------------------------
LINKS = "links"
LINK = "link"
HUBS = "hubs"
LOG = "log"
CONTRADICTIONS = "contradictions"

# --- bridges ---------------------------------------------------------------------------------------------------
COMPARE = "compare"
COMPARED = "compared"
BRIDGES = "bridges"
BRIDGE = "bridge"
UNLIKE = "unlike"

# --- load ------------------------------------------------------------------------------------------------------
DROP = "drop"
UPLOADED = "uploaded"  # store: counter, set by assets/upload.js
UPLOADS = "uploads"
PREVIEW = "preview"
PLAN = "plan"  # store: which upload the mapping below is about
LOAD_FORM = "load-form"
LOAD_TEACH = "load-teach"
LOAD_KIND = "load-kind"
SAMPLE = "sample"
LOAD_SOURCE = "load-source"
LOAD_REGION = "load-region"
LOAD_TIMEZONE = "load-timezone"
LOAD_DAYFIRST = "load-dayfirst"
LOAD_PURPOSE = "load-purpose"
LOAD_BASIS = "load-basis"
LOAD_ORIGINATOR = "load-originator"
LOAD_TLP = "load-tlp"
LOAD_UPDATE = "load-update"
LOAD_GO = "load-go"
LOAD_STATE = "load-state"
SOURCES = "sources"
UNLOAD = "unload"
UNLOAD_TEXT = "unload-text"
UNLOAD_YES = "unload-yes"
UNLOAD_NO = "unload-no"
UNLOADING = "unloading"  # store: ref of the source that waits for the answer

# --- reports ---------------------------------------------------------------------------------------------------
EXPORT_FORMAT = "export-format"
EXPORT_SCOPE = "export-scope"
EXPORT_GO = "export-go"
REPORT_FORMAT = "report-format"
REPORT_GO = "report-go"
MADE = "made"


def screen(name: str) -> str:
    return f"screen-{name}"


def nav(name: str) -> str:
    return f"nav-{name}"


def part(type_: str, ref: Any) -> dict[str, Any]:
    """One of many alike: `ref` is a ref of the case, an index, or `dash.ALL` / `dash.MATCH`."""
    return {"type": type_, "ref": ref}
