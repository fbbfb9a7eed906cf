import FuzzTargets

#if FUZZING
    /// What libFuzzer calls with each input; it brings its own `main`. Built by Tools/fuzz.
    @_cdecl("LLVMFuzzerTestOneInput")
    public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        do {
            try FuzzTarget.run(Array(UnsafeBufferPointer(start: start, count: count)))
        } catch {
            fatalError("\(error)")
        }
        return 0
    }
#else
    /// Without libFuzzer: runs each file it is given through its target, to see again what was found once.
    @main
    enum DecoderFuzzer {
        static func main() throws {
            for path in CommandLine.arguments.dropFirst() {
                try FuzzTarget.run(try inputFile(path))
                print("\(path): nothing wrong")
            }
        }
    }
#endif
