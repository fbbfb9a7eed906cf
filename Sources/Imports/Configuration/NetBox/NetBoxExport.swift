import Processes

/// NetBox's tables as `manage.py dumpdata` writes them (NetBox 3.3 and later): a JSON array of objects with `model`, `pk` and
/// `fields`.
///
/// | NetBox | becomes | related |
/// |---|---|---|
/// | tenant, provider | `Organisation` | |
/// | region, site, location | `Region`, `Site`, `Location` | `locatedAt` the next larger; `ownedBy` the tenant |
/// | rack | `Rack` | `locatedAt` its location or site; `ownedBy` |
/// | device | by the words of its role `Power`, `Storage`, `PhysicalServer`, `Endpoint`, `Peripheral`; else `NetworkDevice` | the rack `contains` it, without one it is `locatedAt` its location or site; `memberOf` its cluster and chassis; `ownedBy` |
/// | device bay | | the device with the bay `contains` the one in it |
/// | virtual chassis, cluster | `Cluster` | `locatedAt` the location, site or region; `ownedBy` |
/// | virtual machine | `VM` | `runsOn` its cluster, and its device; `ownedBy` |
/// | power panel, power feed | `Power` | the feed is `poweredBy` the panel, the feed's rack by the feed |
/// | provider network, circuit | `Network`, `Circuit` | `supportedBy` the provider; the circuit is `connectedTo` the locations, sites, regions and networks where it ends, and `ownedBy` |
/// | cable from a power port | | the device with the port is `poweredBy` the feed, or the device with the outlet |
/// | any other cable | | the devices and circuits at its ends are `connectedTo` each other; cables side by side are one |
/// | all other models | nothing | |
///
/// An item's id is `netbox/<kind>-<key>`, as `netbox/device-7`: names change and repeat. Several sources of power back each
/// other up, one of them is enough, as is one of a cluster's devices; `ci group` says otherwise where it is otherwise. A cable
/// that is not `connected` yet says nothing. People (contacts) are left out.
///
/// The text is read object by object, but an object may refer to one that comes later: what the import needs of the objects
/// is kept in memory until the end of the text, and rows come only then. So a text that is cut off leaves nothing behind.
public struct NetBoxExport: ConfigurationSource, ~Copyable {
    public let format = "netbox"
    private var rows: ArraySlice<ConfigurationRow>

    /// Reads all of it. Throws where it is no such export, or cut off. `prefix` stands before the ids, with a slash.
    public init(_ source: consuming ByteSource, prefix: String = "netbox") throws(ImportError) {
        var reader = try JSONReader(source)
        var builder = NetBoxRows(file: reader.name, prefix: prefix)
        var index = 0
        while let (element, line) = try reader.next("objects with model, pk and fields, as manage.py dumpdata writes") {
            builder.take(element, index: index, line: line)
            index += 1
        }
        rows = builder.finish()[...]
    }

    public mutating func next() throws(ImportError) -> ConfigurationRow? { rows.popFirst() }
}
