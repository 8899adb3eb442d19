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
WORDS = "words"  # what scripts say, in the page's language
MASK = "mask"
LANGUAGE = "language"
VIEWS_BUTTON = "views-button"
VIEWS = "views"
VIEWS_LIST = "views-list"
VIEWS_TURN = "views-turn"  # store: counter, grows when names or links of views changed
TOUR = "tour"
TOUR_START = "tour-start"
TOUR_BACK = "tour-back"
TOUR_NEXT = "tour-next"
TOUR_END = "tour-end"
READING = "reading"  # the strip above a view that is shared for reading
READING_COPY = "reading-copy"
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
DECIDE_UNTIL = "decide-until"
DECIDE_TRY = "decide-try"  # what would it change?
DECIDE_TRIED = "decide-tried"
DECIDE_JOB = "decide-job"  # store: the job that works it out
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
SVG = "svg"
PNG_BARE = "png-bare"  # without labels
SVG_BARE = "svg-bare"
PICTURE = "picture"
LOCK = "lock"
LASSO = "lasso"
BOX = "box"
INVERT = "invert"
NEAR = "near"
GROUP = "group"
GROUP_HAND = "group-hand"
GROUP_ACTOR = "group-actor"
GROUP_NETWORK = "group-network"
GROUP_ALIKE = "group-alike"
GROUP_KIND = "group-kind"
OPEN_GROUP = "open-group"
CLOSE_GROUP = "close-group"
UNGROUP = "ungroup"
HIDDEN_BUTTON = "hidden-button"
HIDDEN = "hidden"
HIDDEN_LIST = "hidden-list"
RESTORE_ALL = "restore-all"
SPREAD = "spread"  # dialog: a node has many neighbours; how should they be grouped?
SPREAD_BODY = "spread-choices"  # a dialog calls its own body by its id and "-body"
SPREAD_WISH = "spread-wish"  # store: of which node, by which lines
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
TIME_BRUSH = "time-brush"  # takes the keys that move the range
TIME_FIRST = "time-first"
TIME_LAST = "time-last"
TIME_SET = "time-set"  # store: the two days as the server filled them in last
TIME_BACK = "time-back"
TIME_ON = "time-on"
TIME_SHORTER = "time-shorter"
TIME_LONGER = "time-longer"
TIME_PLAY = "time-play"
TIME_PAUSE = "time-pause"
TIME_TICK = "time-tick"
TIME_CLEAR = "time-clear"
TIME_KEEP = "time-keep"
TIME_LIST = "time-list"
TIME_UNDATED = "time-undated"  # dialog: what no record dates
TIME_ITEMS = "time-items"
TIME_STATE = "time-state"
TIME_CLUSTERS = "time-clusters"
TIME_TWIN = "time-twin"
FLOWS = "flows"
FLOWS_ASSET = "flows-asset"
FLOWS_AROUND = "flows-around"  # store: ref of the wallet looked at, '' for all on the canvas
FLOWS_CHOSEN = "flows-chosen"
FLOWS_ALL = "flows-all"
FLOWS_GROUP = "flows-group"
FLOWS_STATE = "flows-state"
FLOWS_TWIN = "flows-twin"
FLOWS_BESIDE = "flows-beside"
FLOWS_NULL = "flows-null"
PLACES = "places"
PLACES_STATE = "places-state"
PLACES_TWIN = "places-twin"
ASK = "ask"  # "this adds 1,243 nodes": asked before a large expansion
ASK_TEXT = "ask-text"
ASK_YES = "ask-yes"
ASK_NO = "ask-no"
ASKED = "asked"  # store: the expansion that waits for the answer
PASTE_UNKNOWN = "paste-unknown"  # store: {"text", "name", "n"}, a file that the page saves
PASTE_CSV = "paste-csv"
SUGGEST = "suggest"

# --- clusters --------------------------------------------------------------------------------------------------
RUN = "run"
RUN_METHOD = "run-method"
RUN_SEED = "run-seed"
RUN_STATE = "run-state"
CLUSTERS = "clusters"
CLUSTERS_CSV = "clusters-csv"
CLUSTER = "cluster"
CHARTS = "charts"
CHARTS_BUTTON = "charts-button"
CHARTS_BODY = "charts-drawn"
CLUSTER_TABS = "cluster-tabs"
RUN_PARAMETERS = "run-parameters"
RUNS_OLD = "runs-old"
RUNS_NEW = "runs-new"
CHANGES = "changes"
CHANGES_TOLD = "changes-told"
CHANGES_SHOW = "changes-show"
CHANGES_CSV = "changes-csv"
WORDINGS = "wordings"
WORDINGS_CSV = "wordings-csv"
WORDINGS_FIND = "wordings-find"
WORDINGS_STATE = "wordings-state"
WORDING = "wording"

# --- review ----------------------------------------------------------------------------------------------------
LINKS = "links"
LINKS_CSV = "links-csv"
LINK = "link"
HUBS = "hubs"
LOG = "log"
LOG_FIND = "log-find"
CONTRADICTIONS = "contradictions"

# --- bridges ---------------------------------------------------------------------------------------------------
COMPARE = "compare"
COMPARED = "compared"
BRIDGES = "bridges"
BRIDGES_CSV = "bridges-csv"
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
