public import EventModel

/// Where a record stands in its life. Its name begins with a capital, as the domain's pages write it: `New`, `InProgress`.
public protocol LifecycleState: WireEnum {}

extension LifecycleState {
    public var name: String {
        let name = String(describing: self)
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
