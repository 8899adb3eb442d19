"""How sure a cluster is: what it falls into, its weakest cut, resampled evidence, and shuffled graphs."""
