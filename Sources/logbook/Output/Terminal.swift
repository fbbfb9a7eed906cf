import Glibc

/// What is known of the terminal, if there is one.
enum Terminal {
    static let standardErrorIsTerminal = isatty(STDERR_FILENO) == 1

    /// Columns of the terminal that standard output goes to; nil where it goes elsewhere.
    static let width: Int? = {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }()

    /// Colour only on a terminal, and never where NO_COLOR is set to anything (no-color.org).
    static let hasColour = width != nil && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"

    static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Writes a message to standard error.
    static func complain(_ message: String) {
        var bytes = Array(message.utf8)
        bytes.append(UInt8(ascii: "\n"))
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    static func bold(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    static func red(_ text: String) -> String { hasColour ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
    static func faint(_ text: String) -> String { hasColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
