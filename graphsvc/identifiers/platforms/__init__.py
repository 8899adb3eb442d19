"""Where people have accounts: the platforms, their links, and the words that announce a name on them."""
