"""Bits that flip: each must be reported or change nothing, for every kind of question, and never end the process."""

import collections
import os
import random
import shutil

from .checker import Checker
from .harness import copy_log
from .pages import PAGE, Pages


def sweep(harness, is_long, count, commits=45, packs=0, is_brief=False):
    """Flips single bits of a small log's data file: one of every byte in the long mode, else `count` spread over all pages."""
    source, victim = harness.path("flips/log"), harness.path("flips/victim")
    shutil.rmtree(harness.path("flips"), ignore_errors=True)
    os.makedirs(harness.path("flips"))
    harness.run("create", source)
    harness.run("append", source, harness.seed, commits)
    if packs:
        harness.run("pack", source, harness.seed, packs)
    copy_log(source, victim)
    data = os.path.join(victim, "data.mdb")
    with open(data, "rb") as file:
        content = file.read()
    pages = Pages(content)
    dice = random.Random(f"{harness.seed} flips")
    checker = Checker(harness.program)
    checker.remember(f"truth {source}")
    tally, examples, first_wrong = collections.Counter(), {}, None
    chosen = choose(content, pages, dice, is_long, count)
    for index, (at, bit) in enumerate(chosen):
        flip(data, content, at, bit)
        verdict, why = checker.ask(f"compare {victim}")
        place = pages.place(at)
        tally[verdict, place] += 1
        if verdict in ("wrong", "crash", "hang", "broken"):
            first_wrong = first_wrong or index + 1
            if is_brief:
                break
            examples.setdefault((verdict, place), []).append((at, bit, why))
        if verdict not in ("reported", "harmless") or os.path.getsize(data) != len(content):
            restore(data, content)
        else:
            flip(data, content, at, None)
    checker.stop()
    verdicts = collections.Counter()
    for (verdict, _), number in tally.items():
        verdicts[verdict] += number
    bad = sum(number for verdict, number in verdicts.items() if verdict not in ("reported", "harmless"))
    harness.say(f"bit flips{', packed' if packs else ''}: {sum(tally.values())} of {len(content)} bytes ({len(content) // PAGE} pages), " + ", ".join(
        f"{number} {verdict}" for verdict, number in sorted(verdicts.items())) + f" (seed {harness.seed})")
    for (verdict, place), found in sorted(examples.items()):
        harness.say(f"  {verdict}: {len(found)} in {place}; bit {found[0][1]} of byte {found[0][0]}: {found[0][2][:200]}")
    if bad and not is_brief:
        harness.say(f"  again: the log is in {harness.keep(f'flips-{harness.seed}', source)}")
    return bad, first_wrong, tally


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
    with open(data, "r+b") as file:
        file.seek(at)
        file.write(bytes([content[at] if bit is None else content[at] ^ 1 << bit]))


def restore(data, content):
    with open(data, "r+b") as file:
        file.truncate(len(content))
        file.write(content)
