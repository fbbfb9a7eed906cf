"""Answers questions about graphs with networkx, and impacts by trying every item: what Logbook's answers are compared with.

Reads a list of graphs as JSON, {"items": [id], "relationships": [[from, type, to]], "groups": [[owner, [member], needed]]},
and writes as many answers. Items depend on what they have "dependsOn", "runsOn" and "poweredBy" to; "contains" and "memberOf" go the other way; of
"poweredBy" and "memberOf" one is enough; all others mean nothing.
"""

import json
import sys

import networkx

ORDER = ["up", "degraded", "atRisk", "down"]
REDUNDANT = ("poweredBy", "memberOf")


def flows(graph):
    """Everything along which an outage goes: (source, target, type)."""
    for start, kind, end in graph["relationships"]:
        if kind in ("dependsOn", "runsOn", "poweredBy"):
            yield end, start, kind
        elif kind in ("contains", "memberOf"):
            yield start, end, kind


def states_when_down(graph, failed):
    """The least fixed point, by going over all items until nothing changes."""
    sources = {item: [] for item in graph["items"]}
    for source, target, kind in flows(graph):
        sources[target].append((source, kind))
    groups = {item: [] for item in graph["items"]}
    for owner, members, needed in graph["groups"]:
        groups[owner].append((set(members), needed))
    state = {item: "down" if item == failed else "up" for item in graph["items"]}
    while True:
        after = {}
        for item in graph["items"]:
            found = ["down"] if item == failed else ["up"]
            taken = set()
            for members, needed in groups[item]:
                taken |= members
                up = sum(state[member] != "down" for member in members)
                if up < len(members):
                    found.append("down" if up < needed else "atRisk" if up == needed else "degraded")
            for redundant in REDUNDANT:
                implied = {source for source, kind in sources[item] if kind == redundant and source not in taken}
                up = sum(state[source] != "down" for source in implied)
                if up < len(implied):
                    found.append("down" if up < 1 else "atRisk" if up == 1 else "degraded")
            found += [state[source] for source, kind in sources[item] if kind not in REDUNDANT and source not in taken]
            after[item] = max(found, key=ORDER.index)
        if after == state:
            return state
        state = after


def answer(graph):
    directed = networkx.DiGraph()
    directed.add_nodes_from(graph["items"])
    directed.add_edges_from((start, end) for start, _, end in graph["relationships"])
    flow = networkx.DiGraph()
    flow.add_nodes_from(graph["items"])
    flow.add_edges_from((source, target) for source, target, _ in flows(graph))
    flow.add_edges_from((member, owner) for owner, members, _ in graph["groups"] for member in members)
    down = {item: states_when_down(graph, item) for item in graph["items"]}
    return {
        "lengths": {start: lengths for start, lengths in networkx.all_pairs_shortest_path_length(directed)},
        "reached": {item: sorted(networkx.descendants(flow, item)) for item in graph["items"]},
        "circles": sorted(sorted(each) for each in networkx.strongly_connected_components(directed) if len(each) > 1),
        "weak": sorted(sorted(each) for each in networkx.weakly_connected_components(networkx.compose(directed, flow))),
        "impacts": {item: {other: state for other, state in down[item].items() if state != "up" and other != item}
                    for item in graph["items"]},
        "singlePoints": {item: sorted(cause for cause in graph["items"] if cause != item and down[cause][item] == "down")
                         for item in graph["items"]},
    }


if __name__ == "__main__":
    json.dump([answer(graph) for graph in json.load(sys.stdin)], sys.stdout)
