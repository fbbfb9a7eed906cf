"""Whether everybody's table of the service desk holds the same: a rate counts only for the same result."""

from comparison.plan import Workload


class Agreement:
    """Compares what the peers stored with what the engine stored of as many events, or folds of them in memory."""

    def __init__(self, bench):
        self.bench = bench
        self.expected = {}

    def check(self, subject, run):
        """Ends the comparison where `run` stored something else."""
        if "rows" not in run:
            return
        events = run["events"]
        if events not in self.expected:
            is_ours = subject == "engine"
            self.expected[events] = run if is_ours else self.bench.run("engine", Workload("fold", "fold", events, []))
        differences = list(_differences(self.expected[events], run))
        if differences:
            raise SystemExit(f"Benchmarks/run: the table of {subject} is not the engine's: {'; '.join(differences)}")


def _differences(expected, found):
    for name in sorted(expected["sums"].keys() | found["sums"].keys()):
        ours, theirs = expected["sums"].get(name, 0), found["sums"].get(name, 0)
        if ours != theirs:
            yield f"{name} comes to {theirs} instead of {ours}"
    # Python's library stores no rows that could be compared byte by byte.
    for field in ("rows", "digest"):
        if field in found and found[field] != expected[field]:
            yield f"{field} {found[field]} instead of {expected[field]}"
