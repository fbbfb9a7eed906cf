/// Something to measure, prepared only when it is asked for.
struct Benchmark {
    let name: String
    let measure: (String) throws -> Measurement

    init(_ name: String, _ measure: @escaping (String) throws -> Measurement) {
        self.name = name
        self.measure = measure
    }
}
