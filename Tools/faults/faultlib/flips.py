"""Bits that flip: each must be reported or change nothing, for every kind of question, and never end the process."""

import collections
import concurrent.futures
import itertools
import os
import random
import shutil

from .checker import Checker
from .harness import copy_log
from .pages import PAGE, Pages


def sweep(harness, is_long, count, commits=45, is_packed=False, is_brief=False):
    """Flips single bits of a small log's data file: one of every byte in the long mode, else `count` spread over all pages.
    Several at a time, each in a copy of its own; briefly one after the other, up to the first that is bad.

    Returns how many were bad, and the number of the first.
    """
    source = harness.path("flips/log")
    shutil.rmtree(harness.path("flips"), ignore_errors=True)
    os.makedirs(harness.path("flips"))
    harness.run("create", source)
    harness.run("append", source, harness.seed, commits)
    if is_packed:
        # Packed into few pages, with some raw records behind: small enough to flip a bit of every byte.
        harness.run("compact", source)
        harness.run("append", source, harness.seed, 3)
    victims = [Victim(harness, source, number) for number in range(1 if is_brief else os.cpu_count())]
    pages = victims[0].pages
    dice = random.Random(f"{harness.seed} flips")
    chosen = list(enumerate(choose(victims[0].content, pages, dice, is_long, count)))
    with concurrent.futures.ThreadPoolExecutor(len(victims)) as pool:
        found = list(pool.map(lambda victim: victim.take(chosen[victim.number::len(victims)], is_brief), victims))
    tally = sum((victim.tally for victim in victims), collections.Counter())
    bad = sorted(itertools.chain(*found))
    say(harness, tally, pages, is_packed, bad)
    if bad and not is_brief:
        harness.say(f"  again: the log is in {harness.keep(f'flips-{harness.seed}', source)}")
    return len(bad), bad[0][0] + 1 if bad else None


def say(harness, tally, pages, is_packed, bad):
    verdicts = ", ".join(f"{number} {verdict}" for verdict, number in sorted(tally.items()))
    size = len(pages.content)
    harness.say(f"bit flips{', packed' if is_packed else ''}: {tally.total()} of {size} bytes ({size // PAGE} pages), "
                f"{verdicts} (seed {harness.seed})")

    def kind(one):
        return one[3], pages.place(one[1])

    for (verdict, place), group in itertools.groupby(sorted(bad, key=kind), key=kind):
        group = list(group)
        _, at, bit, _, why = group[0]
        harness.say(f"  {verdict}: {len(group)} in {place}; bit {bit} of byte {at}: {why[:200]}")


class Victim:
    """A copy of the log in which one bit at a time is another."""

    def __init__(self, harness, source, number):
        folder = harness.path(f"flips/victim-{number}")
        copy_log(source, folder)
        self.number, self.folder, self.data = number, folder, os.path.join(folder, "data.mdb")
        with open(self.data, "rb") as file:
            self.content = file.read()
        self.pages, self.tally = Pages(self.content), collections.Counter()
        self.checker = Checker(harness.program)
        self.checker.remember(f"truth {source}")

    def take(self, chosen, is_brief):
        """The bad ones: number, byte, bit, verdict and why."""
        found = []
        for index, (at, bit) in chosen:
            flip(self.data, self.content, at, bit)
            verdict, why = self.checker.ask(f"compare {self.folder}")
            self.tally[verdict] += 1
            if verdict not in ("reported", "harmless"):
                found.append((index, at, bit, verdict, why))
                if is_brief:
                    break
            if verdict not in ("reported", "harmless") or os.path.getsize(self.data) != len(self.content):
                self.restore()
            else:
                flip(self.data, self.content, at, None)
        self.checker.stop()
        return found

    def restore(self):
        with open(self.data, "r+b") as file:
            file.truncate(len(self.content))
            file.write(self.content)


def choose(content, pages, dice, is_long, count):
    if is_long:
        # Of the meta pages, on which everything hangs, every bit.
        meta = [(at, bit) for at in range(2 * PAGE) if pages.place(at) == "meta page" for bit in range(8)]
        return sorted(meta + [(at, dice.randrange(8)) for at in range(len(content)) if pages.place(at) != "meta page"])
    # What is rare, headers and offsets, as often as what is common.
    places = collections.defaultdict(list)
    for at in range(len(content)):
        places[pages.place(at)].append(at)
    share = max(1, count // len(places))
    chosen = [at for place in sorted(places) for at in dice.sample(places[place], min(share, len(places[place])))]
    dice.shuffle(chosen)
    return [(at, dice.randrange(8)) for at in chosen]


def flip(data, content, at, bit):
    """Writes a byte of `content` into the file with one bit the other way; as it was, where `bit` is None."""
    with open(data, "r+b") as file:
        file.seek(at)
        file.write(bytes([content[at] if bit is None else content[at] ^ 1 << bit]))
