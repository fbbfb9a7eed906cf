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
    static let voice = """
        = calls | no or bad connection | fixed | telephony contact-centre
        T Telephone {ext} has no dial tone
        T Calls break off after {few} minutes
        T Callers hear us, we do not hear them
        D My telephone {ext} shows "registering" and does not dial.
        D Calls to the outside break off after exactly {few} minutes.
        D Customers complain that they hear only every second word, worst at {time}.
        F Phone sits in the wrong VLAN after the move to {room}.
        F Carrier does not answer our session refresh; calls end after the timer of {few} minutes.
        F Packet loss {few} % on the trunk between {ci} and the carrier.
        S Port set to the voice VLAN, telephone registered.
        S Timer changed with the carrier; test call held for {minutes} minutes.
        S Carrier moved the trunk to another gateway, loss is zero.
        W Calls forwarded to the mobile.
        = routing | calls land wrong | configuration | contact-centre telephony
        T Hotline calls land at the wrong team
        T Announcement still plays the holiday text
        T Queue shows {count} calls, nobody rings
        D Calls for the hotline land at our reception since {time}.
        D The announcement says that we are closed because of the holiday.
        D {count} calls are waiting but the agents are shown as free.
        F Calendar of the routing has {date} as a holiday for {site} only.
        F Skill of {count} agents was lost in the import of {date}.
        F Script on {ci} version {version} points to the old queue.
        S Holiday removed, routing tested from outside.
        S Skills loaded again from last week's export.
        S Script corrected and activated at {time}.
        W Hotline diverted to the second team by hand.
        = device | telephone broken | replaced | telephony
        T Headset of {ext} has no sound
        T Display of telephone {ext} is dark
        D The headset works on the laptop but not on the telephone {ext}.
        D The display went dark, calls still come in.
        F Adapter cable is of the wrong type for this model.
        F Backlight failed, device is {few} years old.
        S Right adapter handed out at the desk.
        S Telephone exchanged, number {ext} moved to the new device.
        W Softphone installed.
        """
}
