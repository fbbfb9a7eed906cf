import EventModel
import Processes

/// A service of the organisation: what callers name when something does not work.
final class Service: Sendable {
    /// Its place in the list.
    let index: Int
    let id: ServiceID
    /// As callers write it.
    let name: String
    let technology: Technology
    /// How often it is reported, against the others.
    let weight: Int
    /// The beginning of the names of its configuration items, and how many there are in a large organisation.
    let ciPrefix: String
    let ciCount: Int
    /// True where the business stands still without it.
    let isVital: Bool

    private init(_ index: Int, _ row: Row) {
        self.index = index
        (id, name, technology, weight) = (row.id, row.name, row.technology, row.weight)
        (ciPrefix, ciCount, isVital) = (row.ciPrefix, row.ciCount, row.isVital)
    }

    static let all = rows.enumerated().map { Service($0.offset, $0.element) }
    static let vital = all.filter(\.isVital)

    private typealias Row = (
        id: ServiceID, name: String, technology: Technology, weight: Int, ciPrefix: String, ciCount: Int, isVital: Bool
    )

    private static let rows: [Row] = [
        ("laptop", "my laptop", .workplace, 110, "nb", 9_000, false),
        ("office", "the office suite", .workplace, 55, "nb", 9_000, false),
        ("virtual-desktop", "the virtual desktop", .workplace, 50, "vdi", 60, false),
        ("mobile", "the company phone", .workplace, 38, "mob", 5_000, false),
        ("meeting-rooms", "the meeting room equipment", .workplace, 22, "room", 160, false),
        ("software-shop", "the software shop", .workplace, 18, "sccm", 4, false),
        ("mail", "mail", .mail, 70, "mx", 8, true),
        ("calendar", "the calendar", .mail, 24, "mx", 8, false),
        ("mail-archive", "the mail archive", .mail, 7, "arc", 4, false),
        ("mailing-lists", "the mailing lists", .mail, 6, "lst", 2, false),
        ("wlan", "Wi-Fi", .network, 40, "ap", 900, false),
        ("lan", "the wired network", .network, 26, "sw", 420, false),
        ("vpn", "VPN", .network, 44, "vpngw", 6, true),
        ("site-links", "the connection to our site", .network, 14, "rtr", 80, true),
        ("dns", "name resolution", .network, 5, "ns", 4, true),
        ("linux-hosting", "the Linux server", .servers, 16, "lx", 600, false),
        ("windows-hosting", "the Windows server", .servers, 16, "win", 450, false),
        ("vm-platform", "the virtualisation platform", .servers, 8, "esx", 64, true),
        ("backup", "backup and restore", .servers, 14, "bkp", 12, false),
        ("batch", "the nightly batch", .servers, 12, "job", 40, false),
        ("postgres", "the PostgreSQL database", .databases, 10, "pg", 90, false),
        ("warehouse-db", "the data warehouse", .databases, 10, "dwh", 12, false),
        ("reporting", "the reports", .databases, 16, "bi", 8, false),
        ("finance", "the finance system", .business, 40, "fin", 6, true),
        ("purchasing", "purchasing", .business, 22, "pur", 4, false),
        ("warehouse", "the warehouse system", .business, 26, "whs", 6, true),
        ("payroll", "payroll", .business, 12, "pay", 3, false),
        ("hr-portal", "the HR portal", .business, 22, "hr", 4, false),
        ("crm", "the customer database", .business, 32, "crm", 6, false),
        ("travel", "travel expenses", .business, 14, "trv", 2, false),
        ("login", "my account", .identity, 95, "dc", 10, true),
        ("single-sign-on", "single sign-on", .identity, 30, "sso", 4, true),
        ("badges", "the badge system", .identity, 12, "bdg", 40, false),
        ("printing", "printing", .printing, 52, "prn", 1_100, false),
        ("scanning", "scan to mail", .printing, 12, "prn", 1_100, false),
        ("telephony", "the telephone", .voice, 26, "pbx", 6, true),
        ("contact-centre", "the contact centre", .voice, 9, "acd", 4, true),
        ("shop", "the web shop", .web, 14, "shop", 8, true),
        ("website", "the website", .web, 10, "www", 6, false),
        ("intranet", "the intranet", .web, 20, "intra", 4, false),
        ("file-shares", "the file share", .storage, 40, "nas", 14, false),
        ("team-space", "the team space", .storage, 24, "nas", 14, false),
        ("malware-guard", "the malware guard", .security, 16, "edr", 6, false),
        ("mail-filter", "the mail filter", .security, 18, "mf", 4, false),
        ("certificates", "certificates", .security, 7, "ca", 3, false),
    ]
}
