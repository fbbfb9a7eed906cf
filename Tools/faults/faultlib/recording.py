"""Reads what storage_faults.c recorded, and builds the states in which a crash could have left the disk."""

import os
import random
import struct
from dataclasses import dataclass

SECTOR, PAGE = 512, 4096


@dataclass(eq=False)
class Operation:
    kind: str
    flags: int
    path: str
    offset: int
    inode: int
    data: bytes

    @property
    def is_synced_write(self):
        return self.kind == "W" and self.flags & 1


def read_recording(path):
    with open(path, "rb") as file:
        bytes_ = file.read()
    operations, at = [], 0
    while at + 24 <= len(bytes_):
        kind, flags, path_size, size, offset, inode = struct.unpack_from("<cBHIQQ", bytes_, at)
        end = at + 24 + path_size + size
        if end > len(bytes_):
            break  # the process was killed in the midst of a record
        name = bytes_[at + 24:at + 24 + path_size].decode()
        operations.append(Operation(kind.decode(), flags, name, offset, inode, bytes_[at + 24 + path_size:end]))
        at = end
    return operations


class File:
    """One inode: what is durable, and the changes since, oldest first."""

    def __init__(self, content=b""):
        self.durable = bytearray(content)
        self.pending = []

    def sync(self):
        for operation in self.pending:
            apply(self.durable, operation)
        self.pending = []


def apply(content, operation, keep=None):
    """Applies a change; of a write only the parts that `keep` accepts (for each: whole, first, rest …)."""
    if operation.kind == "T":
        size = operation.offset
        if size < len(content):
            del content[size:]
        else:
            content.extend(bytes(size - len(content)))
    elif operation.kind == "F":
        size = operation.offset + struct.unpack("<Q", operation.data)[0]
        if size > len(content):
            content.extend(bytes(size - len(content)))
    else:
        for start, piece in pieces(operation, keep):
            if start + len(piece) > len(content):
                content.extend(bytes(start + len(piece) - len(content)))
            content[start:start + len(piece)] = piece


def pieces(operation, keep):
    if keep is None:
        yield operation.offset, operation.data
        return
    unit, accepts = keep
    at, end = operation.offset, operation.offset + len(operation.data)
    while at < end:
        # The disk writes whole sectors at their places, whatever the write's own limits are.
        next_ = min(end, (at // unit + 1) * unit)
        if accepts():
            yield at, operation.data[at - operation.offset:next_ - operation.offset]
        at = next_


class Disk:
    """Follows a recording. Names are durable once their folder was synced; a file's bytes once the file was."""

    def __init__(self, root, base):
        self.root = root
        self.names = {}  # path → File, or None for a folder; as the program sees them
        self.durable_names = {}
        self.pending_names = []
        self.by_inode = {}
        for path, inode, content in base:
            self.names[path] = None if content is None else File(content)
            if content is not None:
                self.by_inode[inode] = self.names[path]
        self.durable_names = dict(self.names)
        self.acknowledged = []

    def do(self, operation):
        kind = operation.kind
        if kind == "A":
            self.acknowledged += operation.data.decode().splitlines()
        elif kind in "CMRLU":
            if kind == "C":
                operation.file = self.by_inode[operation.inode] = File()
            change_names(self.names, operation)
            self.pending_names.append(operation)
        elif kind == "S":
            self.sync(operation)
        elif operation.inode in self.by_inode and not operation.path.endswith("/lock.mdb"):
            self.by_inode[operation.inode].pending.append(operation)

    def sync(self, operation):
        path = operation.path
        if path in self.names and self.names[path] is None:
            rest = []
            for change in self.pending_names:
                if os.path.dirname(change.path) == path or os.path.dirname(change.data.decode()) == path:
                    change_names(self.durable_names, change)
                else:
                    rest.append(change)
            self.pending_names = rest
        elif operation.inode in self.by_inode:
            self.by_inode[operation.inode].sync()


def change_names(names, operation):
    path, other = operation.path, operation.data.decode() if operation.kind in "RL" else ""
    if operation.kind == "C":
        names[path] = operation.file
    elif operation.kind == "M":
        names[path] = None
    elif operation.kind == "U":
        names.pop(path, None)
    elif operation.kind == "L" and path in names:
        names[other] = names[path]
    elif operation.kind == "R":
        for name in [name for name in names if name == path or name.startswith(path + "/")]:
            names[other + name[len(path):]] = names.pop(name)


STRATEGIES = ["nothing", "everything", "some", "few", "most", "only the last", "all but one", "torn sectors",
              "torn pages", "last one torn", "reordered", "sizes without data"]


def crash_state(disk, in_flight, seed):
    """One state the disk may be in: names → contents (None for a folder), and how it was chosen.

    `in_flight` is the operation that the crash interrupted; it may have taken effect in part.
    """
    dice = random.Random(seed)
    strategy = dice.choice(STRATEGIES)
    names = dict(disk.durable_names)
    # Names change in order: file systems journal them.
    pending_names = disk.pending_names + ([in_flight] if in_flight is not None and in_flight.kind in "MRLU" else [])
    for change in pending_names[:dice.choice([0, len(pending_names), dice.randint(0, len(pending_names))])]:
        change_names(names, change)
    state = {}
    for path, file in sorted(names.items()):
        if path != disk.root and state.get(os.path.dirname(path), b"") is not None:
            continue  # its folder has no name yet
        if file is None:
            state[path] = None
        elif not path.endswith("/lock.mdb"):
            interrupted = in_flight is not None and in_flight.kind in "WTF" and disk.by_inode.get(in_flight.inode) is file
            pending = file.pending + [in_flight] if interrupted else file.pending
            state[path] = content_after_crash(file.durable, pending, interrupted, strategy, dice)
    return state, strategy


def content_after_crash(durable, pending, interrupted, strategy, dice):
    content = bytearray(durable)
    # What was written through O_DSYNC is there, and what stood before it in its place is not.
    certain = [operation for operation in pending[:-1] if operation.is_synced_write] + [
        operation for operation in pending[-1:] if operation.is_synced_write and not interrupted]
    count = len(pending)
    chance = {"some": 0.5, "few": 0.15, "most": 0.85}.get(strategy, dice.choice([0.2, 0.5, 0.8]))
    if strategy == "everything":
        chosen = [(operation, None) for operation in pending]
    elif strategy == "nothing" or count == 0:
        chosen = []
    elif strategy in ("some", "few", "most"):
        chosen = [(operation, None) for operation in pending if dice.random() < chance]
    elif strategy == "only the last":
        chosen = [(pending[-1], None)]
    elif strategy == "all but one":
        dropped = dice.randrange(count)
        chosen = [(operation, None) for index, operation in enumerate(pending) if index != dropped]
    elif strategy in ("torn sectors", "torn pages"):
        unit = SECTOR if strategy == "torn sectors" else PAGE
        chosen = [(operation, (unit, lambda: dice.random() < chance)) for operation in pending]
    elif strategy == "last one torn":
        chosen = [(operation, None) for operation in pending[:-1]]
        chosen.append((pending[-1], (SECTOR, lambda: dice.random() < chance)))
    elif strategy == "reordered":
        chosen = [(operation, None) for operation in pending if dice.random() < 0.8]
        dice.shuffle(chosen)
    else:  # sizes without data: the file has grown, what was to fill it has not arrived
        chosen = [(operation, None) for operation in pending if dice.random() < chance]
        end = max([operation.offset + len(operation.data) for operation in pending if operation.kind == "W"] or [0])
        content.extend(bytes(max(0, end - len(content))))
    if strategy != "reordered":
        part = {id(operation): keep for operation, keep in chosen}
        sure = {id(operation) for operation in certain}
        chosen = [(operation, None if id(operation) in sure else part[id(operation)]) for operation in pending
                  if id(operation) in sure or id(operation) in part]
    else:
        chosen = [pair for pair in chosen if pair[0] not in certain] + [(operation, None) for operation in certain]
    for operation, keep in chosen:
        apply(content, operation, keep)
    return bytes(content)
