public import EventModel
public import Processes

extension Change {
    /// The change as lists give it: every key always there, null where nothing is known. Keys are stable.
    public var json: JSONValue {
        let (impact, risk) = (assessment.impact, assessment.risk)
        let window = expectedWindow ?? plan.window
        return .object([
            "number": number.value,
            "title": .string(title),
            "type": type.value,
            "state": state.value,
            "category": category.value,
            "priority": priority.value,
            "requester": requester.value,
            "recordedBy": recordedBy.value,
            "implementer": plan.implementer.value,
            "service": service.value,
            "template": template.value,
            "problem": problem.value,
            "cis": scope.cis.value,
            "attributes": scope.attributes.value,
            "windowFrom": (window?.from).value,
            "windowTo": (window?.to).value,
            "requestedAt": requestedAt.value,
            "affected": (impact?.affected).value,
            "services": (impact?.services ?? []).value,
            "agreements": (impact?.agreements ?? []).value,
            "consumers": (impact?.consumers ?? []).value,
            "assessedAtPosition": (impact?.graphPosition).value,
            "risk": (risk?.level).value,
            "riskScore": (risk?.score).value,
            "conflicts": assessment.conflicts.value,
            "quorum": (approval.request?.quorum).value,
            "approvers": (approval.request?.approvers ?? []).value,
            "board": (approval.request?.board).value,
            "approvals": approval.given.map(\.approver).value,
            "approvalDueAt": approvalDueAt.value,
            "authorisedAt": approval.authorisedAt.value,
            "approvalsVoided": .integer(approval.invalidations),
            "startedAt": work.startedAt.value,
            "endedAt": (work.actual?.to).value,
            "outOfWindow": .bool(work.isOutOfWindow),
            "overran": .bool(overran),
            "failedStep": (work.failure?.step).value,
            "recovery": work.recovery.value,
            "backedOut": .bool(work.isBackedOut),
            "reviewer": (reviewDue?.reviewer).value,
            "reviewDueAt": (reviewDue?.dueAt).value,
            "outcome": (review?.outcome).value,
            "reviewedAt": reviewedAt.value,
            "closedAt": closedAt.value,
            "changedAt": lastChangeAt.value,
            "lastPosition": lastPosition.value,
        ])
    }

    /// What lists leave out, for whoever looks at one change.
    public var details: JSONObject {
        [
            "steps": .string(plan.steps), "backout": .string(plan.backout),
            "tests": plan.tests.isEmpty ? .null : .string(plan.tests),
            "values": plan.values.value, "content": content.value, "delegations": approval.delegations.value,
            "refusal": approval.refusal.value, "answers": (assessment.risk?.answers ?? []).value,
            "coversFrom": (coveredWindow?.from).value, "coversUntil": (coveredWindow?.to).value,
            "tasks": work.tasks.value, "reviewReasons": (reviewDue?.reasons ?? []).value,
            "findings": (review?.findings).value,
        ]
    }
}
