extension Phrase {
    static let english = #"""
        = greeting
        Hello,
        Good morning,
        Hi all,
        Dear colleagues,
        Hello service desk,
        Good afternoon,
        To whom it may concern,
        Hi,
        = impact
        I cannot work without it at the moment.
        {count} colleagues here have the same trouble.
        It is annoying, but I can wait until tomorrow.
        We have an audit on {due} and need it by then.
        The whole team in {site} stands still.
        Customers notice it, so please treat it as urgent.
        I work around it by hand, which costs me {minutes} minutes a day.
        Our month-end closing depends on it.
        At the moment only I am affected, as far as I can see.
        The shift in {site} ends at {later}; before that somebody should have a look.
        This is the third time this quarter and my manager asks for an explanation.
        It is not urgent, I only want to have it reported.
        = tried
        I have restarted the machine twice already.
        I asked a colleague, who has the same device and no trouble.
        I have tried another browser and a private window.
        The instructions on the intranet did not help; step {few} looks different on my screen.
        Switching off and on helped for about {minutes} minutes.
        I have not tried anything yet because I did not want to make it worse.
        I cleared the cache as the article in the knowledge base says.
        Somebody from IT looked at it on {date}, after that it worked for {few} days.
        = detail
        My device is {host}, I sit in {room} in {site}.
        You can reach me at extension {ext}, best before {later}.
        The exact message is: "{error}".
        It began at about {time}, perhaps a few minutes earlier.
        My account is {account}; my deputy has the same rights and sees the same.
        The address of my device is {ip}, in case that helps.
        I have {app} version {version} installed.
        The file in question is {doc}, about {size} MB, in {path}.
        It happens with {partner} only, other partners are fine.
        I attach a screenshot with the number {hex}.
        I am in {site} until {due}, after that at home.
        = closing
        Thanks for your help.
        Please call me before you log in to my machine.
        Many thanks and kind regards
        Thank you, and have a nice day.
        Please let me know when I can expect a solution.
        Regards from {site}
        Best regards, extension {ext}
        Thanks in advance!
        = signature
        -- \nSales back office, {site}, {room}\nextension {ext}
        -- \nQuality management\n{site}, {floor} floor, {room}, telephone {ext}
        -- \nPurchasing {site} | {room} | ext. {ext}
        -- \nLogistics, early shift, {site}\nPlease call {ext}, I am rarely at my desk.
        -- \nControlling, {site}\nOffice days: Monday to Thursday, extension {ext}
        -- \nHuman resources, {site}, {room}\nT {ext}
        -- \nPlant engineering {site}\n{room}, extension {ext}
        -- \nSent from my phone, excuse the brevity
        = disclaimer
        This message is meant for its addressee only. If you have received it by mistake, please delete it and tell us.
        Please think of the environment before you print this mail.
        Confidential: not to be passed on outside the company without the sender's consent.
        The contents of this mail are not legally binding unless confirmed in writing by both parties.
        = forwarded
        ----- Original message -----\nSent: {date}, {time}\nTo: service desk\nSubject: {service}
        ----- Forwarded by {account}, {date} -----
        On {date} at {time} {account} wrote:
        Begin of the forwarded message, {date} {time}:
        = affected
        Only me, as far as I know.
        The whole team, {count} people.
        Everybody on the {floor} floor in {site}.
        Me and my deputy.
        About {few} colleagues, always the same ones.
        All shifts in {site}, and {partner} as well.
        = ask
        Could you send us the exact text of the message, best as a screenshot with the time?
        Does it happen in {room} only, or at another desk as well?
        Please restart {host} once more and tell us whether the message "{error}" comes back.
        We would like to look at it together: are you free today at {later}?
        Which version of {app} do you see under Help, About? Here it should be {version}.
        Since when exactly do you notice it, and does a colleague in {site} see the same?
        Please try it once by cable instead of Wi-Fi and write down the time of the next drop.
        We have tried to reach you at extension {ext}. Please call us back between 8 and 17 o'clock.
        = answer
        It happened again today at {time}, the message was "{error}". The screenshot is attached.
        Yes, at another desk as well. My colleague in {room} sees the same.
        I have restarted as you asked; it worked for {minutes} minutes and then stopped again.
        Version {version}, as far as I can see. I do not have the rights to update it myself.
        Today at {later} suits me. Please call extension {ext}.
        It began on {date}, right after the update. Before that I never had any trouble.
        By cable it works. So it seems to be the Wi-Fi in {room}.
        I was at a customer's yesterday, sorry. Now I am reachable.
        = chase
        Is there any news? I still cannot work properly, and {due} comes closer.
        I have not heard anything for {days} days. Could somebody please have a look?
        The trouble is still there: "{error}". We have now lost {few} hours altogether.
        My manager asks for a date. Can you name one?
        = thanks
        Thank you, it works again!
        Works now, you may close it.
        Super, vielen Dank – läuft wieder.
        Great, thanks for the quick help.
        Merci beaucoup, tout est revenu à la normale.
        """#
}
