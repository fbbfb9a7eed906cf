internal import CLMDB
internal import Glibc

/// The data file, mapped by ourselves as long as it is, for a look at its pages that trusts none of them.
///
/// Every access is checked against the file's end: what is damaged is an error here, where it would end the process in LMDB.
@safe
final class PageFile: Sendable {
    let byteCount: Int
    /// As the first meta page has it; checked by whoever looks at the meta pages.
    let pageSize: Int
    var hasPossiblePageSize: Bool { (512...65536).contains(pageSize) && pageSize.nonzeroBitCount == 1 }
    private nonisolated(unsafe) let base: UnsafeRawPointer

    /// The file that `environment` has open, whatever its folder is called by now.
    convenience init(_ environment: Environment) throws(LMDBError) {
        var descriptor: mdb_filehandle_t = -1
        let code = unsafe mdb_env_get_fd(environment.handle, &descriptor)
        guard code == MDB_SUCCESS else { throw environment.failure("look at data.mdb", code) }
        try self.init(descriptor, path: environment.path)
    }

    convenience init(path: String) throws(LMDBError) {
        let descriptor = unsafe open("\(path)/data.mdb", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw LMDBError(operation: "look at data.mdb", path: path, code: .init(rawValue: errno))
        }
        defer { close(descriptor) }
        try self.init(descriptor, path: path)
    }

    private init(_ descriptor: Int32, path: String) throws(LMDBError) {
        func failure(_ code: Int32) -> LMDBError {
            LMDBError(operation: "look at data.mdb", path: path, code: .init(rawValue: code))
        }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure(errno) }
        byteCount = Int(status.st_size)
        let mapped = unsafe mmap(nil, max(byteCount, 1), PROT_READ, MAP_SHARED, descriptor, 0)
        guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
            throw failure(errno)
        }
        unsafe base = UnsafeRawPointer(mapped)
        pageSize = byteCount < 44 ? 0 : Int(unsafe mapped.loadUnaligned(fromByteOffset: 40, as: UInt32.self))
    }

    deinit { unsafe munmap(UnsafeMutableRawPointer(mutating: base), max(byteCount, 1)) }

    @inline(__always)
    func integer<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type, at offset: Int) throws(Flaw) -> Value {
        guard offset >= 0, offset <= byteCount - MemoryLayout<Value>.size else { throw pastEnd(offset) }
        return unsafe base.loadUnaligned(fromByteOffset: offset, as: Value.self)
    }

    @inline(__always) func uint16(_ offset: Int) throws(Flaw) -> Int { Int(try integer(UInt16.self, at: offset)) }
    @inline(__always) func uint32(_ offset: Int) throws(Flaw) -> Int { Int(try integer(UInt32.self, at: offset)) }
    @inline(__always) func uint64(_ offset: Int) throws(Flaw) -> UInt64 { try integer(UInt64.self, at: offset) }

    /// The bytes of `range`; they are there for as long as the file object is.
    @inline(__always)
    func check(_ range: Range<Int>) throws(Flaw) {
        guard range.lowerBound >= 0, range.upperBound <= byteCount else { throw pastEnd(range.upperBound) }
    }

    /// Whether one range's bytes sort before, with or after another's; negative, zero or positive as memcmp has it.
    @inline(__always)
    func compare(_ left: Range<Int>, _ right: Range<Int>) throws(Flaw) -> Int {
        try check(left)
        try check(right)
        let order = unsafe memcmp(base + left.lowerBound, base + right.lowerBound, min(left.count, right.count))
        return order == 0 ? left.count - right.count : Int(order)
    }

    @inline(never)
    private func pastEnd(_ offset: Int) -> Flaw { Flaw("lies past the end of the file, at byte \(offset)") }

    func text(_ range: Range<Int>) throws(Flaw) -> String {
        try check(range)
        return unsafe String(
            decoding: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
    }
}

/// What is wrong with a page, in words that follow "page 12 of 'records'".
struct Flaw: Error {
    let what: String
    /// "page 12 of 'records'", once the page is known.
    private(set) var place: String?

    init(_ what: String) { self.what = what }

    /// The same with its place, where it has none yet.
    func on(page: Int, of table: String) -> Flaw {
        var located = self
        located.place = place ?? "page \(page) of \(table)"
        return located
    }
}
