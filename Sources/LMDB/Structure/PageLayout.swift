// A page of LMDB 0.9 on a 64-bit little-endian machine (lmdb's mdb.c, MDB_page, MDB_node, MDB_db, MDB_meta):
//
//     0        8     10      12      14      16
//     ├────────┼─────┼───────┼───────┼───────┼─────────────────┄┄──────────┤
//     │page no.│size │flags  │lower  │upper  │u16 node offsets   free  nodes│
//     └────────┴─────┴───────┴───────┴───────┴─────────────────┄┄──────────┘
//     overflow page: the number of its pages as u32 at 12, then the value; size: of one value in a page of packed values
//
//     node of a leaf:    u32 value size, u16 flags, u16 key size, key, value
//     node of a branch:  u48 child page,           u16 key size, key         (the first one's key is not looked at)
//
//     tree:  u32 size of a packed value (of the free pages' tree: the page size), u16 flags, u16 depth, u64 × 5: branch, leaf, overflow pages, entries, root
//     meta:  u32 magic, u32 version, u64 address, u64 map size, tree of free pages, tree of tables, u64 last page, u64 commit

/// The kinds of a page, as its flags say.
enum PageFlags {
    static let branch = 0x01
    static let leaf = 0x02
    static let overflow = 0x04
    /// In memory only, but for a page within a node.
    static let dirty = 0x10
    static let packed = 0x20
    static let withinNode = 0x40
}

/// What the value of a leaf's node is.
enum NodeFlags {
    static let overflow = 0x01
    static let tree = 0x02
    static let duplicates = 0x04
}

/// A tree's own row: in a meta page, in the table of tables, or in the node of a key with many values.
struct TreeRow {
    static let byteCount = 48
    let packedSize: Int
    let flags: Int
    let depth: Int
    let branchPages: UInt64
    let leafPages: UInt64
    let overflowPages: UInt64
    let entries: UInt64
    let root: UInt64

    init(_ file: PageFile, at offset: Int) throws(Flaw) {
        packedSize = try file.uint32(offset)
        flags = try file.uint16(offset + 4)
        depth = try file.uint16(offset + 6)
        branchPages = try file.uint64(offset + 8)
        leafPages = try file.uint64(offset + 16)
        overflowPages = try file.uint64(offset + 24)
        entries = try file.uint64(offset + 32)
        root = try file.uint64(offset + 40)
    }

    var isEmpty: Bool { root == .max }
}

/// One of the two meta pages, which take turns: commit n is written to page n mod 2.
struct MetaPage {
    static let magic = 0xBEEF_C0DE
    let freePages: TreeRow
    let tables: TreeRow
    let lastPage: UInt64
    let commit: UInt64

    init(_ file: PageFile, page: Int) throws(Flaw) {
        let start = page * file.pageSize
        guard try file.uint64(start) == page, try file.uint16(start + 10) & ~PageFlags.dirty == 0x08,
            try file.uint32(start + 16) == Self.magic, try file.uint32(start + 20) == 1
        else { throw Flaw("is not the meta page that it should be") }
        // LMDB believes the newer page's word on how large pages are, and then reads anywhere.
        guard file.hasPossiblePageSize, try file.uint32(start + 40) == file.pageSize else {
            throw Flaw("has pages of another size")
        }
        freePages = try TreeRow(file, at: start + 40)
        tables = try TreeRow(file, at: start + 88)
        lastPage = try file.uint64(start + 136)
        commit = try file.uint64(start + 144)
    }
}
