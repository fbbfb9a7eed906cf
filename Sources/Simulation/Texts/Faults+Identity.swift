extension FaultTexts {
    static let identity = """
        = password | forgotten or run out | access | login
        T Password reset needed
        T Password has run out during the holidays
        T Cannot log in after changing the password
        D I have been away for {days} days and my password has run out.
        D After changing the password I can log in to the laptop, but not to {service}.
        D The self-service does not help because my phone number in it is an old one.
        F Password ran out on {date}; no second factor registered for self-service.
        F New password had not reached the site controller {ci}: replication every {minutes} minutes.
        F Self-service still names a telephone that the caller no longer has.
        S Identity checked by call-back, temporary password handed over, changed by the caller.
        S Forced the replication to {ci}; login works everywhere.
        S Registered the new phone for self-service together with the caller.
        W Temporary access pass for {few} hours.
        = account | locked | advice | login
        T Account locked again and again
        T Account {account} locked since {time}
        T Locked out after the holidays
        D My account was locked {few} times today although I type the right password.
        D I cannot log in: "{error}". I have an appointment with a customer at {later}.
        D It always happens about {minutes} minutes after I have unlocked it myself.
        F Bad attempts come from {ip}: an old phone with the former password.
        F A disconnected session on {host} tries every {minutes} minutes.
        F Scheduled task on {host} runs under the personal account.
        S Removed the old profile from the phone; account stayed open for {minutes} minutes.
        S Ended the session on {host}, unlocked the account, no more bad attempts.
        S Task moved to a service account; explained why.
        W Unlocked by hand twice.
        = sign-on | second factor | configuration | single-sign-on login
        T Second factor does not arrive
        T Single sign-on loops back to the login page
        T {app}: "{error}" after sign-on
        D The code for the second factor does not arrive; I have a new telephone.
        D After the sign-on I land on the login page again, endlessly.
        D {app} says "{error}" although I am signed on everywhere else.
        F Old device is still the default for push messages.
        F Clock of {ci} was {few} minutes off, tokens were refused as not yet valid.
        F Claim for the department is empty since the import of {date}.
        S Registered the new device after checking the identity by video.
        S Time service on {ci} repaired, sign-on at the first try.
        S Import corrected; claim filled for {count} people.
        W One-time code by telephone.
        = joiner | account missing | access | login badges
        T New colleague starts on {due}, no account yet
        T Account of a leaver is still active
        T External needs access until {due}
        D Our new colleague started today and has neither account nor badge.
        D The order was placed {days} days ago, the number is {hex}.
        D An external from {partner} needs the account for {days} more days.
        F Order hangs in the approval of the cost centre since {date}.
        F Personnel number in the import has a leading zero too few.
        F End date from the contract was reached on {date}.
        S Approval given, account created, first login done at the desk.
        S Corrected the number with HR; account and mailbox were created overnight.
        S Extended until {due} with the approval of the contract owner.
        W Guest account for the first day.
        = badge | does not open | replaced | badges
        T Badge does not open the door in {room}
        T Badge reader {ci} shows a red light
        D My badge opens the main door but not {room} any more.
        D The reader shows red for everybody; we use the emergency exit.
        F Profile of the door group was overwritten by the import of {date}.
        F Reader {ci} offline: power supply in the ceiling failed.
        S Door group restored for {count} people.
        S Power supply replaced by facilities, reader online.
        W Reception opens on request.
        """
}
