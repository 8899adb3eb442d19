"""How telephone numbers are built and written: numbering plans, written forms, public helplines."""
