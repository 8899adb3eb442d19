"""Text that repeats: planted templates, peers on the same texts, real adverts, and adverts that come later."""
