/// The words that fill gaps. Invented places of business; no names of people.
enum Vocabulary {
    static let sites = bytes([
        "Zürich", "Köln", "København", "Łódź", "São Paulo", "Kraków", "Αθήνα", "大阪", "Birmingham", "Rotterdam",
        "Montréal", "Malmö", "Würzburg", "Besançon", "A Coruña", "Iași", "Plzeň", "Gdańsk", "Tromsø", "Dublin",
    ])
    static let partners = bytes([
        "Nordwerft GmbH", "Brücke & Söhne", "Alfa Logistyka", "Papelera del Sur", "Société Lumen", "Kaigan 株式会社",
        "Delta Freight", "Oakline Ltd", "Hafenkontor", "Blueharbour", "Mühlenbach AG", "Tavira Foods",
        "Granitové závody", "Kykladika Α.Ε.", "Fjellvik AS", "Stern & Anker",
    ])
    static let applications = bytes([
        "Kontor", "PlanBoard", "LabelJet", "Skizze", "DocuFlow", "TimeBox", "ViewCAD", "Zahlmeister", "GridCalc",
        "the browser", "the mail program", "the PDF editor", "the spreadsheet", "the video client",
    ])
    static let errors = bytes([
        "0x80070005: Access is denied", "0x800704cf: network location cannot be reached",
        "Zugriff verweigert (0x80070005)", "The server is busy. Please try again later.",
        "HTTP 500 Internal Server Error", "ERR_CONNECTION_TIMED_OUT",
        "Der Vorgang wurde abgebrochen: Zeitüberschreitung",
        "ORA-00054: resource busy and acquire with NOWAIT specified", "Kerberos error 18: client not found",
        "SEC_E_UNTRUSTED_ROOT", "Unbehandelte Ausnahme in der Anwendung", "La connexion a été réinitialisée",
        "Błąd krytyczny: brak uprawnień", "Keine Lizenz verfügbar", "Connection reset by peer", "Timeout after 30 s",
        "Object reference not set to an instance of an object", "E-1042: lock not granted", "Σφάλμα σύνδεσης",
        "予期しないエラーが発生しました", "Unexpected end of file", "Das System kann den angegebenen Pfad nicht finden",
    ])
    static let shares = bytes([
        #"\\nas-02\projekte\brücke"#, #"P:\Vertrieb\Angebote"#, #"S:\QM\Prüfpläne"#, #"G:\Projects\2025"#,
        #"\\nas-07\finance\closing"#, #"T:\Transfer\Łódź"#, #"K:\Kunden\Verträge"#, #"\\nas-04\media"#,
    ])
    static let directories = bytes([
        "/var/log", "/opt/app/data", "/srv/export", "/var/lib/postgresql", "/tmp", "/home/batch", "/srv/spool",
        "/backup",
    ])
    static let documents = bytes([
        "Budget_v7.xlsx", "Angebot_4711.docx", "Monatsabschluss.xlsx", "shift-plan.xlsx", "Prüfprotokoll.pdf",
        "delivery note 80412", "invoice 5100023", "Tourenplan Süd.xlsx", "fault list.csv", "rapport d’activité.docx",
        "price list Q3.xlsx", "umowa ramowa.docx", "見積書.xlsx", "Stückliste 7-220.xlsx",
    ])
    static let floors = bytes(["ground", "first", "second", "third", "fourth", "fifth"])
    static let months = bytes([
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ])

    private static func bytes(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }
}
