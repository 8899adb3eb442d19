"""A text made ready for every kind at once: characters folded, offsets kept, links cut out. No kind is known here."""
