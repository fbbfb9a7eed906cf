import Foundation
import LMDB

/// Folders for generations that serve one question, where the system keeps what is temporary.
enum ScratchFolder {
    private static let prefix = "logbook-scratch-"
    /// A folder is locked while a generation is open in it; before that it is only young.
    private static let youngSeconds: TimeInterval = 60

    /// A path where there is nothing yet. What a process that was killed left there goes first.
    static func path(_ model: String) -> String {
        removeLeft()
        return "\(NSTemporaryDirectory())/\(prefix)\(model)-\(UUID().uuidString)"
    }

    private static func removeLeft() {
        let (files, folder) = (FileManager.default, NSTemporaryDirectory())
        for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(prefix) {
            let path = "\(folder)/\(name)"
            let made = (try? files.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            guard let made, -made.timeIntervalSinceNow > youngSeconds else { continue }
            guard let lock = try? FolderLock(taking: path) else { continue }
            try? files.removeItem(atPath: path)
            withExtendedLifetime(lock) {}
        }
    }
}
