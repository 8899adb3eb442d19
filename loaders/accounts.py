"""Accounts: profiles, who follows whom, who is a member of what, and which phone or mail an account is registered with.

One row is one account's statement; a table may say several of these at once. Display names are not kept: behind an
account nobody knows a victim from a trafficker, and a handle links as well.
"""

from __future__ import annotations

from graphsvc.model import EdgeType, Mention, NodeKind, RecordKind, Relation
from loaders.tabular import (
    CONTACTS,
    PLATFORMS,
    BadRow,
    Build,
    Cells,
    Content,
    Sheet,
    TabularLoader,
    Vocabulary,
    attributes,
    contact_mentions,
    fields,
    joined,
    show,
    split,
    whereabouts,
)

_FOLLOWEE_WORDS = frozenset(("target", "to", "destination"))


class AccountsLoader(TabularLoader):
    """Profiles, follows, memberships and registrations of accounts on any platform."""

    NAME = "accounts"
    KIND = RecordKind.ACCOUNT
    FIELDS = fields("accounts", CONTACTS)
    KEYS = (
        ("key",), ("platform", "follower", "followee"), ("follower", "followee"), ("platform", "handle"),
        ("platform", "handle", "phone"), ("platform", "handle", "email"), ("handle",), ("handle", "phone"),
    )  # fmt: skip
    NEEDED = ("handle", "follower", *PLATFORMS)
    _KEPT = attributes("accounts")
    _SINGLE = frozenset(("follower", "text", "posted", "captured", "country", "language", "platform"))

    def vocabulary(self, columns: tuple[str, ...]) -> Vocabulary:
        """`source` follows beside a target, and is who says so elsewhere."""
        known = dict(self.FIELDS)
        target = _FOLLOWEE_WORDS & {joined(column) for column in columns}
        name = "follower" if target else "reported_by"
        known[name] = (*known[name], "source", "origin")
        return Vocabulary(known, self._SINGLE, overflow={"text": "note"})

    def fit(self, known: tuple[str, ...]) -> float:
        """An account has what only accounts have, or its platform beside it, or it comes before the number."""
        found = set(known)
        if {"follower", "followee"} <= found:
            return 1.0 if found & {"platform", "handle"} else 0.5
        if not found & {"handle", *PLATFORMS}:
            return 0.0
        if found & {"group", "followee", "followers"}:
            return 1.0
        if next(field for field in known if field in ("phone", "handle", "platform", *PLATFORMS)) == "phone":
            return 0.4
        return 1.0 if "platform" in found else 0.6

    def build(self, sheet: Sheet) -> Build:
        owners = [*sheet.named("follower")[:1], *sheet.named("handle")]
        own = [(index, name, app) for app in PLATFORMS for index, name in sheet.named(app)]
        platform, text, notes = sheet.value("platform"), sheet.text("text"), sheet.passages("note")
        linked = contact_mentions(sheet, but=[index for index, _ in owners])
        kept, language, place = sheet.kept(*self._KEPT), sheet.value("language"), whereabouts(sheet)
        posted, captured = sheet.moment("posted"), sheet.moment("captured")
        edges = [(index, name, EdgeType.FOLLOWS) for index, name in sheet.named("followee")]
        edges += [(index, name, EdgeType.MEMBER_OF) for index, name in sheet.named("group")]

        def build(cells: Cells) -> Content:
            app = platform(cells)
            names = [
                Mention(NodeKind.ACCOUNT, raw, name, app) for i, name in owners for raw in split("account", cells[i])
            ]
            names += [
                Mention(NodeKind.ACCOUNT, raw, name, of) for i, name, of in own for raw in split("account", cells[i])
            ]
            if not names:
                raise BadRow(f"column {show((owners or [own[0][:2]])[0][1])} is empty; a row needs its account")
            subject = names[0]
            if not subject.hint and not set("/:") & set(subject.raw):
                raise BadRow(
                    f"column {show(subject.field)} names an account without its platform; add a column platform"
                )
            also = kept(cells)
            if app and subject.hint != app:
                also.append(("platform", app))
            where, country = place(cells, also)
            when = posted(cells, also)
            at = when.utc if when else ""
            relations = [
                Relation(kind, Mention(NodeKind.ACCOUNT, raw, name, subject.hint), at=at)
                for index, name, kind in edges
                for raw in split("account", cells[index])
            ]
            mentions = list(names[1:])
            for contact in linked(cells):
                if contact.kind in (NodeKind.PHONE, NodeKind.EMAIL):
                    relations.append(Relation(EdgeType.REGISTERED_WITH, contact, at=at))
                elif contact not in names:
                    mentions.append(contact)
            return {
                "subject": subject, "text": text(cells), "passages": notes(cells), "place": where, "country": country,
                "language": language(cells).lower(), "posted": when, "captured": captured(cells, also),
                "mentions": tuple(mentions), "relations": tuple(relations), "attributes": tuple(also),
            }  # fmt: skip

        return build
