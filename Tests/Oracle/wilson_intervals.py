"""Score intervals by their definition: the shares p at which the sample's share is z standard errors away, found by bisection.

Reads a list of [matches, count, population or null, confidence in percent] as JSON, and writes as many [low, high]. Nothing of
Logbook's closed formula is used: the standard error is that of p itself, with the finite population correction of Cochran,
(N - n) / (N - 1), under the root.
"""

import json
import math
import statistics
import sys


def distance(p, share, count, population, z):
    """How far the share is from p, less z standard errors of p: negative inside the interval."""
    correction = 1.0 if population is None else (population - count) / (population - 1)
    return abs(share - p) - z * math.sqrt(p * (1 - p) / count * correction)


def bisect(inside, outside, *arguments):
    for _ in range(200):
        middle = (inside + outside) / 2
        if distance(middle, *arguments) <= 0:
            inside = middle
        else:
            outside = middle
    return (inside + outside) / 2


def interval(matches, count, population, confidence):
    share = matches / count
    if population == count:
        return [share, share]
    z = statistics.NormalDist().inv_cdf(0.5 + confidence / 200)
    arguments = (share, count, population, z)
    low = 0.0 if matches == 0 else bisect(share, 0.0, *arguments)
    high = 1.0 if matches == count else bisect(share, 1.0, *arguments)
    return [low, high]


print(json.dumps([interval(*case) for case in json.load(sys.stdin)]))
