extension FaultTexts {
    static let web = """
        = site | error or down | restarted | shop website intranet
        T {service} shows error 503
        T {service} cannot be reached from outside
        T Payment step of {service} fails: {error}
        D The page of {service} shows "503 Service Unavailable" since {time}.
        D Customers from {site} call because they cannot pay: "{error}".
        D Some pages load, others do not; reloading helps every third time.
        D We have an advertising campaign running since {time} and every minute counts.
        F {few} of {few} containers on {ci} restart in a loop: memory limit reached.
        F Certificate of the payment provider changed at {time}; pinned in our gateway.
        F Connection pool used up: {count} connections wait for the session store.
        S Raised the memory limit and rolled release {version} out again; error rate 0.
        S New pin entered in the gateway; test payment went through.
        S Session store restarted and the pool enlarged; median {few}0 ms.
        W Traffic goes to the previous release.
        = content | wrong or missing | fixed | website intranet shop
        T Wrong price for {count} articles in the shop
        T Page on {service} shows the text of last year
        T Search on {service} finds nothing
        D {count} articles are shown with the price of last year.
        D The search on {service} finds nothing for words with umlauts, e.g. „Kühlgerät“ or „Straße“.
        D The new announcement is visible to me but not to colleagues in {site}.
        F Cache in {site} was not told about the new version.
        F Index job stops at documents without a language.
        F Price file of {date} was imported with the wrong separator.
        S Cleared the cache for the path; correct from {site} as well.
        S Index rebuilt with folding of umlauts; the examples are found.
        S Price file imported again, {count} articles checked against purchasing.
        W Articles hidden until the price is right.
        = performance | slow | configuration | shop intranet website
        T {service} takes {few}0 seconds to load
        T Slow response of {service} from {site}
        D The start page takes {few}0 seconds; yesterday it was one.
        D Only from {site}; from home it is fast.
        F Bots from {ip} make {percent} % of the requests.
        F Image of {size} MB on the start page.
        S Rate limit for the bots; median under a second.
        S Image scaled down, editors told about the limit.
        W Start page without the film.
        """
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
        S Quota raised by {size} GB with the approval of the cost centre.
        S Copies removed by the team; {percent} % free.
        W Films put on the archive tier.
        """
    static let security = """
        = malware | alarm on a device | fixed | malware-guard
        T Malware guard isolated {host}
        T Alarm: suspicious process on {host}
        T Malware guard blocks {app}
        D My laptop says that it has been isolated from the network.
        D The malware guard removes {app} each time I start it; it is our own program.
        D I clicked on a link in a mail and a window opened for a second.
        F Hash {hex} is a known installer of unwanted programs, no further activity.
        F False alarm: rule {kb} hits our own macro since version {version}.
        F Process tree checked from {time} on; no connection to the outside.
        S Device cleaned, scanned twice and released from isolation.
        S Exception for the signed program; rule reported to the maker.
        S Password changed as a precaution, sessions ended, no trace of misuse.
        W Caller works on a loan device.
        = phishing | suspicious mail | advice | mail-filter
        T Suspicious mail from "{partner}"
        T Mail of {partner} ends up in quarantine
        T Wave of phishing mails with the subject "{doc}"
        D I received a mail that pretends to come from {partner} and asks for my password.
        D Offers from {partner} land in quarantine; we lose time each day.
        D {count} people in our team got the same mail at {time}. Two have opened it.
        F Sender domain registered {days} days ago, link leads to {ip}.
        F Newsletter of {partner} sends through a server without DKIM.
        F {count} mails of the wave delivered before the filter knew it.
        S Link blocked at the proxy, mails withdrawn from all mailboxes.
        S Sender of {partner} released with DKIM check.
        S Caller advised; nothing had been entered.
        W Quarantine digest sent hourly.
        = certificate | about to run out | fixed | certificates
        T Certificate of {host} runs out in {few} days
        T Browser warns about {host}
        D The browser warns me about {host}: the certificate ran out on {date}.
        D The application on {host} refuses the connection: "{error}".
        F Renewal failed because the old CA account was deleted.
        F Intermediate certificate is missing in the chain.
        S Certificate renewed for a year, chain complete, renewal automated.
        S Chain corrected on {host}; {count} clients connect.
        W Clients use the second host.
        """
}
