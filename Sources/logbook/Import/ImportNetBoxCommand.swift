import ArgumentParser
import Imports

/// `logbook import netbox`
struct ImportNetBoxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "netbox",
        abstract: "Import sites, racks, devices, machines, circuits, cables and power from NetBox.",
        discussion: """
            Reads what 'manage.py dumpdata' writes. Items are named netbox/device-7 after NetBox's own keys; devices in a \
            rack are contained by it, cables join the devices at their ends, and power ports what they draw from. What is \
            on record already makes no event. Other tables and contacts are left out.

            \(examples(
                "import netbox netbox.json.zst --dry-run --rejects rejects.csv",
                "import netbox other.json --prefix dc2"))
            """)

    @Argument(help: "A JSON file, compressed (Zstandard, gzip) or not; - for standard input.")
    var file: String
    @Option(help: "What the items' ids begin with, before a slash; empty for nothing.")
    var prefix = "netbox"
    @OptionGroup
    var options: ConfigurationImportOptions

    func run() async throws {
        try await options.run { () throws(ImportError) in
            try NetBoxExport(ByteSource(path: file), prefix: prefix)
        }
    }
}
