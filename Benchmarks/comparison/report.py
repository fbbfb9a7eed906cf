"""Medians and tables."""

import statistics

from comparison import logbook

SUBJECT_TITLES = {
    "engine": "engine", "lmdb": "C on LMDB", "lmdb-blind": "only writing", "sqlite": "SQLite", "rocksdb": "RocksDB",
    "postgres": "PostgreSQL", "python": "Python",
}


def median_of(runs, workload, subject, field):
    values = [run[field] for run in runs if run["workload"] == workload and run["subject"] == subject and field in run]
    return statistics.median(values) if values else None


# What a unit of the plan takes from a result: the field, and how the table says it.
def _rate(value):
    return f"{value / 1000:,.1f} k/s" if value < 1_000_000 else f"{value / 1e6:,.2f} M/s"


UNITS = {
    "per second": ("perSecond", _rate, False),
    "p50": ("p50Micros", lambda value: f"{value:,.1f} µs", True),
    "millis": ("seconds", lambda value: f"{1000 * value:,.2f} ms", True),
    "micros each": ("perSecond", lambda value: f"{1e6 / value:,.2f} µs", False),
    "late ÷ early": ("growthRatio", lambda value: f"{value:.2f}", False),
    "processor": ("processorMicrosEach", lambda value: f"{value:,.1f} µs", True),
    "memory": ("rssAnonBytes", lambda value: f"{value / 1e6:,.0f} MB", True),
    "bytes": ("bytesEach", lambda value: f"{value:,.0f} B", True),
}


# PostgreSQL works in processes of its own: what its client uses says nothing.
OF_A_PROCESS = ("processor", "memory")


def _row(title, runs, workload, subjects, unit):
    field, form, is_cost = UNITS[unit]
    values = {subject: median_of(runs, workload, subject, field) for subject in subjects}
    if unit in OF_A_PROCESS:
        values["postgres"] = None
    cells = ["" if values[subject] is None else form(values[subject]) for subject in subjects]
    ours = values.get("engine")
    ratios = []
    for subject in subjects:
        other = values[subject]
        if subject != "engine":
            ratios.append("" if not ours or not other else f"{other / ours if is_cost else ours / other:.2f}")
    return [title, *cells, *ratios]


def _detail_rows(runs, workload, subjects):
    """Latencies, and what the processors did for an event."""
    for field, name in (("p50Micros", "p50"), ("p99Micros", "p99")):
        values = {subject: median_of(runs, workload, subject, field) for subject in subjects}
        cells = ["" if values[subject] is None else f"{values[subject] / 1000:,.2f} ms" for subject in subjects]
        if any(cells):
            yield [f"{workload}, {name}", *cells, *[""] * (len(subjects) - 1)]
    yield _row(f"{workload}, processor", runs, workload, subjects, "processor")


def _question_rows(runs):
    """What is asked of a whole logbook: the median and the 99th percentile of each kind."""
    names = dict.fromkeys(run["workload"] for run in runs if "p99Millis" in run)
    for name in names:
        values = [median_of(runs, name, "engine", field) for field in ("p50Millis", "p99Millis")]
        yield [name, *[f"{value:,.2f} ms" for value in values]]


def _markdown(rows, texts):
    """Rows under a header; the columns `texts` are aligned as texts, the others as numbers."""
    columns = range(len(rows[0]))
    widths = [max(len(row[column]) for row in rows) for column in columns]

    def line(cells):
        padded = [cells[each].ljust(widths[each]) if each in texts else cells[each].rjust(widths[each]) for each in columns]
        return f"| {' | '.join(padded)} |"

    ruler = ["-" * (widths[each] + 2) if each in texts else "-" * (widths[each] + 1) + ":" for each in columns]
    return "\n".join([line(rows[0]), f"|{'|'.join(ruler)}|", *map(line, rows[1:])])


def tables(runs, workloads, subjects):
    """A table of the log, one of rebuilding the service desk's table, and one of questions to a logbook."""
    measured = [workload for workload in workloads if any(run["workload"] == workload.name for run in runs)]
    rebuilds = [workload for workload in measured if workload.word == "rebuild"]
    log = [workload for workload in measured if workload not in rebuilds and workload.word not in logbook.PROGRAMS]
    if log:
        yield _table(runs, log, [subject for subject in subjects if subject != "python"])
    if rebuilds:
        yield _table(runs, rebuilds, [each for each in subjects if any(each in one.subjects for one in rebuilds)])
    questions = list(_question_rows(runs))
    if questions:
        yield _markdown([["", "p50", "p99"], *questions], texts={0})


def _table(runs, workloads, subjects):
    """A row a workload; the ratios stand behind, and more than 1 is in the engine's favour."""
    titles = [SUBJECT_TITLES[subject] for subject in subjects]
    rows = [["", *titles, *[f"÷ {title}" for title in titles[1:]]]]
    if workloads[0].word != "rebuild":
        rows.append(_row("on disk an event", runs, "bytes", subjects, "bytes"))
    for workload in workloads:
        rows.append(_row(workload.name, runs, workload.name, subjects, workload.unit))
        if workload.word in ("group", "append"):
            rows.extend(_detail_rows(runs, workload.name, subjects))
        if workload.word == "rebuild":
            for unit in OF_A_PROCESS:
                rows.append(_row(f"{workload.name}, {unit}", runs, workload.name, subjects, unit))
    return _markdown(rows, texts={0})


def goal_table(goals):
    return _markdown([["#", "goal", "measured", "", ""], *[[str(goal[0]), *goal[1:]] for goal in goals]], texts={1, 3, 4})
