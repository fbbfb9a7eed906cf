extension FaultTexts {
    static let storage = """
        = rights | access denied | access | file-shares team-space
        T No access to the folder {path}
        T Access denied in team space since the move
        T {account} can no longer write to {path}
        D I need access to {path} for the project with {partner}.
        D Since the move of the folder I can read but not write: "{error}".
        D My deputy sees the folder, I do not. We are in the same group.
        F Inheritance was interrupted at {path} on {date}.
        F Caller is in the group, but the token is older than the change: log off needed.
        F Folder has no owner since {date}; nobody may approve.
        S Inheritance restored; {count} folders checked.
        S Caller logged off and on again, access is there.
        S New owner named by the department; access approved and granted.
        W Files put into the exchange folder.
        = files | lost or locked | restored | file-shares team-space
        T Folder {path} has vanished
        T {doc} is locked by another user
        T Files end in .{hex} and cannot be opened
        D The folder {path} was there yesterday at {time}, now it is gone.
        D {doc} is locked by somebody who is on leave.
        D {count} files have a strange ending and cannot be opened. Is this a virus?
        F Folder was moved two levels down by {account} at {time}.
        F Lock on {ci} comes from a session that ended {days} days ago.
        F Files were left by an interrupted synchronisation; no malware found.
        S Folder moved back; rights unchanged.
        S Session closed on {ci}, {doc} can be edited.
        S Restored {count} files from the snapshot of {time}.
        W Working copy of {doc} from the snapshot.
        = space | quota reached | configuration | file-shares team-space
        T Team space is full
        T Quota of {path} reached: {percent} %
        D We cannot save anything in {path}; it says that the quota is reached.
        D The project delivers {size} GB of films next week, where may they go?
        F {size} GB are copies of the same film.
        F Quota is {size} GB, growth {few} GB a week since {date}.
        S Copies removed by the team; {percent} % free.
        S Quota raised by {size} GB with the approval of the cost centre.
        W Films put on the archive tier.
        """
}
