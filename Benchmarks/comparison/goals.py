"""The goals of the engine's performance, each against what was measured."""

from comparison.report import median_of


class Measured:
    """Medians by workload and subject; None where something was not measured."""

    def __init__(self, runs):
        self.runs = runs

    def __call__(self, workload, subject, field="perSecond"):
        return median_of(self.runs, workload, subject, field)

    def ratio(self, workload, other, field="perSecond"):
        ours, theirs = self(workload, "engine", field), self(workload, other, field)
        return ours / theirs if ours and theirs else None


def _goal(number, what, value, limit, form, at_least=True, remark=""):
    if value is None:
        return (number, what, "not measured", "", remark)
    reached = value >= limit if at_least else value <= limit
    return (number, what, form.format(value), "reached" if reached else "behind", remark)


def _appending(measured):
    for size in (1, 64, 512):
        ratio = measured.ratio(f"append-{size}", "lmdb")
        blind = measured.ratio(f"append-{size}", "lmdb-blind")
        remark = f"{blind:.2f} of LMDB that only writes" if blind else ""
        yield _goal(1, f"append, {size} a commit, ÷ C on LMDB: 0.9", ratio, 0.9, "{:.2f}", remark=remark)
    for peer in ("sqlite", "rocksdb", "postgres"):
        yield _goal(1, f"append, 512 a commit, ÷ {peer}: 1", measured.ratio("append-512", peer), 1, "{:.2f}")


def _producers(measured):
    ratio = measured.ratio("producers-64", "lmdb")
    yield _goal(2, "64 producers ÷ the same in C: 0.8", ratio, 0.8, "{:.2f}")
    millis = measured("producers-64", "engine", "p99Micros")
    yield _goal(2, "64 producers, p99: 10 ms", millis and millis / 1000, 10, "{:.1f} ms", at_least=False)
    ours, commit = measured("producers-1", "engine", "p99Micros"), measured("append-1", "lmdb", "p50Micros")
    times = ours / commit if ours and commit else None
    yield _goal(2, "one producer's p99 ÷ one synced commit of C: 2", times, 2, "{:.2f}", at_least=False)


def _reading(measured):
    yield _goal(3, "scan: 1.5 M/s", measured("scan", "engine"), 1_500_000, "{:,.0f}/s")
    bytes_each = measured("bytes", "engine", "bytesEach")
    theirs = measured("bytes", "rocksdb", "bytesEach")
    remark = f"RocksDB with zstd {theirs:.0f} B" if theirs else ""
    yield _goal(5, "on disk an event: 230 B", bytes_each, 230, "{:.0f} B", at_least=False, remark=remark)
    for workload, what, limit in (("point", "one event", 25), ("stream-of-six", "a stream of six", 100)):
        micros = measured(workload, "engine", "p50Micros")
        yield _goal(6, f"{what}, p50: {limit} µs", micros, limit, "{:.1f} µs", at_least=False)
    for workload, what in (("open", "open the log"), ("open-grown", "open the grown log")):
        seconds = measured(workload, "engine", "seconds")
        yield _goal(6, f"{what}: 50 ms", seconds and 1000 * seconds, 50, "{:.1f} ms", at_least=False)


def _proving(measured):
    rate = measured("merkle", "engine")
    yield _goal(7, "Merkle frontier an event: 0.7 µs", rate and 1e6 / rate, 0.7, "{:.2f} µs", at_least=False)
    yield _goal(7, "verify: 0.7 M/s", measured("verify", "engine"), 700_000, "{:,.0f}/s")
    early, late = measured("growth", "engine", "earlyPerSecond"), measured("growth", "engine", "latePerSecond")
    total = measured("growth", "engine", "totalEvents")
    remark = f"at {total:,.0f} events" if total else ""
    ratio = late / early if late and early else None
    yield _goal(8, "append at the end ÷ at a tenth: 0.8", ratio, 0.8, "{:.2f}", remark=remark)
    memory = measured("scan", "engine", "rssAnonBytes")
    yield _goal(9, "a reader's RssAnon: 64 MB", memory and memory / 1e6, 64, "{:.1f} MB", at_least=False)


def _rebuilding(measured):
    ratio = measured.ratio("rebuild-one", "lmdb")
    one, python = measured("rebuild-one", "engine"), measured("rebuild", "python")
    yield _goal(4, "rebuild on one core ÷ the same in C: 0.5", ratio, 0.5, "{:.2f}")
    yield _goal(4, "rebuild on one core: 0.7 M/s", one, 700_000, "{:,.0f}/s")
    yield _goal(4, "rebuild on two: 1 M/s", measured("rebuild", "engine"), 1_000_000, "{:,.0f}/s")
    yield _goal(4, "rebuild on one core ÷ Python's: 5", one / python if one and python else None, 5, "{:.1f}")
    workload = "rebuild-grown" if measured("rebuild-grown", "engine") else "rebuild"
    memory, events = measured(workload, "engine", "rssAnonBytes"), measured(workload, "engine", "events")
    remark = f"of {events:,.0f} events; the goal is of 10,000,000" if events else ""
    yield _goal(9, "a rebuild's RssAnon: 512 MB", memory and memory / 1e6, 512, "{:.0f} MB", at_least=False, remark=remark)


def _asking(measured):
    def p99(*workloads):
        values = [measured(workload, "engine", "p99Millis") for workload in workloads]
        return None if None in values else max(values)

    first = measured("first-row", "engine", "p50Millis")
    yield _goal(13, "CLI start to the first row: 50 ms", first, 50, "{:.1f} ms", at_least=False)
    stored = p99("live-stored")
    yield _goal(13, "a command's row is stored, p99: 50 ms", stored, 50, "{:.1f} ms", at_least=False)
    item, lists = p99("past-item"), p99("past-list", "past-desk")
    yield _goal(14, "one item as known at a position, p99: 5 ms", item, 5, "{:.2f} ms", at_least=False)
    events = measured("past-list", "engine", "events")
    remark = f"of {events:,.0f} events; the goal is of 10,000,000" if events else ""
    yield _goal(
        14, "a list or report as known at one, p99: 5 s", lists and lists / 1000, 5, "{:.2f} s", at_least=False, remark=remark)


def goals(runs):
    measured = Measured(runs)
    parts = (_appending, _producers, _reading, _rebuilding, _proving, _asking)
    found = [goal for part in parts for goal in part(measured)]
    return sorted(found, key=lambda goal: goal[0])
