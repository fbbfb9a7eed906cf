import EventModel

enum Colour: Int32, WireEnum {
    case red = 1
    case green = 2
    case skyBlue = 7
}

struct GroupCode: TextIdentifier {
    let rawValue: String
}

struct Part: WireMessage {
    let name: String
    let weight: Int64?
    static let schema = Schema(
        Field(1, "name", \Part.name, "What it is called."),
        Field(2, "weight", \.weight, "How heavy it is."))
}

/// A field of every kind that there is.
struct Everything: DomainEvent {
    var text: String
    var signed: Int64
    var unsigned: UInt64
    var small: UInt32
    var flag: Bool
    var position: Position
    var stream: StreamID
    var instant: Instant
    var command: CommandID
    var bytes: RawBytes
    var colour: Colour
    var group: GroupCode
    var part: Part
    var note: PersonalText?
    var caller: PersonID?
    var maybeText: String?
    var maybeSigned: Int64?
    var maybeFlag: Bool?
    var maybeColour: Colour?
    var maybePart: Part?
    var texts: [String]
    var numbers: [Int64]
    var colours: [Colour]
    var flags: [Bool]
    var parts: [Part]
    var blobs: [RawBytes]

    static let type = EventType(
        "Everything", version: 1,
        Field(1, "text", \Everything.text, "A text."),
        Field(2, "signed", \.signed, "A number."),
        Field(3, "unsigned", \.unsigned, "A number from zero."),
        Field(4, "small", \.small, "A small number from zero."),
        Field(5, "flag", \.flag, "Yes or no."),
        Field(6, "position", \.position, "A place in the log."),
        Field(7, "stream", \.stream, "A stream."),
        Field(8, "instant", \.instant, "A moment."),
        Field(9, "command", \.command, "A commit."),
        Field(10, "bytes", \.bytes, "Bytes."),
        Field(11, "colour", \.colour, "One of a list."),
        Field(12, "group", \.group, "An identifier."),
        Field(13, "part", \.part, "A message."),
        Field(15, "note", \.note, "About the caller.", personal: .subject(\.caller)),
        Field(16, "caller", \.caller, "Who called."),
        Field(17, "maybeText", \.maybeText, "A text or nothing."),
        Field(18, "maybeSigned", \.maybeSigned, "A number or nothing."),
        Field(19, "maybeFlag", \.maybeFlag, "Yes, no or nothing."),
        Field(20, "maybeColour", \.maybeColour, "One of a list or nothing."),
        Field(21, "maybePart", \.maybePart, "A message or nothing."),
        Field(30, "texts", \.texts, "Texts."),
        Field(31, "numbers", \.numbers, "Numbers."),
        Field(32, "colours", \.colours, "Several of a list."),
        Field(33, "flags", \.flags, "Yes and no."),
        Field(34, "parts", \.parts, "Messages."),
        Field(3000, "blobs", \.blobs, "Pieces of bytes."))
    static let summary = "Everything happened."
    static let example = Everything(
        text: "Träger 📦", signed: -3, unsigned: .max, small: 7, flag: true, position: Position(42),
        stream: StreamID(category: "incident", key: "INC-2026-000123"), instant: Instant(micros: 1_774_627_200_000_001),
        command: CommandID(high: 0x0102_0304_0506_7708, low: 0x890A_0B0C_0D0E_0F10), bytes: RawBytes([0, 255, 16]),
        colour: .green, group: "desk", part: Part(name: "wheel", weight: -1), note: "It hurts.", caller: "person-1",
        maybeText: "there", maybeSigned: 300, maybeFlag: false, maybeColour: .skyBlue,
        maybePart: Part(name: "axle", weight: nil), texts: ["a", "", "ü"], numbers: [1, -1, 300, .min, .max],
        colours: [.red, .skyBlue], flags: [true, false], parts: [Part(name: "", weight: 0)],
        blobs: [RawBytes([]), RawBytes([1, 2])])
}
