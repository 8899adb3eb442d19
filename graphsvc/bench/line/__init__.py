"""The straight line measured whole: `graphsvc bench`.

stages   synth, load, link, cluster, risk, report, export at growing sizes, as a user's commands run them
growth   how time for each advert grows with size
starts   how long the command line and the app take to answer first
peers    what others would use for a stage, on the same data in the same run
bars     what was asked for, and whether it was reached
run      all of it in one document; page, readme: the document as plots and as the README's table
"""
