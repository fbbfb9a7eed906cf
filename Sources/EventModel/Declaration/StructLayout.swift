/// Where the fields of a struct stand, which together are all of it: so that it can be read field by field into its place.
///
/// A struct is its stored properties and the gaps that their alignments leave (Swift's TypeLayout): who has written each of
/// them has written the struct. Not generic, so that nothing is looked up by type while a value is read.
@safe @usableFromInline
final class StructLayout: Sendable {
    @safe private struct Step: Sendable {
        let number: UInt64
        let offset: Int
        let decode: FieldAccess.Decoder
    }
    private let steps: [Step]
    private let accesses: [FieldAccess]

    /// A property that is no field, or a field that is not stored, is a bug of ours, not input.
    init<Root>(_ parts: [FieldParts<Root>]) {
        steps = parts.map { field in
            guard let offset = field.offset else {
                preconditionFailure("\(Root.self).\(field.outline.name) is not stored: say how a value is made")
            }
            return unsafe Step(number: field.outline.number, offset: offset, decode: field.access.decode)
        }
        accesses = parts.map(\.access)
        var end = 0
        let order = zip(steps, accesses).sorted { ($0.0.offset, $0.1.byteCount) < ($1.0.offset, $1.1.byteCount) }
        for (step, access) in order {
            precondition(
                step.offset == (end + access.alignment - 1) / access.alignment * access.alignment,
                "\(Root.self) has a property that is no field: say how a value is made")
            end = step.offset + access.byteCount
        }
        precondition(end == MemoryLayout<Root>.size, "\(Root.self) has a property that is no field")
    }

    /// Reads all fields of a struct into its place, which holds nothing yet, nor where it throws.
    @usableFromInline
    func decode(_ reader: inout WireReader, into root: UnsafeMutableRawPointer) throws(DecodeError) {
        var count = 0
        do {
            while count < steps.count {
                let (number, offset) = (steps[count].number, steps[count].offset)
                unsafe try steps[count].decode(root + offset, number, &reader)
                count += 1
            }
            try reader.finish()
        } catch {
            unsafe destroy(count, of: root)
            throw error
        }
    }

    /// Reads all fields from JSON; `fields` are their outlines.
    func parse(
        _ members: JSONObject, _ fields: [FieldOutline], into root: UnsafeMutableRawPointer
    ) throws(JSONMismatch) {
        for index in steps.indices {
            do {
                unsafe try accesses[index].parse(root + steps[index].offset, members[fields[index].name])
            } catch {
                unsafe destroy(index, of: root)
                throw error.inside(fields[index].name)
            }
        }
    }

    /// Destroys the first `count` fields.
    private func destroy(_ count: Int, of root: UnsafeMutableRawPointer) {
        for index in 0..<count { unsafe accesses[index].destroy(root + steps[index].offset) }
    }
}
