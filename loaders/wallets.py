"""Wallets, in two kinds of table: tags (an address and what is said of it) and payments (who paid whom, when, how much)."""

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
    joined,
    listing,
    split,
)

MOST_PAIRS = 1000  # payers x payees of one row
_PAYEE_WORDS = frozenset(("target", "destination", "dest"))
# The words that the never-collect list has for streets, and that mean a wallet here.
_ADDRESS = frozenset("address addresses direccion direcciones adresse indirizzo endereco адрес adres adresa".split())
_TAG: dict[str, tuple[str, ...]] = {
    "label": ("tag", "tags", "name tag", "entity", "service", "etiqueta", "étiquette", "etichetta", "etikett", "метка"),
    "category": ("type", "abuse", "abuse type", "tag type", "concept", "categoría", "catégorie", "kategorie", "categoria",
                 "категория"),
    "list": ("sanctions list", "program", "programme", "lista", "liste", "список"),
    "reported_by": ("source", "reference", "source uri", "origin", "fuente", "quelle", "fonte", "источник"),
    "confidence": ("certainty", "reliability", "confidence level"),
    "status": ("active", "state", "estado", "statut", "stato"),
}  # fmt: skip
_SUMS: dict[str, tuple[str, ...]] = {
    "amount": ("value", "quantity", "sum", "amount crypto", "importe", "cantidad", "montant", "betrag", "importo", "quantia",
               "сумма", "количество"),
    "fee": ("tx fee", "network fee", "gas fee", "comisión", "frais", "gebühr", "commissione", "taxa", "комиссия"),
    "amount_fiat": ("value usd", "amount usd", "usd value", "usd", "fiat amount", "value eur", "amount eur", "eur value"),
    "block": ("block number", "block height", "height", "blockheight", "blocknumber", "bloque", "bloc", "блок"),
}  # fmt: skip


class WalletsLoader(TabularLoader):
    """A table with payers and payees holds payments; one with addresses alone holds tags."""

    NAME = "wallets"
    KIND = RecordKind.WALLET
    FIELDS = {
        "key": ("id", "record id", "tag id", "payment id", "transfer id", "uid", "uuid"),
        "wallet": ("address", "addresses", "wallet address", "crypto address", "account address", "btc address",
                   "eth address", "dirección", "monedero", "cartera", "adresse", "portefeuille", "indirizzo",
                   "portafoglio", "endereço", "carteira", "адрес", "кошелек"),
        "payer": ("from", "sender", "from address", "sender address", "from wallet", "input", "inputs", "input address",
                  "input addresses", "payer address", "source address", "source wallet", "originator address", "de",
                  "remitente", "expéditeur", "absender", "von", "mittente", "remetente", "отправитель", "откуда"),
        "payee": ("to", "receiver", "recipient", "to address", "receiver address", "recipient address", "to wallet",
                  "output", "outputs", "output address", "output addresses", "payee address", "target", "target address",
                  "destination", "destination address", "dest", "beneficiary address", "para", "destinatario",
                  "destinataire", "empfänger", "an", "nach", "destinatário", "получатель", "куда"),
        "asset": ("currency", "coin", "token", "symbol", "ticker", "token symbol", "crypto currency", "cryptocurrency",
                  "moneda", "activo", "devise", "monnaie", "währung", "valuta", "moeda", "монета", "валюта"),
        "chain": ("blockchain", "network", "ledger", "cadena", "chaîne", "kette", "catena", "rede", "сеть", "блокчейн"),
        "tx": ("tx hash", "txhash", "txid", "tx id", "hash", "transaction", "transaction hash", "transaction id",
               "transacción", "transaktion", "transazione", "transação", "транзакция"),
        "posted": ("time", "timestamp", "date", "datetime", "block time", "block timestamp", "tx time", "tx date",
                   "paid at", "confirmed at", "tagged at", "reported at", "lastmod", "created at", "listed", "fecha",
                   "hora", "horodatage", "datum", "zeit", "data", "ora", "дата", "время"),
        "captured": ("captured at", "collected at", "retrieved at", "fetched at", "exported at"),
        "note": ("notes", "comment", "comments", "description", "details", "memo", "remarks", "context", "nota", "notas",
                 "remarque", "bemerkung", "osservazioni", "примечание", "комментарий"),
        **_TAG, **_SUMS, ATTRIBUTE: (),
    }  # fmt: skip
    KEYS = (("key",), ("tx", "payer", "payee"), ("wallet",), ("wallet", "asset"), ("wallet", "chain"))
    NEEDED = ("wallet", "payer", "payee")
    _SINGLE = frozenset(("wallet", "payer", "payee", "asset", "chain", "tx", "posted", "captured", "amount"))

    def vocabulary(self, columns: tuple[str, ...]) -> Vocabulary:
        """`source` is a payer beside a target, and who says so beside a tag."""
        fields = dict(self.FIELDS)
        if _PAYEE_WORDS & {joined(column) for column in columns}:
            fields["payer"] = (*fields["payer"], "source", "origin")
        return Vocabulary(fields, self._SINGLE, exempt=_ADDRESS)

    def fit(self, fields: frozenset[str]) -> float:
        """A payment says more than from and to: an amount, a coin or a transaction; a tag more than an address."""
        if {"payer", "payee"} <= fields:
            return 1.0 if fields & {"amount", "asset", "tx", "chain"} else 0.4
        if "wallet" in fields:
            return 1.0 if fields & {"asset", "chain", *_TAG} else 0.6
        return 0.0

    def adapt(self, columns: ColumnMap, table: Table) -> ColumnMap:
        """What the kind of table has no use for stays as attributes. Raises FileRefused for half a payment."""
        if columns.at("payer") and columns.at("payee"):
            return columns.change({index: ATTRIBUTE for index in columns.at("wallet")})
        if not columns.at("wallet") and (columns.at("payer") or columns.at("payee")):
            raise FileRefused(
                f"payments need a column for the payer and one for the payee; of {listing(columns.columns)} one is known, "
                f"name the other with --map column=payer or column=payee"
            )
        return columns.change({index: ATTRIBUTE for name in ("payer", "payee") for index in columns.at(name)})

    def build(self, sheet: Sheet) -> Build:
        return _payments(sheet) if sheet.named("payer") else _tags(sheet)


def _tags(sheet: Sheet) -> Build:
    address, column = sheet.value("wallet"), sheet.column("wallet")
    asset, chain = sheet.value("asset"), sheet.value("chain")
    kept, notes = sheet.pairs("asset", "chain", "tx", *_TAG, *_SUMS), sheet.passages("note")
    posted, captured = sheet.moment("posted"), sheet.moment("captured")

    def build(cells: Cells) -> Content:
        raw = address(cells)
        if not raw:
            raise BadRow(f"column {column} is empty; a row needs its address")
        attributes = kept(cells)
        return {
            "subject": Mention(NodeKind.WALLET, raw, column, chain(cells) or asset(cells)), "passages": notes(cells),
            "posted": posted(cells, attributes), "captured": captured(cells, attributes),
            "attributes": tuple(attributes),
        }  # fmt: skip

    return build


def _payments(sheet: Sheet) -> Build:
    (payer, payer_column), (payee, payee_column) = sheet.named("payer")[0], sheet.named("payee")[0]
    asset, chain, amount = sheet.value("asset"), sheet.value("chain"), sheet.value("amount")
    details = sheet.pairs("chain", "tx", "fee", "amount_fiat", "block")
    kept, notes = sheet.pairs(*_TAG), sheet.passages("note")
    posted, captured = sheet.moment("posted"), sheet.moment("captured")

    def build(cells: Cells) -> Content:
        payers, payees = split("wallet", cells[payer]), split("wallet", cells[payee])
        if not payers or not payees:
            raise BadRow(f"column {payee_column if payers else payer_column} is empty; a payment needs both sides")
        pairs = len(payers) * len(payees)
        if pairs > MOST_PAIRS:
            raise BadRow(f"{len(payers)} payers and {len(payees)} payees in one row; list them one pair in each row")
        hint = chain(cells) or asset(cells)
        attributes = kept(cells)
        when = posted(cells, attributes)
        # With several on a side, who paid whom how much is not known: the sum is the whole transaction's.
        sums = [("amount" if pairs == 1 else "amount_of_all", text) for text in [amount(cells)] if text]
        data = (*sums, *(("asset", text) for text in [asset(cells)] if text), *details(cells))
        return {
            "subject": Mention(NodeKind.WALLET, payers[0], payer_column, hint), "passages": notes(cells),
            "posted": when, "captured": captured(cells, attributes),
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
            "attributes": tuple(attributes),
        }  # fmt: skip

    return build
