import Glibc

/// Graphviz's `dot`, which draws what it reads. It is run by itself, without a shell.
enum Graphviz {
    static func svg(of text: String) throws(Failure) -> String {
        var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard pipe(&input) == 0, pipe(&output) == 0 else { throw failed(errno) }
        // It gets copies: where it held the ends that it does not use, nothing would ever end.
        for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child = try start(reading: input[0], writing: output[1])
        close(input[0])
        close(output[1])
        // It draws when it has read everything, so nothing waits for the other.
        write(text, to: input[1])
        close(input[1])
        let svg = read(output[0])
        close(output[0])
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else {
            throw Failure(
                .inputOutput,
                "dot ended with status \(status >> 8 & 0xFF) and drew nothing whole; try --format dot, and fewer items "
                    + "with --limit")
        }
        return String(decoding: svg, as: UTF8.self)
    }

    private static func start(reading input: Int32, writing output: Int32) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("dot"), strdup("-Tsvg"), nil]
        defer { for each in arguments { free(each) } }
        var child = pid_t()
        let code = posix_spawnp(&child, "dot", &actions, nil, arguments, environ)
        guard code == 0 else { throw failed(code) }
        return child
    }

    private static func failed(_ code: Int32) -> Failure {
        guard code == ENOENT else {
            return Failure(ExitStatus(errno: code), "cannot run Graphviz's dot: \(text(of: code))")
        }
        return Failure(
            .unavailable,
            "svg is drawn by Graphviz's dot, which is not there: install it (apt-get install graphviz, brew install "
                + "graphviz), or take --format dot, mermaid or graphml")
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // Where it stopped reading, its status says why.
            if count < 0, errno != EINTR { return }
            bytes = bytes.dropFirst(max(0, count))
        }
    }

    private static func read(_ descriptor: Int32) -> [UInt8] {
        var (result, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 64 * 1024))
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return result }
            result += buffer[..<count]
        }
    }
}
