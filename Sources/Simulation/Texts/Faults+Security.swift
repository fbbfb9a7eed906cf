extension FaultTexts {
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
