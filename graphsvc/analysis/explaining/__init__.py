"""Parts of an explanation: the pair in its evidence graph, the waterfall, how a link formed, what would change it."""
