from graphsvc.analysis.risk.pieces import cut_vertices, pieces


def _near(members, edges):
    size = members + max(v for _, v in edges) + 1
    near = [[] for _ in range(size)]
    for member, value in edges:
        near[member].append(members + value)
        near[members + value].append(member)
    return near


def test_pieces_hold_members_and_come_largest_first():
    assert pieces(_near(5, [(0, 0), (1, 1), (2, 1), (3, 1)]), 5) == [3, 1, 1]


def test_what_each_cut_vertex_leaves():
    near = _near(6, [(0, 0), (1, 0), (2, 0), (2, 1), (3, 1), (4, 1), (5, 1)])
    assert cut_vertices(near, 6) == {2: [3, 2], 6: [4, 1, 1], 7: [3, 1, 1, 1]}
