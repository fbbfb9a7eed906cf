extension FaultTexts {
    static let servers = """
        = disk | file system full | fixed | linux-hosting windows-hosting batch
        T {ci}: file system {path} at {percent} %
        T No space left on {host}
        T Application on {ci} stops writing, disk full
        D Our application on {ci} reports "No space left on device".
        D The export at {time} broke off because {path} is full.
        D Please add space or tell us what may be deleted.
        F {path} holds {size} GB of logs; rotation has not run since {date}.
        F A core dump of {size} GB lies in {path}.
        F Deleted files are still held open by process {count}.
        S Compressed old logs, fixed the rotation, {path} now at 41 %.
        S Enlarged the volume by {size} GB online.
        S Restarted the process that held deleted files open, {size} GB came free.
        W Moved the oldest logs to the archive volume.
        = load | server does not answer | restarted | linux-hosting windows-hosting vm-platform
        T {ci} does not answer since {time}
        T High load on {host}: {count} processes waiting
        T {ci} restarts by itself
        D {host} answers neither to ping nor to remote desktop since {time}.
        D The machine reacts only after {minutes} minutes, our users complain.
        D It has restarted {few} times today, always at about the same minute.
        F Kernel log shows out-of-memory kills, the last one at {time}: process {count}.
        F Host reports a failed memory bank; virtual machines were moved away.
        F Snapshot chain with {count} members, the consolidation takes all I/O.
        S Restarted {ci}, memory limit of the service set to {few} GB.
        S Replaced the memory module in the host, returned it to the cluster.
        S Consolidated the snapshots overnight; latency back to {few} ms.
        W Traffic moved to the second node.
        = backup | backup failed | fixed | backup
        T Backup of {host} failed {few} nights in a row
        T Restore of {doc} needed
        T Backup job {ci} runs into the working day
        D The nightly report says that the backup of {host} has failed {few} times.
        D I overwrote {doc} by mistake and need the version of {date}.
        D The backup is still running at {time} and makes everything slow.
        F Repository at {percent} %, merge of old restore points did not finish.
        F Agent on {host} lost its certificate with the update to {version}.
        F Restore point of {date} is there and complete.
        S Freed {size} GB in the repository and ran the job by hand: successful.
        S Registered the agent anew; tonight's run will be checked.
        S Restored {doc} of {date} next to the current one; the caller confirmed.
        W Started a single full backup of {host} by hand.
        = batch | job broke off | restarted | batch
        T Job {ci} ended with code {few}
        T Nightly run not finished at {time}
        T Interface file from {partner} was not processed
        D The interface file from {partner} has not been processed; orders of {date} are missing.
        D The nightly run was still going at {time}, invoices are not printed.
        D Operations calls: job {ci} ended with return code {few} and waits for a decision.
        F Input file has {count} lines, line {count} holds a character in the wrong encoding (ü as two bytes).
        F Predecessor took {minutes} minutes longer than its window.
        F Lock on table ORDERS_{few} held by an interactive session.
        S Corrected the file with the sender, restarted from step {few}, all lines booked.
        S Enlarged the window and added a check of the encoding before the load.
        S Restarted the chain after ending the session; finished at {time}.
        W Orders of {partner} entered by hand for today.
        = update | trouble after patching | configuration | windows-hosting linux-hosting vm-platform
        T {ci}: service does not start after patching
        T {host} waits for a restart since {date}
        D After the maintenance of last night the service on {ci} does not start: "{error}".
        D Our monitoring shows {few} red services on {host} since the patch window.
        F {kb} changed the default of the TLS setting; the old library cannot cope.
        F Service account has lost the right to log on as a service.
        S Rolled {kb} back on {ci} and reported it to the maker; note in the next window.
        S Set the right by policy, started the service, checked with the owner.
        W Service runs in the foreground under observation.
        """
}
