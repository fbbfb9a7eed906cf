import EventModel

// What the schema of `Everything` is compared with.

extension Everything {
    /// The fields, written one by one.
    var encodedFields: [UInt8] {
        var writer = WireWriter()
        text.encodeField(1, &writer)
        signed.encodeField(2, &writer)
        unsigned.encodeField(3, &writer)
        small.encodeField(4, &writer)
        flag.encodeField(5, &writer)
        position.encodeField(6, &writer)
        stream.encodeField(7, &writer)
        instant.encodeField(8, &writer)
        command.encodeField(9, &writer)
        bytes.encodeField(10, &writer)
        colour.encodeField(11, &writer)
        group.encodeField(12, &writer)
        part.encodeField(13, &writer)
        note.encodeField(15, &writer)
        caller.encodeField(16, &writer)
        maybeText.encodeField(17, &writer)
        maybeSigned.encodeField(18, &writer)
        maybeFlag.encodeField(19, &writer)
        maybeColour.encodeField(20, &writer)
        maybePart.encodeField(21, &writer)
        texts.encodeField(30, &writer)
        numbers.encodeField(31, &writer)
        colours.encodeField(32, &writer)
        flags.encodeField(33, &writer)
        parts.encodeField(34, &writer)
        blobs.encodeField(3000, &writer)
        return writer.bytes
    }

    /// The same fields, of which a value is made by its initialiser.
    static let madeSchema = Schema(
        Field(1, "text", of: { (event: Everything) in event.text }, "A text."),
        Field(2, "signed", of: { (event: Everything) in event.signed }, "A number."),
        Field(3, "unsigned", of: { (event: Everything) in event.unsigned }, "A number from zero."),
        Field(4, "small", of: { (event: Everything) in event.small }, "A small number from zero."),
        Field(5, "flag", of: { (event: Everything) in event.flag }, "Yes or no."),
        Field(6, "position", of: { (event: Everything) in event.position }, "A place in the log."),
        Field(7, "stream", of: { (event: Everything) in event.stream }, "A stream."),
        Field(8, "instant", of: { (event: Everything) in event.instant }, "A moment."),
        Field(9, "command", of: { (event: Everything) in event.command }, "A commit."),
        Field(10, "bytes", of: { (event: Everything) in event.bytes }, "Bytes."),
        Field(11, "colour", of: { (event: Everything) in event.colour }, "One of a list."),
        Field(12, "group", of: { (event: Everything) in event.group }, "An identifier."),
        Field(13, "part", of: { (event: Everything) in event.part }, "A message."),
        Field(15, "note", of: { (event: Everything) in event.note }, "About the caller."),
        Field(16, "caller", of: { (event: Everything) in event.caller }, "Who called."),
        Field(17, "maybeText", of: { (event: Everything) in event.maybeText }, "A text or nothing."),
        Field(18, "maybeSigned", of: { (event: Everything) in event.maybeSigned }, "A number or nothing."),
        Field(19, "maybeFlag", of: { (event: Everything) in event.maybeFlag }, "Yes, no or nothing."),
        Field(20, "maybeColour", of: { (event: Everything) in event.maybeColour }, "One of a list or nothing."),
        Field(21, "maybePart", of: { (event: Everything) in event.maybePart }, "A message or nothing."),
        Field(30, "texts", of: { (event: Everything) in event.texts }, "Texts."),
        Field(31, "numbers", of: { (event: Everything) in event.numbers }, "Numbers."),
        Field(32, "colours", of: { (event: Everything) in event.colours }, "Several of a list."),
        Field(33, "flags", of: { (event: Everything) in event.flags }, "Yes and no."),
        Field(34, "parts", of: { (event: Everything) in event.parts }, "Messages."),
        Field(3000, "blobs", of: { (event: Everything) in event.blobs }, "Pieces of bytes."),
        make: Everything.init)
}

extension Schema {
    /// What the bytes hold, or why they hold nothing.
    func reading(_ bytes: [UInt8]) -> Result<Root, DecodeError> {
        Result { () throws(DecodeError) in
            var reader = WireReader(bytes.span.bytes)
            return try decode(&reader)
        }
    }
}
