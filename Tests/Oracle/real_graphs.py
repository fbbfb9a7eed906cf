"""Answers about real exports, read without anything of ours: what Logbook's imports and graph are compared with.

    real_graphs.py graphml FILE...     networks, each node named after its file, each edge taken as "dependsOn"
    real_graphs.py netbox FILE.zst     NetBox's tables, as the documentation of the import says what they become

Writes {"graph": {"items", "relationships", "groups"}, "answers": {...} as of graph_answers.py, "either": {start: {end: length}}}
with the lengths of ways along relationships either way round, from some of the items.
"""

import json
import os
import subprocess
import sys

import networkx

import graph_answers


def topologies(paths):
    items, relationships = [], {}
    for path in paths:
        network = networkx.read_graphml(path, force_multigraph=True)
        name = os.path.basename(path).split(".")[0]
        items += [f"{name}/{node}" for node in network.nodes]
        for start, end, _ in network.edges:
            pair = frozenset((start, end))
            relationships.setdefault((name, pair), [f"{name}/{start}", "dependsOn", f"{name}/{end}"])
    return {"items": items, "relationships": list(relationships.values()), "groups": []}


KINDS = {
    "tenancy.tenant": "tenant", "circuits.provider": "provider", "dcim.region": "region", "dcim.site": "site",
    "dcim.location": "location", "dcim.rack": "rack", "dcim.powerpanel": "powerpanel", "dcim.powerfeed": "powerfeed",
    "dcim.virtualchassis": "chassis", "virtualization.cluster": "cluster", "dcim.device": "device",
    "virtualization.virtualmachine": "vm", "circuits.providernetwork": "network", "circuits.circuit": "circuit",
}


def netbox(path):
    text = subprocess.run(["zstd", "-dc", path], check=True, capture_output=True).stdout
    rows = {}
    for row in json.loads(text):
        if "pk" in row:
            rows.setdefault(row["model"], {})[row["pk"]] = row["fields"]
    items = [f"netbox/{kind}-{key}" for model, kind in KINDS.items() for key in rows.get(model, {})]
    found = {}

    def relate(start, kind, end):
        if kind == "connectedTo":
            found.setdefault((kind, frozenset((start, end))), [start, kind, end])
        else:
            found.setdefault((start, kind, end), [start, kind, end])

    for model, kind in KINDS.items():
        for key, row in rows.get(model, {}).items():
            own = f"netbox/{kind}-{key}"
            for field, relation, other in [("tenant", "ownedBy", "tenant"), ("provider", "supportedBy", "provider"),
                                           ("power_panel", "poweredBy", "powerpanel"),
                                           ("virtual_chassis", "memberOf", "chassis")]:
                if row.get(field) is not None:
                    relate(own, relation, f"netbox/{other}-{row[field]}")
            if row.get("cluster") is not None:
                relate(own, "runsOn" if kind == "vm" else "memberOf", f"netbox/cluster-{row['cluster']}")
            if kind == "vm" and row.get("device") is not None:
                relate(own, "runsOn", f"netbox/device-{row['device']}")
            if kind == "device" and row["rack"] is not None:
                relate(f"netbox/rack-{row['rack']}", "contains", own)
            elif kind == "powerfeed":
                if row["rack"] is not None:
                    relate(f"netbox/rack-{row['rack']}", "poweredBy", own)
            elif kind == "region":
                if row["parent"] is not None:
                    relate(own, "locatedAt", f"netbox/region-{row['parent']}")
            elif kind == "site":
                if row["region"] is not None:
                    relate(own, "locatedAt", f"netbox/region-{row['region']}")
            elif kind == "location" and row["parent"] is not None:
                relate(own, "locatedAt", f"netbox/location-{row['parent']}")
            elif row.get("location") is not None:
                relate(own, "locatedAt", f"netbox/location-{row['location']}")
            elif row.get("site") is not None and not (kind == "vm" and row["cluster"] is not None):
                relate(own, "locatedAt", f"netbox/site-{row['site']}")
    for row in rows.get("dcim.devicebay", {}).values():
        if row["installed_device"] is not None:
            relate(f"netbox/device-{row['device']}", "contains", f"netbox/device-{row['installed_device']}")
    for row in rows["circuits.circuittermination"].values():
        for field, kind in [("site", "site"), ("provider_network", "network")]:
            if row[field] is not None:
                relate(f"netbox/circuit-{row['circuit']}", "connectedTo", f"netbox/{kind}-{row[field]}")
    ends = {}
    for row in rows["dcim.cabletermination"].values():
        model = ".".join(row["termination_type"])
        port = rows[model][row["termination_id"]]
        owner = f"netbox/powerfeed-{row['termination_id']}" if model == "dcim.powerfeed" else \
            f"netbox/circuit-{port['circuit']}" if "circuit" in port else f"netbox/device-{port['device']}"
        ends.setdefault(row["cable"], {}).setdefault(row["cable_end"], []).append((model.split(".")[1], owner))
    for key, row in rows["dcim.cable"].items():
        if row["status"] != "connected":
            continue
        for near, one in ends[key]["A"]:
            for far, other in ends[key]["B"]:
                if near == "powerport" and far in ("poweroutlet", "powerfeed"):
                    relate(one, "poweredBy", other)
                elif far == "powerport" and near in ("poweroutlet", "powerfeed"):
                    relate(other, "poweredBy", one)
                else:
                    relate(one, "connectedTo", other)
    return {"items": items, "relationships": list(found.values()), "groups": []}


graph = topologies(sys.argv[2:]) if sys.argv[1] == "graphml" else netbox(sys.argv[2])
either = networkx.Graph()
either.add_nodes_from(graph["items"])
either.add_edges_from((start, end) for start, _, end in graph["relationships"])
starts = sorted(graph["items"])[::17]
json.dump({
    "graph": graph, "answers": graph_answers.answer(graph),
    "either": {start: networkx.single_source_shortest_path_length(either, start) for start in starts},
}, sys.stdout)
