"""What a cluster falls into without each identifier: cut vertices (Hopcroft and Tarjan 1973) and the sizes they leave.

Nodes 0..members-1 are members, the others identifiers; `near` lists the neighbours of each.
"""

from __future__ import annotations

Near = list[list[int]]


def pieces(near: Near, members: int) -> list[int]:
    """Members in each connected piece that holds any, the largest first."""
    seen = [False] * len(near)
    found = []
    for start in range(members):
        if seen[start]:
            continue
        seen[start] = True
        todo, inside = [start], 0
        while todo:
            node = todo.pop()
            inside += node < members
            for other in near[node]:
                if not seen[other]:
                    seen[other] = True
                    todo.append(other)
        found.append(inside)
    return sorted(found, reverse=True)


def cut_vertices(near: Near, members: int) -> dict[int, list[int]]:
    """node -> members in each piece that removing it leaves, the largest first; for nodes that leave two such pieces
    or more. One depth-first walk of a connected graph, without recursion."""
    order, low, inside = [-1] * len(near), [0] * len(near), [0] * len(near)
    below: dict[int, list[int]] = {}
    order[0], clock = 0, 1
    stack = [(0, -1, iter(near[0]))]
    while stack:
        node, parent, rest = stack[-1]
        following = next(rest, None)
        if following is None:
            stack.pop()
            inside[node] += node < members
            if parent >= 0:
                inside[parent] += inside[node]
                low[parent] = min(low[parent], low[node])
                if low[node] >= order[parent]:
                    below.setdefault(parent, []).append(inside[node])
        elif order[following] < 0:
            order[following] = low[following] = clock
            clock += 1
            stack.append((following, node, iter(near[following])))
        elif following != parent:
            low[node] = min(low[node], order[following])
    found = {}
    for node, hanging in sorted(below.items()):
        above = members - (node < members) - sum(hanging)
        parts = [part for part in (*hanging, above if node else 0) if part]
        if len(parts) > 1:
            found[node] = sorted(parts, reverse=True)
    return found
