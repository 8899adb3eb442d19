"""Record -> rows: identifiers found and cleaned, statements made, nothing lost. Pure; the store's writer comes after.

preparing   one record, or a batch of rows, as records, sightings and statements
pool        the same for a whole file, in processes of their own where the file is large
"""
