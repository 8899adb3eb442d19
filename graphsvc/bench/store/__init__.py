"""The embedded store at 2,000,000 adverts and 5,000,000 edges: `graphsvc bench store`.

case        the data, made of a seed        questions   what is asked of them, and how long one answer takes
users       several people asking at once   run         bulk load, questions, users
"""
