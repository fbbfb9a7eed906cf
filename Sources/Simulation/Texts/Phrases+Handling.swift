extension Phrase {
    static let handling = """
        = update
        We are looking into it and will come back to you by {later}.
        We can reproduce the trouble here. The colleagues of the second level are working on it.
        The cause is known by now: something in {ci} is not as it should be. The repair takes about {minutes} minutes.
        Our supplier has been called in, reference {hex}. We expect an answer within {few} hours.
        A first fix is in place. Please try again and tell us whether it holds.
        The repair needs a restart of {ci}, which we plan for {later}. You will notice a short interruption.
        {count} reports have come in by now; we treat them together and keep you informed here.
        We have changed the setting for {account}. It takes up to {minutes} minutes until it is active everywhere.
        = note
        Called back at {time}, nobody there; left a message on the voice box of extension {ext}.
        Looks like the same as last month, see {hex}. Second time for {host}.
        Remote session for {minutes} minutes: {error} reproduced with {app} {version}.
        Log of {ci} checked from {time} on, {count} entries of interest, excerpt below.
        Talked to the colleagues of {site}: no change on their side since {date}.
        Caller was friendly but under pressure, deadline on {due}. Please do not let it lie.
        Checked: rights ok, licence ok, network ok ({ip} answers in {few} ms). Remaining suspect is {ci}.
        Handed over to the late shift. Next step: wait for the trace of {host} and compare with version {version}.
        Asked the supplier for the release notes of {version}; they mention something like "{error}".
        = work
        Analysis with the caller on the screen
        Checked the logs of {ci} and compared with {date}
        Restart of {ci} and test with {count} users
        Driver and firmware update to {version}, tests
        Telephone call with the supplier, reference {hex}
        On site in {room}, replaced parts
        Restored data and checked with the caller
        Tests with {app} {version} in the lab
        Rights compared with those of a colleague, correction ordered
        = check
        Checked together with the caller: works on {host} and on a second device.
        Tested {few} times in a row without a fault, logs of {ci} clean since {time}.
        Caller confirmed by telephone (extension {ext}).
        Monitored for {minutes} minutes, no new entries.
        Test case repeated with {app} {version}: fine.
        Not tested by the caller yet, please reopen if it comes back.
        = prevention
        The check on {ci} now warns at {percent} % instead of too late.
        Knowledge article {kb} extended by this case.
        The step was added to the checklist for changes on {ci}.
        Proposed to the problem team: {count} similar reports since {date}.
        Nothing further needed, a single case.
        The owner of {service} has been asked to clean up the other {few} places.
        = signOff
        Kind regards, your service desk
        Many thanks for your patience, service desk
        You can follow the progress in the portal at any time. Kind regards, service desk
        Regards, second-level support
        = escalateFunctionally
        The desk's means are used up: instructions followed to step {few}, no success.
        Needs access to {ci}, which the desk does not have.
        Fault lies deeper than the client; {count} callers report the same.
        Expert for {app} {version} needed.
        = escalateHierarchically
        No progress for {few} hours, and the business asks for a date.
        The caller's management has complained; {site} stands still.
        Target is at risk: {percent} % of the time is used.
        Supplier does not react to reference {hex}.
        = waitCustomer
        Waiting for the screenshot and the exact time.
        Caller is travelling until {due}.
        Caller tests the fix and reports back.
        Needs the approval of the cost centre.
        = waitSupplier
        Supplier analyses the trace, reference {hex}.
        Spare part ordered, delivery on {due}.
        Technician of the supplier comes at {later}.
        = waitProblem
        Waits for the outcome of the problem analysis of {ci}.
        Same cause as in {count} others; the problem team works on it.
        = waitChange
        Fix is part of the maintenance of {due}.
        Change for {ci} approved, window begins at {later}.
        = waitEvidence
        Trace runs until it happens again.
        Debug logging on {ci} switched on; waiting for the next occurrence.
        = waitOther
        Building in {site} is closed until tomorrow.
        Device is on its way by internal post.
        = goCustomer
        Caller sent what was missing.
        Caller is back and has tested.
        = goSupplier
        Supplier answered with a fix for {version}.
        Spare part has arrived.
        = goProblem
        Problem team found the cause.
        = goChange
        Change was done without trouble.
        = goEvidence
        It happened again at {time}, the trace has it.
        = goOther
        Access to the building is possible again.
        = reassign
        Not ours: {ci} belongs to another team.
        Analysis points to the network between {host} and {ci}.
        Back to you: the client side looks clean, please check {app}.
        Shift ends, please take over.
        Wrong queue, the category was set too quickly.
        = reopen
        It worked for {few} days, now "{error}" is back.
        Only half of it works: {path} still shows the old stand.
        The trouble came back after the restart of today.
        For my colleague in {room} it is not solved.
        = cancel
        Reported twice by mistake.
        Caller found the reason: the cable was loose.
        No fault: planned maintenance, announced on {date}.
        Meant for another organisation; sender informed.
        = override
        Board meeting in {site} at {later} depends on it.
        Caller belongs to the team on call for customers.
        A single device, spare is there: less urgent than the matrix says.
        Payroll run is today.
        = reprioritise
        More people are affected than we knew: {count} by now.
        A workaround is in place, so it can wait.
        = declareMajor
        {count} reports in {minutes} minutes; {service} is down for all of {site}.
        Vital service down for more than {minutes} minutes, cause unknown.
        = standDown
        {service} has been stable for {minutes} minutes; monitoring is green.
        All sites confirm that they can work; follow-up in the problem process.
        = unmerge
        Another cause after all: {host} is not touched by {ci}.
        Different site and different message; must be looked at by itself.
        = detach
        Does not belong to the outage: {host} uses another path.
        = alertTitle
        {ci}: check failed {few} times in a row
        ALERT {ci} response time over {few}000 ms
        {ci} not reachable from {site}
        {ci}: usage at {percent} %, threshold 90 %
        {ci}: error rate {percent} % in the last {minutes} minutes
        = alertBody
        Check "{app} on {ci}" went from OK to CRITICAL at {time}. Value {count}, threshold {few}0.
        Host {ci} ({ip}) port {port} refused {few} of {few} connections. Last good answer at {time}.
        Synthetic transaction for {service} from {site} ended with "{error}" after {few}000 ms.
        = collected
        device: {host}
        address: {ip} (lease {count} min)
        last restart: {days} days ago
        free space: {size} GB
        build: {version}.{count}
        installed today: {kb}, {kb}
        client version: {app} {version}
        session: {hex}{hex}
        signed on as: {account}
        reached through: {ci} ({few} ms)
        memory in use: {percent} %
        last error: {error}
        certificate: serial {hex}, valid for {days} days
        policy: compliant, checked {minutes} minutes ago
        = stepTaken
        Asked the caller to reproduce it while watching {ci}.
        Compared the settings of {host} with a device that works.
        Searched the knowledge base for "{error}": {few} hits, one of them fits.
        Checked the changes since {date}; CHG-{count}{few} touches {ci}.
        Took a trace between {host} and {ip}, {size} MB, kept in {path}.
        Tried the workaround first so that the caller could go on.
        Ruled out the network: {few} ms to {ci}, no loss in {count} packets.
        Talked to the group that owns {ci}; they see the same in their logs.
        Restarted the part that hung, watched it for {minutes} minutes.
        Had {partner} confirm that nothing has changed on their side.
        Repeated the test with account {account}, same rights: same result.
        Informed the team in {site} before the restart at {later}.
        = logLine
        {host} kernel: [{count}{minutes}.{percent}] TCP: request_sock_TCP: possible SYN flooding on port {port}
        {host} sshd[{count}{few}]: Connection closed by {ip} port 5{count} [preauth]
        {ci} WARN pool-{few}-thread-{minutes} connection {hex} idle for {minutes}000 ms, evicting
        {ci} ERROR request {hex} failed after {count}{few} ms: {error}
        {ci} INFO health check {ip}:{port} answered in {count} ms
        {host} agent[{count}{few}]: upload of {size} MB to {ci} retried ({few}/10)
        {host} EventID {count}{few} source Service Control Manager: timeout ({minutes}000 ms) waiting for {hex}
        {ci} DEBUG cache miss ratio {percent} %, {count}{few} entries, generation {few}
        {ci} ERROR TLS handshake with {ip}:{port} failed: certificate unknown (serial {hex})
        {host} app/{version}: exception 0x{hex} in worker {few}, restarting
        {ci} GET /api/v{few}/items/{hex} 50{few} {count}ms "{ip}"
        {host} dhcp: DHCPREQUEST for {ip} from 00:1b:{minutes}:{percent}:{minutes}:{percent} via {ci}
        """
}
