"""Where a byte of data.mdb lies: the layout of LMDB 0.9's pages, for 64-bit little-endian machines.

     0        8     10      12      14      16
     ├────────┼─────┼───────┼───────┼───────┼──────────────┄┄┄────────────┤
     │page no.│pad  │flags  │lower  │upper  │u16 offset of each node … nodes│
     └────────┴─────┴───────┴───────┴───────┴──────────────┄┄┄────────────┘
     flags: 1 branch, 2 leaf, 4 overflow, 8 meta, 0x20 leaf of packed values; an overflow page has its number of pages at 12
     node:  u16 low, u16 high half of the value's size (in a branch: of the child's page), u16 flags, u16 key size, key, value
     node flags: 1 value on overflow pages, 2 a table's root, 4 several values
"""

import struct

PAGE = 4096


class Pages:
    """Names the place of every byte of a sound file."""

    def __init__(self, content):
        self.content = content
        self.overflow = {}
        self.live = self.reachable()

    def place(self, at):
        page, offset = divmod(at, PAGE)
        if page not in self.live:
            return "free page"
        if page < 2:
            return "meta page" if offset < 16 + 136 else "meta page, unused"
        if page in self.overflow:
            return "overflow header" if page == self.overflow[page] and offset < 16 else "overflow value"
        flags, lower, upper = struct.unpack_from("<HHH", self.content, page * PAGE + 10)
        kind = "branch" if flags & 1 else "packed leaf" if flags & 0x20 else "leaf"
        if offset < 16:
            return f"{kind} header"
        if flags & 0x20:
            return "packed leaf value"
        if offset < lower:
            return f"{kind} node offset"
        if offset < upper:
            return f"{kind}, unused"
        for node in self.nodes(page):
            size, key_size, node_flags = self.node_size(page, node)
            if node <= offset < node + 8:
                return f"{kind} node header"
            if node + 8 <= offset < node + 8 + key_size:
                return f"{kind} key"
            if node + 8 + key_size <= offset < node + size:
                return "overflow page number" if node_flags & 1 else "table root" if node_flags & 2 else f"{kind} value"
        return f"{kind}, unused"

    def nodes(self, page):
        lower = struct.unpack_from("<H", self.content, page * PAGE + 12)[0]
        return struct.unpack_from(f"<{(lower - 16) // 2}H", self.content, page * PAGE + 16)

    def node_size(self, page, node):
        low, high, flags, key_size = struct.unpack_from("<HHHH", self.content, page * PAGE + node)
        if struct.unpack_from("<H", self.content, page * PAGE + 10)[0] & 1:
            return 8 + key_size, key_size, 0
        return 8 + key_size + (8 if flags & 1 else low | high << 16), key_size, flags

    def reachable(self):
        """The pages of the newest commit; the others are free or hold the commit before."""
        metas = [struct.unpack_from("<Q", self.content, page * PAGE + 16 + 128)[0] for page in (0, 1)]
        newest = PAGE * metas.index(max(metas)) + 16
        live = {0, 1}
        for table in (0, 1):
            self.follow(struct.unpack_from("<Q", self.content, newest + 24 + 48 * table + 40)[0], live)
        return live

    def follow(self, page, live):
        if page == 2**64 - 1 or page in live:
            return
        live.add(page)
        flags = struct.unpack_from("<H", self.content, page * PAGE + 10)[0]
        if flags & 0x20:
            return
        for node in self.nodes(page):
            at = page * PAGE + node
            low, high, node_flags, key_size = struct.unpack_from("<HHHH", self.content, at)
            if flags & 1:
                self.follow(low | high << 16 | node_flags << 32, live)
            elif node_flags & 1:
                first = struct.unpack_from("<Q", self.content, at + 8 + key_size)[0]
                count = struct.unpack_from("<I", self.content, first * PAGE + 12)[0]
                live.update(range(first, first + count))
                self.overflow.update({page: first for page in range(first, first + count)})
            elif node_flags & 2:
                self.follow(struct.unpack_from("<Q", self.content, at + 8 + key_size + 40)[0], live)
            elif node_flags & 4:
                pass  # a page of values inside the node
