import EventModel
import Testing

@Suite("Emitted schemas")
struct ProtoTextTests {
    private struct CallTaken: DomainEvent {
        let topic: String
        let at: Instant?
        let colours: [Colour]
        let parts: [Part]
        let words: PersonalText?
        let caller: PersonID?
        static let type = EventType(
            "CallTaken", version: 2,
            Field(1, "topic", \CallTaken.topic, "What it was about."),
            Field(2, "at", \.at, "When."),
            Field(3, "colours", \.colours, "Colours named."),
            Field(4, "parts", \.parts, "Parts named."),
            Field(7, "words", \.words, "What was said.", personal: .subject(\.caller)),
            Field(8, "caller", \.caller, "Who called."))
        static let summary = "Somebody called."
        static let example = CallTaken(
            topic: "mail", at: Instant(micros: 1), colours: [.red], parts: [Part(name: "a", weight: 1)], words: "hm",
            caller: "p1")
    }

    private func file(_ name: String) throws -> String {
        let files = try SchemaFile.all(of: [EventDeclaration(CallTaken.self)], golden: [])
        return files.first { $0.name == name }?.text ?? "there is no \(name)"
    }

    @Test func `a .proto file stands alone, with presence for every field and types inside`() throws {
        let expected = """
            // Written by Tools/schemas from the declaration. Do not change it by hand.
            syntax = "proto3";

            package logbook.v2;

            // Somebody called.
            message CallTaken {
              // What it was about. Always there.
              optional string topic = 1;
              // When. Microseconds since 1970-01-01T00:00:00Z.
              optional int64 at = 2;
              // Colours named.
              repeated Colour colours = 3;
              // Parts named.
              repeated Part parts = 4;
              // What was said.
              optional PersonalText words = 7;
              // Who called.
              optional string caller = 8;

              enum Colour {
                COLOUR_UNSPECIFIED = 0;
                COLOUR_RED = 1;
                COLOUR_GREEN = 2;
                COLOUR_SKY_BLUE = 7;
              }

              message Part {
                // What it is called. Always there.
                optional string name = 1;
                // How heavy it is.
                optional int64 weight = 2;
              }

              // A text about a person: in the clear, or sealed with that person's key.
              message PersonalText {
                optional string clear = 1;
                // Key id, nonce, ciphertext and tag.
                optional bytes sealed = 2;
              }
            }

            """
        #expect(try file("CallTaken.v2.proto") == expected)
    }

    @Test func `a JSON Schema says what the JSON is`() throws {
        let expected = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "$id": "urn:logbook:CallTaken.v2",
              "title": "CallTaken",
              "description": "Somebody called.",
              "type": "object",
              "properties": {
                "topic": {
                  "description": "What it was about.",
                  "type": "string"
                },
                "at": {
                  "description": "When.",
                  "type": "string",
                  "format": "date-time"
                },
                "colours": {
                  "description": "Colours named.",
                  "type": "array",
                  "items": {
                    "enum": [
                      "red",
                      "green",
                      "skyBlue"
                    ]
                  }
                },
                "parts": {
                  "description": "Parts named.",
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {
                      "name": {
                        "description": "What it is called.",
                        "type": "string"
                      },
                      "weight": {
                        "description": "How heavy it is.",
                        "type": "integer"
                      }
                    },
                    "required": [
                      "name"
                    ]
                  }
                },
                "words": {
                  "description": "What was said.",
                  "type": "string",
                  "$comment": "Sealed in the log; [erased] where the person's key is gone."
                },
                "caller": {
                  "description": "Who called.",
                  "type": "string"
                }
              },
              "required": [
                "topic"
              ]
            }

            """
        #expect(try file("CallTaken.v2.schema.json") == expected)
    }

    @Test func `golden bytes stand beside what they mean`() throws {
        let bytes = RawBytes(CallTaken.example.encoded()).hexadecimal
        let expected = "\(bytes) \(CallTaken.example.json().text)\n"
        #expect(try file("CallTaken.v2.golden") == expected)
    }

    @Test func `the envelope has its files too`() throws {
        let names = try SchemaFile.all(of: [], golden: []).map(\.name)
        #expect(names == ["RecordedEvent.proto", "RecordedEvent.schema.json", "RecordedEvent.golden"])
    }

    @Test func `the same declarations give the same files`() throws {
        let events = [EventDeclaration(CallTaken.self), EventDeclaration(Everything.self)]
        #expect(try SchemaFile.all(of: events, golden: []) == SchemaFile.all(of: events, golden: []))
    }
}
