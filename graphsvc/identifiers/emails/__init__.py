"""E-mail addresses that a reader sees and a search does not."""
