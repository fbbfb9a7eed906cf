import EventModel

// The definitions of kpi.md as far as incidents alone can give them. Raise the version of what changes.

extension FigureCollector {
    var figures: [Figure] {
        let days = rules.reopenDays
        return [
            Figure(
                "meanTimeToFirstResponse", .micros, response.mean, n: response.n, excluded: response.excluded,
                "Mean from detection to the first public comment by anyone but the caller, over incidents first answered "
                    + "in the period; excluded: answered before they were detected."),
            resolveFigure("meanTimeToResolve", "Mean", resolve.mean),
            resolveFigure("medianTimeToResolve", "Median", resolve.median),
            resolveFigure("p90TimeToResolve", "90th percentile (nearest rank)", resolve.p90),
            Figure(
                "firstContactResolution", .percent, firstContact.share, n: firstContact.n,
                excluded: firstContact.excluded, parts: [Figure.Part("resolvedInFirstContact", firstContact.hits)],
                "Share resolved within \(rules.firstContactMinutes) minutes of logging without a wait or a hand-over and not "
                    + "reopened within \(days) days, over incidents reported by a caller and first resolved in the period; "
                    + "excluded: reported by no caller (alerts, imports)."),
            Figure(
                "firstLevelResolution", .percent, firstLevel.share, n: firstLevel.n, excluded: firstLevel.excluded,
                parts: [Figure.Part("resolvedAtFirstLevel", firstLevel.hits)],
                "Share resolved without leaving the first group, over incidents whose last resolution lies in the period; "
                    + "excluded: no group on record, and reported by no caller."),
            Figure(
                "reopenRate", .percent, reopened.share, n: reopened.n, excluded: reopened.excluded,
                parts: [Figure.Part("reopened", reopened.hits), Figure.Part("stillInWindow", stillInWindow)],
                "Share reopened within \(days) days of a resolution in the period, over incidents resolved in the period; "
                    + "those still in the window may yet be."),
            flowFigure,
            Figure(
                "reassignmentsPerIncident", .perIncident, handled(reassignments), n: pingPong.n,
                excluded: pingPong.excluded, parts: [Figure.Part("reassignments", reassignments)],
                "Hand-overs from one group to another" + perIncident),
            Figure(
                "reassignedMoreThanTwice", .percent, pingPong.share, n: pingPong.n, excluded: pingPong.excluded,
                parts: [Figure.Part("moreThanTwice", pingPong.hits)],
                "Share handed over from one group to another more than twice" + perIncident),
            Figure(
                "functionalEscalationRate", .perIncident, handled(functionalEscalations), n: pingPong.n,
                excluded: pingPong.excluded, parts: [Figure.Part("escalations", functionalEscalations)],
                "Escalations by expertise" + perIncident),
            Figure(
                "hierarchicalEscalationRate", .perIncident, handled(hierarchicalEscalations), n: pingPong.n,
                excluded: pingPong.excluded, parts: [Figure.Part("escalations", hierarchicalEscalations)],
                "Escalations by authority" + perIncident),
            Figure(
                "majorIncidents", .count, Ratio(Int128(majors.n), over: 1), n: majors.n, excluded: majors.excluded,
                "Incidents declared major in the period, stood down since or not; excluded: cancelled and merged."),
            Figure(
                "majorMeanTimeToRestore", .micros, majorRestore.mean, n: majorRestore.n,
                excluded: majorRestore.excluded,
                "Mean from detection to restoration (to resolution where that is not on record), waits included, over "
                    + "incidents declared major and restored in the period; excluded: restored before they were detected."
            ),
        ]
    }

    private var perIncident: String { ", over incidents logged in the period; excluded: cancelled and merged." }

    private func handled(_ count: Int64) -> Ratio? { Ratio(Int128(count), over: pingPong.n) }

    private func resolveFigure(_ name: String, _ what: String, _ value: Ratio?) -> Figure {
        Figure(
            name, .micros, value, n: resolve.n, excluded: resolve.excluded,
            what
                + " from detection to the last resolution, less waits, over incidents whose last resolution lies in the "
                + "period; excluded: resolved or closed in the period without a resolution that holds, or resolved before "
                + "they were detected.")
    }

    private var flowFigure: Figure {
        let parts = [
            Figure.Part("logged", flow.logged), Figure.Part("reopened", flow.reopened),
            Figure.Part("unmerged", flow.unmerged), Figure.Part("resolved", flow.resolved),
            Figure.Part("closedUnresolved", flow.closed), Figure.Part("cancelled", flow.cancelled),
            Figure.Part("merged", flow.merged),
        ]
        return Figure(
            "backlogFlow", .count, Ratio(Int128(flow.net), over: 1), n: flow.n, excluded: 0, parts: parts,
            "Change of the backlog in the period: logged, reopened and unmerged, less resolved, closed unresolved, "
                + "cancelled and merged.")
    }
}

extension Figure {
    init(
        _ name: String, _ unit: Unit, _ value: Ratio?, n: Int64, excluded: Int64, parts: [Part] = [],
        _ definition: String
    ) {
        self.init(
            name: name, definition: definition, definitionVersion: 1, unit: unit, value: value, n: n,
            excluded: excluded,
            parts: parts)
    }
}
