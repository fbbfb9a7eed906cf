extension FaultTexts {
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
