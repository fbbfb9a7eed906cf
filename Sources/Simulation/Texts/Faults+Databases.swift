extension FaultTexts {
    static let databases = """
        = performance | queries slow | fixed | postgres warehouse-db reporting
        T Queries on {ci} take {minutes} minutes instead of seconds
        T Report {doc} runs into a timeout
        T {ci}: {count} sessions waiting
        D The report {doc} breaks off with "{error}" after {minutes} minutes.
        D Since the load of last night every query on {ci} is ten times slower.
        D Our application's connections pile up, {count} at the moment.
        F Statistics of the largest table are {days} days old; the planner takes a nested loop.
        F Autovacuum was blocked by a transaction open since {time}.
        F Missing index after the restore of {date}: full scan over {count} million rows.
        S Refreshed the statistics, the query runs in {few} s again.
        S Ended the open transaction after asking its owner; vacuum finished in {minutes} minutes.
        S Created the index concurrently and added it to the deployment script.
        W Report runs from the standby with a higher limit.
        = replication | standby lags | restarted | postgres
        T {ci}: standby lags by {minutes} minutes
        T Replication slot on {ci} fills the disk
        D Figures in the dashboard are {minutes} minutes old; they should be live.
        D Monitoring reports that the standby of {ci} does not follow.
        F Slot of a decommissioned standby holds {size} GB of write-ahead log.
        F Link to the second site saturated between {time} and {time}.
        S Dropped the orphaned slot; {size} GB came free, lag under a second.
        S Rebuilt the standby from a fresh base backup, it follows.
        W Reads directed to the primary.
        = load | data missing | fixed | warehouse-db reporting
        T Figures of {date} are missing in {doc}
        T Data warehouse load stopped at step {few}
        T Sales figures doubled since {date}
        D In {doc} the figures of {date} are missing for {site}.
        D The totals are about twice as high as in the source; the meeting is at {later}.
        D The load has stopped at step {few} and the reports show yesterday's stand.
        F Source delivered two files for {date}; the load took both.
        F A new cost centre has no mapping: {count} rows in the error table.
        F Column in the source was widened, the staging table was not.
        S Removed the second delivery and loaded {date} again; totals agree with the source.
        S Mapping completed with controlling, {count} rows reprocessed.
        S Widened the staging column and restarted the load at step {few}.
        W Figures of {date} handed out as a spreadsheet.
        = access | permission denied | access | postgres warehouse-db reporting
        T No access to schema on {ci}: {error}
        T Password of the technical user has run out
        D The interface user for {partner} cannot log in any more: "{error}".
        D I changed department and no longer see the reports of my new team.
        F Technical user had a password with an end date, against the standard.
        F Role was removed by the recertification of {date}.
        S New secret stored in the vault and the end date removed; interface tested.
        S Role granted again after the approval of the data owner.
        W Export delivered by mail for today.
        """
}
