extension FaultTexts {
    static let mail = """
        = delivery | arrives late | fixed | mail mailing-lists
        T Mail to {partner} arrives hours late
        T Outgoing mail is delayed since {time}
        T Messages stay in the outbox, {count} waiting
        D Mail that I send to {partner} arrives {minutes} minutes late, some of it not at all.
        D The delay began at about {time}. Mail inside the house is not affected.
        D Our customer in {site} has called twice already because the order confirmation is missing.
        D I attach the headers of one that took {minutes} minutes; the time is lost between our own servers.
        F Queue on {ci} held {count} messages, all for the domain of {partner}; their server defers with 451 4.7.1.
        F Disk of {ci} at {percent} %: the transport went into back pressure.
        F DNS lookups from {ci} time out after 5 s, so every message waits for its retry.
        S Emptied the queue after {partner} had taken us off their grey list.
        S Removed old transport logs on {ci}, back pressure ended, queue was empty after {minutes} minutes.
        S Pointed {ci} to the second resolver and restarted the transport; delivery under a minute again.
        W Sent through the second relay for the time being.
        = delivery | bounces | configuration | mail mailing-lists
        T Mail comes back: {error}
        T Cannot send to {partner} any more
        T Distribution list rejects our mail
        D Every mail to {partner} comes back with "{error}".
        D The list that we use for the shift plan says that I may not send to it.
        D It concerns the whole department, {count} people, since the change of last weekend.
        F SPF record does not name the new relay {ip}, so {partner} rejects with 550 5.7.23.
        F The list was switched to "members only" when its owner left.
        F Address book still holds the old address; the cached entry is {days} days old.
        S Added {ip} to the SPF record; test mail to {partner} went through.
        S New owner entered for the list and external senders allowed again.
        S Had the caller delete the cached entry; the next mail arrived.
        W Messages go through the web form of {partner} meanwhile.
        = mailbox | full or missing mail | advice | mail mail-archive
        T Mailbox full, cannot send
        T Folder with {count} mails has disappeared
        T Archive does not find mails from before {date}
        D I get the message that my mailbox is full although I have deleted {count} mails.
        D A whole folder with the correspondence with {partner} is gone since yesterday.
        D The search in the archive gives no results for anything older than {date}.
        D I urgently need these mails for an audit on {due}.
        F The folder was dragged under "Deleted items" on {date}, by the caller's own device.
        F Recoverable items hold {size} GB because of a legal hold; they count towards the limit.
        F Index of {ci} misses the range before {date}: the rebuild was aborted at {percent} %.
        S Moved the folder back and showed the caller where to find it.
        S Raised the limit for held mailboxes, as agreed with compliance.
        S Restarted the index rebuild on {ci}; the archive finds everything up to {date}.
        W Exported the mails needed for the audit by hand.
        = client | keeps asking for a password | configuration | mail calendar
        T Mail program asks for the password again and again
        T "{error}" when starting the mail program
        T Shared mailbox no longer opens
        D A window for the password comes up every {minutes} minutes; entering it helps only briefly.
        D Since the password change the shared mailbox of our team does not open: "{error}".
        D In the browser everything works, only the program on {host} does not.
        F Old credentials in the vault of {host}; each retry counts as a failed login.
        F Modern authentication is switched off on this client by a forgotten registry value.
        F Membership in the shared mailbox is there, but automapping is missing.
        S Deleted the stored credentials, logged in again, no more prompts in {minutes} minutes.
        S Removed the registry value by policy {kb} and restarted the client.
        S Added the mailbox anew with automapping, the caller sees all folders.
        W Caller uses the browser in the meantime.
        = calendar | wrong times or rooms | fixed | calendar
        T Meetings appear one hour off
        T Room {room} accepts two bookings at once
        T Calendar of a colleague shows "no information"
        D All meetings from {partner} stand one hour off in my calendar.
        D Room {room} was booked twice for today, and both parties have a confirmation.
        D I cannot see whether people in {site} are free; the bar is hatched.
        F The invitations carry an old zone definition; the client takes UTC instead.
        F Room mailbox had lost its setting to refuse conflicts after the move to {ci}.
        F Free/busy lookups to the other organisation fail: token has run out {days} days ago.
        S Updated the zone table by {kb} and had the organiser send the series again.
        S Set the room to refuse conflicts, solved the double booking with both parties.
        S Renewed the token for federated lookups; times are visible.
        W Reception keeps the list for {room} by hand today.
        """
}
