import Imports
import Testing

@Suite("An import error")
struct ImportErrorTests {
    @Test(arguments: [
        (
            ImportError.unreadable(source: "a.csv", code: 13, cause: "Permission denied"),
            "cannot read a.csv: Permission denied (error 13); check the path and its permissions"
        ),
        (
            .notCompressed(.zstandard, source: "a.zst", found: "6E 75 6D 62"),
            "a.zst is named as a Zstandard file, but begins with 6E 75 6D 62, expected 28 B5 2F FD; "
                + "rename it if it is not compressed, or fetch it again"
        ),
        (
            .truncated(.zstandard, source: "a.zst", offsetBytes: 512),
            "a.zst is cut off: the compressed data ends inside a frame at byte 512; fetch it again whole"
        ),
        (
            .corrupt(.zstandard, source: "a.zst", offsetBytes: 9, cause: "Data corruption detected"),
            "a.zst cannot be decompressed at byte 9: Data corruption detected; fetch it again, or test it with zstd -t"
        ),
        (
            .wrongEncoding(source: "a.csv", found: "gzip data"),
            "a.csv is not text as expected: expected UTF-8, found gzip data; export it again in UTF-8"
        ),
        (
            .emptyTable(source: "a.csv"),
            "a.csv is empty: expected a first line with the names of the columns; check the export"
        ),
        (
            .badHeader(source: "a.csv", line: 1, fault: .unclosedQuote(column: 3)),
            "a.csv, line 1: the line of column names cannot be read: the quote opened in column 3 is never closed; "
                + "check the export"
        ),
        (
            .missingColumns(source: "a.csv", missing: ["number"], found: ["id", "state"]),
            "a.csv lacks the columns number; found id, state; check that this is the right export"
        ),
        (
            .repeatedColumns(source: "a.csv", repeated: ["name", "owner"]),
            "a.csv has more than one column name, owner: expected each once; rename or remove the others"
        ),
    ])
    func `says what failed, where, what was expected and found, and what to do`(error: ImportError, message: String) {
        #expect(error.description == message)
    }
}
