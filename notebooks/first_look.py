# %% [markdown]
# # A first look at a case
#
# Everything here is invented. A case is opened, loaded, clustered and questioned through `graphsvc.service`, the same
# door that the screens and the command line use.

# %%
import tempfile
from pathlib import Path

import pandas

from graphsvc.service import open_case
from graphsvc.synth import write

folder = Path(tempfile.mkdtemp())
write(folder / "town", records=300, seed=11)
case = open_case("memory:")
tally = case.load(folder / "town" / "ads.csv")
print(f"{tally.records} adverts, {len(tally.rejected)} rejected; key: {tally.key}")

# %% [markdown]
# ## What is shared most, and by how many different posters
#
# A number that many different posters share is a hub: it is discounted, and queued for a person's verdict.

# %%
result = case.cluster(seed=1)
print(f"{len(result.actors)} actors, {len(result.networks)} networks, {len(result.hubs)} hubs for a verdict")
for hub in result.hubs[:5]:
    print(hub.identifier, hub.records, "records,", round(hub.diversity, 1), "posters")

# %% [markdown]
# ## The weakest network first

# %%
networks = pandas.DataFrame(case.clusters(), columns=["name", "wording", "actors", "records", "level", "falls_into"])
print(networks.head().to_string(index=False))

# %% [markdown]
# ## Why are two adverts linked?

# %%
network = max(result.networks, key=lambda n: len(n.records))
first, second = (f"ad:{ref.source}:{ref.key}" for ref in network.records[:2])
why = case.explain(first, second)
print("linked" if why["linked"] else f"not linked: {why['reason']}")
for step in why["waterfall"]:
    print(f"{step['weight']:+.2f}  {step['label']}")
for doubt in why["doubts"]:
    print("doubt:", doubt)
