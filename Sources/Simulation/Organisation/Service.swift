import EventModel
import Processes

/// A service of the organisation: what callers name when something does not work.
struct Service: Sendable {
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

    private init(
        _ id: ServiceID, _ name: String, _ technology: Technology, _ weight: Int, _ ciPrefix: String, _ ciCount: Int,
        vital: Bool = false
    ) {
        self.id = id
        self.name = name
        self.technology = technology
        self.weight = weight
        self.ciPrefix = ciPrefix
        self.ciCount = ciCount
        isVital = vital
    }

    static let all: [Service] = [
        Service("laptop", "my laptop", .workplace, 110, "nb", 9_000),
        Service("office", "the office suite", .workplace, 55, "nb", 9_000),
        Service("virtual-desktop", "the virtual desktop", .workplace, 50, "vdi", 60),
        Service("mobile", "the company phone", .workplace, 38, "mob", 5_000),
        Service("meeting-rooms", "the meeting room equipment", .workplace, 22, "room", 160),
        Service("software-shop", "the software shop", .workplace, 18, "sccm", 4),
        Service("mail", "mail", .mail, 70, "mx", 8, vital: true),
        Service("calendar", "the calendar", .mail, 24, "mx", 8),
        Service("mail-archive", "the mail archive", .mail, 7, "arc", 4),
        Service("mailing-lists", "the mailing lists", .mail, 6, "lst", 2),
        Service("wlan", "Wi-Fi", .network, 40, "ap", 900),
        Service("lan", "the wired network", .network, 26, "sw", 420),
        Service("vpn", "VPN", .network, 44, "vpngw", 6, vital: true),
        Service("site-links", "the connection to our site", .network, 14, "rtr", 80, vital: true),
        Service("dns", "name resolution", .network, 5, "ns", 4, vital: true),
        Service("linux-hosting", "the Linux server", .servers, 16, "lx", 600),
        Service("windows-hosting", "the Windows server", .servers, 16, "win", 450),
        Service("vm-platform", "the virtualisation platform", .servers, 8, "esx", 64, vital: true),
        Service("backup", "backup and restore", .servers, 14, "bkp", 12),
        Service("batch", "the nightly batch", .servers, 12, "job", 40),
        Service("postgres", "the PostgreSQL database", .databases, 10, "pg", 90),
        Service("warehouse-db", "the data warehouse", .databases, 10, "dwh", 12),
        Service("reporting", "the reports", .databases, 16, "bi", 8),
        Service("finance", "the finance system", .business, 40, "fin", 6, vital: true),
        Service("purchasing", "purchasing", .business, 22, "pur", 4),
        Service("warehouse", "the warehouse system", .business, 26, "whs", 6, vital: true),
        Service("payroll", "payroll", .business, 12, "pay", 3),
        Service("hr-portal", "the HR portal", .business, 22, "hr", 4),
        Service("crm", "the customer database", .business, 32, "crm", 6),
        Service("travel", "travel expenses", .business, 14, "trv", 2),
        Service("login", "my account", .identity, 95, "dc", 10, vital: true),
        Service("single-sign-on", "single sign-on", .identity, 30, "sso", 4, vital: true),
        Service("badges", "the badge system", .identity, 12, "bdg", 40),
        Service("printing", "printing", .printing, 52, "prn", 1_100),
        Service("scanning", "scan to mail", .printing, 12, "prn", 1_100),
        Service("telephony", "the telephone", .voice, 26, "pbx", 6, vital: true),
        Service("contact-centre", "the contact centre", .voice, 9, "acd", 4, vital: true),
        Service("shop", "the web shop", .web, 14, "shop", 8, vital: true),
        Service("website", "the website", .web, 10, "www", 6),
        Service("intranet", "the intranet", .web, 20, "intra", 4),
        Service("file-shares", "the file share", .storage, 40, "nas", 14),
        Service("team-space", "the team space", .storage, 24, "nas", 14),
        Service("malware-guard", "the malware guard", .security, 16, "edr", 6),
        Service("mail-filter", "the mail filter", .security, 18, "mf", 4),
        Service("certificates", "certificates", .security, 7, "ca", 3),
    ]
}
