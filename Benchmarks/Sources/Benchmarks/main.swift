// Benchmarks [--rounds N] [TEXT…]: measures everything whose name contains one of the texts; without any, everything.

var wanted = Array(CommandLine.arguments.dropFirst())
if wanted.first == "--rounds", let rounds = wanted.dropFirst().first.flatMap(Int.init) {
    Measurement.rounds = rounds
    wanted.removeFirst(2)
}

print("| what                                         |     M/s | ns each | bytes |")
print("|----------------------------------------------|--------:|--------:|------:|")
for benchmark in EventModelBenchmarks().all where wanted.isEmpty || wanted.contains(where: benchmark.name.contains) {
    print(try benchmark.measure(benchmark.name).line)
}
