// The example of README.md, compiled and run: `EmbeddingTests` checks that the two are the same to the letter.
import ServiceEngine

func resolveAnIncident(in folder: String) async throws -> Int {
    // README: begin
    let engine = try await ServiceEngine.create(at: folder, zone: .system(named: "Europe/Berlin"))
    let (caller, agent) = (CommandEnvelope(.person("person-17")), CommandEnvelope(.person("agent-4")))

    let mail = try await engine.execute(new: LogIncident(title: "Mail does not arrive", service: "mail"), caller)
    try await engine.execute(AssignIncident(group: "messaging", person: "agent-4"), on: mail.stream, agent)
    try await engine.execute(ResolveIncident(code: "fixed", solution: "Queue emptied."), on: mail.stream, agent)

    let open = try await engine.serviceDesk { desk in try IncidentQueue(filter: .open, now: .systemNow).rows(in: desk) }
    await engine.close()
    // README: end
    return open.count
}
