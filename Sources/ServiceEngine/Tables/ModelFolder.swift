import EventModel
import Foundation

/// The folder of one read model.
///
///     <models>/service-desk/current     the number of the generation that serves, as text; replaced as a whole
///     <models>/service-desk/<number>/   a generation; one above the current is being built, or was when a process ended
///     <models>/service-desk/lock        held (flock) by whoever folds events in
struct ModelFolder: Sendable {
    let path: String
    let table: String

    func path(of generation: UInt64) -> String { "\(path)/\(generation)" }

    /// Makes the folder, and the one that it is in, where they are missing: read models may be deleted as a whole.
    func make() throws(TableError) {
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        for folder in [parent, path] {
            try check(mkdir(folder, 0o777) == 0 || errno == EEXIST, "make the folder", folder)
        }
    }

    /// The generation that serves; nil where there is none yet, or the file is not what was written.
    func current() -> UInt64? {
        guard let bytes = FileManager.default.contents(atPath: "\(path)/current") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.last == "\n" else { return nil }
        return number(String(text.dropLast()))
    }

    /// The number of a generation, as we write it. One that nobody counts up to is none: it has to have a next.
    private func number(_ text: String) -> UInt64? {
        guard let number = UInt64(text), String(number) == text, number < 1 << 62 else { return nil }
        return number
    }

    /// Every generation that has a folder, ascending.
    func generations() -> [UInt64] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.compactMap(number).sorted()
    }

    /// Makes `generation` the one that serves. Durable on return; a crash leaves either the one before or this one.
    func publish(_ generation: UInt64) throws(TableError) {
        let temporary = "\(path)/current.new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        try check(file >= 0, "make", temporary)
        defer { close(file) }
        let bytes = Array("\(generation)\n".utf8)
        try check(write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0, "write", temporary)
        try check(rename(temporary, "\(path)/current") == 0, "replace", "\(path)/current")
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try check(folder >= 0, "open", path)
        defer { close(folder) }
        try check(fsync(folder) == 0, "sync", path)
    }

    /// Removes what a process that was killed after it had published `current` left behind: generations before that one, which
    /// nobody comes back to. Those after it are gone on with by the next rebuild.
    func removeLeft(behind current: UInt64) {
        for generation in generations() where generation < current { try? remove(generation) }
    }

    /// Removes a generation's files. Whoever still reads them goes on reading: the system keeps what is open.
    func remove(_ generation: UInt64) throws(TableError) {
        do {
            try FileManager.default.removeItem(atPath: path(of: generation))
        } catch {
            throw .unreadable(table: table, cause: error)
        }
    }

    /// Runs `body` with the right to fold events in; not at all where another process has it and `waiting` is not set.
    func withLock(waiting: Bool, _ body: () throws(TableError) -> Void) throws(TableError) {
        let path = "\(path)/lock"
        var file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        if file < 0, errno == ENOENT {
            try make()
            file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        }
        try check(file >= 0, "open", path)
        // Closing gives the lock back.
        defer { close(file) }
        while flock(file, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return }
            try check(errno == EINTR, "lock", path)
        }
        try body()
    }

    private func check(_ isDone: Bool, _ operation: String, _ path: String) throws(TableError) {
        guard !isDone else { return }
        throw .unreadable(table: table, cause: EngineError.file(operation: operation, path: path, code: errno))
    }
}
