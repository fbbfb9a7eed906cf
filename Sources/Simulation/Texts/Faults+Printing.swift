extension FaultTexts {
    static let printing = """
        = printer | does not print | restarted | printing
        T Printer {ci} in {room} does not print
        T Jobs disappear on {ci}
        T {ci} prints only strange characters
        D The printer in {room} takes the job, shows "processing" and nothing comes out.
        D My jobs disappear from the queue; follow-me printing shows an empty list.
        D Page after page of strange characters comes out of {ci}, somebody please stop it!
        D We are at the reception and cannot print visitor badges.
        F Queue of {ci} blocked by a job of {size} MB from {account}.
        F Printer got a new address ({ip}) after the exchange of the switch.
        F Driver {version} sends PCL to a device that only knows PostScript.
        S Deleted the job that blocked the queue, the rest printed at once.
        S Address reserved for {ci}, port corrected on the print server.
        S Driver for the model assigned again; test page fine.
        W Jobs redirected to the device on the {floor} floor.
        = printer | paper or toner | supplies | printing
        T Toner empty at {ci}
        T Paper jam in {room}, tray {few}
        T Stripes on every page from {ci}
        D The display asks for black toner and there is none in the cupboard.
        D Paper jams in tray {few} after every second page; we have taken out all scraps.
        D Every page from {ci} has a grey stripe on the left.
        F Drum at {percent} % of its life, stripe repeats every 94 mm.
        F Pick-up roller of tray {few} is worn.
        F Toner was ordered {days} days ago and stands in the post room.
        S Supplier changed the drum; {count} pages without a stripe.
        S Roller kit fitted, {count} sheets from tray {few} without a jam.
        S Toner brought from the post room and fitted.
        W Tray {few} taken out of service.
        = scan | scan does not arrive | configuration | scanning
        T Scan to mail does not arrive
        T Scans from {ci} are rejected: {error}
        D Scans from {ci} no longer arrive in my mailbox since {date}.
        D The device says "{error}" when I scan more than {few} pages.
        F Relay refuses the device because its certificate is self-signed.
        F Scans over {few} MB exceed the limit of the relay.
        S Certificate of {ci} renewed and entered at the relay.
        S Resolution set to 200 dpi by default; {count} pages fit.
        W Scan to the team's folder instead.
        """
}
