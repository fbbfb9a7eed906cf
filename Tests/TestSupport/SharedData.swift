import Foundation

/// The data that lies beside a checkout, but is not part of it.
public enum SharedData {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let folder = root.deletingLastPathComponent().appendingPathComponent("shared/data")

    public static let netBox = folder.appendingPathComponent("netbox/netbox-demo-v3.6.json.zst").path
    /// Carrier networks as GraphML, in the order of their names; none where they are not there.
    public static let topologies: [String] = {
        let zoo = folder.appendingPathComponent("topology-zoo")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: zoo.path)) ?? []
        return names.filter { $0.hasSuffix(".graphml") }.sorted().map { zoo.appendingPathComponent($0).path }
    }()

    public static let hasNetBox = FileManager.default.fileExists(atPath: netBox)
    public static let absence = "../shared/data is not here: nothing to compare with"
}
