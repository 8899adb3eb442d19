"""Wallets as graphs: payments, whose wallets belong together, where money stops telling, and payments beside adverts.

payments(statements)                        who paid whom, when, how much
services(...)                               wallets behind which many people stand: nothing is followed past them
wallet_clusters(payments, services, ...)    multi-input clusters with a CoinJoin guard
beside(adverts, payments, ...)              adverts followed by payments, each beside its shifted-time null
"""

from __future__ import annotations

from graphsvc.analysis.wallets.beside import Advert, Beside, adverts_of, beside
from graphsvc.analysis.wallets.clusters import WalletCluster, WalletClusters, wallet_clusters
from graphsvc.analysis.wallets.payments import Payment, Transaction, payments, transactions
from graphsvc.analysis.wallets.services import Tag, read_tags, services, shown

__all__ = [
    "Advert", "Beside", "Payment", "Tag", "Transaction", "WalletCluster", "WalletClusters", "adverts_of", "beside",
    "payments", "read_tags", "services", "shown", "transactions", "wallet_clusters",
]  # fmt: skip
