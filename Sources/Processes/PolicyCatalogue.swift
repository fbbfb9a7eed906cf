/// The one list of what happens by itself.
public enum PolicyCatalogue {
    public static let policies: [any Policy] = [
        ParentResolvesChildren(),
        AutoClose(),
    ]
}
