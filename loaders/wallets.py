"""Wallets, in two kinds of table: tags (an address and what is said of it) and payments (who paid whom, how much)."""

from __future__ import annotations

from graphsvc.errors import FileRefused
from graphsvc.model import EdgeType, Mention, NodeKind, RecordKind, Relation
from loaders.tabular import (
    ATTRIBUTE,
    BadRow,
    Build,
    Cells,
    ColumnMap,
    Content,
    Sheet,
    Table,
    TabularLoader,
    Vocabulary,
    attributes,
    fields,
    joined,
    listing,
    show,
    split,
)

MOST_PAIRS = 1000  # payers x payees of one row
_PAYEE_WORDS = frozenset(("target", "destination", "dest"))
# The words that the never-collect list has for streets, and that mean a wallet here.
_ADDRESS = frozenset(
    ("address", "addresses", "direccion", "direcciones", "adresse", "indirizzo", "endereco", "адрес", "adres", "adresa")
)
_SUMS = ("amount", "fee", "amount_fiat", "block")
_TAG = tuple(name for name in attributes("wallets") if name not in _SUMS)


class WalletsLoader(TabularLoader):
    """A table with payers and payees holds payments; one with addresses alone holds tags."""

    NAME = "wallets"
    KIND = RecordKind.WALLET
    FIELDS = fields("wallets")
    KEYS = (("key",), ("tx", "payer", "payee"), ("wallet",), ("wallet", "asset"), ("wallet", "chain"))
    NEEDED = ("wallet", "payer", "payee")
    _SINGLE = frozenset(("wallet", "payer", "payee", "asset", "chain", "tx", "posted", "captured", "amount"))

    def vocabulary(self, columns: tuple[str, ...]) -> Vocabulary:
        """`source` is a payer beside a target, and who says so beside a tag."""
        known = dict(self.FIELDS)
        if _PAYEE_WORDS & {joined(column) for column in columns}:
            known["payer"] = (*known["payer"], "source", "origin")
        return Vocabulary(known, self._SINGLE, exempt=_ADDRESS)

    def fit(self, known: tuple[str, ...]) -> float:
        """A payment says more than from and to: an amount, a coin or a transaction; a tag more than an address."""
        fields = set(known)
        if {"payer", "payee"} <= fields:
            return 1.0 if fields & {"amount", "asset", "tx", "chain"} else 0.4
        if "wallet" in fields:
            return 1.0 if fields & {"asset", "chain", *_TAG} else 0.6
        return 0.0

    def adapt(self, columns: ColumnMap, table: Table) -> ColumnMap:
        """What the kind of table has no use for stays as attributes. Raises FileRefused for half a payment."""
        if columns.at("payer") and columns.at("payee"):
            return columns.change(dict.fromkeys(columns.at("wallet"), ATTRIBUTE))
        if not columns.at("wallet") and (columns.at("payer") or columns.at("payee")):
            raise FileRefused(
                f"{table.name}: payments need a column for the payer and one for the payee; one is known among "
                f"{listing(columns.columns)}, name the other with --map column=payer or column=payee"
            )
        return columns.change(dict.fromkeys((*columns.at("payer"), *columns.at("payee")), ATTRIBUTE))

    def build(self, sheet: Sheet) -> Build:
        return _payments(sheet) if sheet.named("payer") else _tags(sheet)


def _tags(sheet: Sheet) -> Build:
    address, column = sheet.value("wallet"), sheet.column("wallet")
    asset, chain = sheet.value("asset"), sheet.value("chain")
    kept, notes = sheet.kept("asset", "chain", "tx", *_TAG, *_SUMS), sheet.passages("note")
    posted, captured = sheet.moment("posted"), sheet.moment("captured")

    def build(cells: Cells) -> Content:
        raw = address(cells)
        if not raw:
            raise BadRow(f"column {show(column)} is empty; a row needs its address")
        also = kept(cells)
        return {
            "subject": Mention(NodeKind.WALLET, raw, column, chain(cells) or asset(cells)), "passages": notes(cells),
            "posted": posted(cells, also), "captured": captured(cells, also),
            "attributes": tuple(also),
        }  # fmt: skip

    return build


def _payments(sheet: Sheet) -> Build:
    (payer, payer_column), (payee, payee_column) = sheet.named("payer")[0], sheet.named("payee")[0]
    asset, chain, amount = sheet.value("asset"), sheet.value("chain"), sheet.value("amount")
    details = sheet.pairs("chain", "tx", "fee", "amount_fiat", "block")
    kept, notes = sheet.kept(*_TAG), sheet.passages("note")
    posted, captured = sheet.moment("posted"), sheet.moment("captured")

    def build(cells: Cells) -> Content:
        payers, payees = split("wallet", cells[payer]), split("wallet", cells[payee])
        if not payers or not payees:
            raise BadRow(
                f"column {show(payee_column if payers else payer_column)} is empty; a payment needs both sides"
            )
        pairs = len(payers) * len(payees)
        if pairs > MOST_PAIRS:
            raise BadRow(f"{len(payers)} payers and {len(payees)} payees in one row; list them one pair in each row")
        hint = chain(cells) or asset(cells)
        also = kept(cells)
        when = posted(cells, also)
        # With several on a side, who paid whom how much is not known: the sum is the whole transaction's.
        sums = [("amount" if pairs == 1 else "amount_of_all", text) for text in [amount(cells)] if text]
        data = (*sums, *(("asset", text) for text in [asset(cells)] if text), *details(cells))
        return {
            "subject": Mention(NodeKind.WALLET, payers[0], payer_column, hint), "passages": notes(cells),
            "posted": when, "captured": captured(cells, also),
            "relations": tuple(
                Relation(
                    EdgeType.PAID,
                    Mention(NodeKind.WALLET, to, payee_column, hint),
                    Mention(NodeKind.WALLET, by, payer_column, hint),
                    when.utc if when else "",
                    data,
                )
                for by in payers
                for to in payees
            ),
            "attributes": tuple(also),
        }  # fmt: skip

    return build
