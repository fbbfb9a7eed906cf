extension FaultTexts {
    static let workplace = """
        = laptop | does not start | replaced | laptop
        T Laptop {ci} does not start any more
        T {ci}: black screen after switching on
        T Laptop stays dark, power light blinks {few} times
        D Since this morning my laptop {ci} stays black; the power light blinks {few} times and that is all.
        D I closed the lid yesterday at {time} and today nothing happens when I press the button.
        D The fan runs for a few seconds, then it goes off again. I have tried two power supplies.
        D It fell silent in the middle of a presentation in {room} and has not come back.
        F Power supply and battery are fine; no POST, blink code {few}-{few} points to the memory.
        F Mainboard shows no life even with an external supply, serial number ends in {hex}.
        F Battery swollen, device taken out of use at once and put into the fire box.
        S Replaced the memory module, self test passed three times, handed the device back in {room}.
        S Device swapped for {ci}-R, data restored from last night's backup; the caller signed for it.
        S Battery replaced by the supplier's technician, device checked and handed back.
        W Loan device handed out at the desk, profile loaded over the network.
        = laptop | slow | configuration | laptop office virtual-desktop
        T {ci} has become very slow
        T Everything takes minutes on {ci} since the update
        T Laptop freezes whenever {app} is open
        D Opening {app} takes about {minutes} minutes, typing lags, and the fan never stops.
        D Since the update of last night the machine hangs for {minutes} minutes after every login.
        D With more than two documents open nothing moves any more; Task Manager shows the disk at {percent} %.
        D My colleague's device, the same model, has no such trouble.
        F Search index rebuilds in a loop: {count} items queued, disk at {percent} %.
        F Two malware scanners active at once, left over from the migration to {version}.
        F Free space on C: {few} GB; the cache of {app} alone holds {size} GB.
        F Device throttles at {percent} % load: dust in the cooler, temperature over 95 °C.
        S Rebuilt the search index after {kb}; disk is idle again.
        S Removed the old scanner, excluded the cache of {app}, restarted; login now takes under a minute.
        S Cleared {size} GB of temporary files and set the cache limit by policy {kb}.
        S Cleaned the cooler; the temperature stays below 70 °C under load.
        W Search indexing stopped until the fix is rolled out.
        = docking | external screens | replaced | laptop
        T Screens at the desk in {room} stay dark
        T Docking station no longer recognised on {ci}
        T Second monitor flickers after undocking
        D Both external screens say "no signal" when I plug the laptop into the dock in {room}.
        D Keyboard and mouse work through the dock, only the picture is missing.
        D It happens about {few} times a day, always after I come back from a meeting.
        F Dock firmware {version} is known to lose the second stream with this graphics driver.
        F Cable tested with the desk's meter: one lane dead.
        F Works with the dock of the neighbouring desk, so the dock in {room} is at fault.
        S Updated the dock to firmware {version} and the graphics driver to {version}.
        S Replaced the cable; both screens have been up for {minutes} minutes.
        S Exchanged the dock in {room}, old one goes to the supplier with RMA {hex}.
        W Second screen connected directly by HDMI for now.
        = office | document will not open | fixed | office
        T {app} closes itself when opening {doc}
        T Cannot save {doc}: {error}
        T Macro in {doc} is blocked since today
        D When I open {doc} the program shows "{error}" and closes.
        D I can read the file but not save it; the message is "{error}".
        D We need {doc} for the month-end closing and nobody in the team can open it any more.
        D It worked last week. I have not changed anything as far as I know.
        F Add-in of {app} crashes in version {version}; event log shows fault offset 0x{hex}.
        F File is locked by a session that ended {days} days ago.
        F Policy {kb} blocks macros from the share; the file is not signed.
        S Disabled the add-in by policy until the maker delivers a fix, repaired {app}.
        S Closed the orphaned session on {ci}, file can be saved again.
        S Moved the template to the trusted location and signed it with the team's certificate.
        W Opened {doc} in the browser version instead.
        = virtual desktop | session drops | restarted | virtual-desktop
        T Virtual desktop disconnects every {minutes} minutes
        T No session on the virtual desktop: {error}
        T Virtual desktop: grey screen after login
        D My session on the virtual desktop breaks off every {minutes} minutes, without warning.
        D After the login I get a grey screen and then "{error}".
        D {count} people in our office have the same since about {time}.
        F Host {ci} was at {percent} % memory, the balloon driver did not give anything back.
        F Profile container locked by a stale session on {ci}.
        F Gateway log: {count} resets from {ip} between {time} and now.
        S Drained {ci}, restarted it and put it back into the pool; sessions stable since.
        S Removed the stale lock on the profile container, user logged in at the first try.
        S Raised the idle timeout of the gateway to the agreed value and documented it.
        W User moved to another host by hand.
        = mobile | mail on the phone | advice | mobile
        T Phone {ci} no longer receives mail
        T Company phone asks for the password over and over
        T New phone cannot be enrolled: {error}
        D The phone shows "{error}" and no mail has come in since {time}.
        D I got a new device yesterday and the enrolment stops at {percent} %.
        D After changing my password the phone locked my account {few} times already.
        F Device is marked as not compliant: system version {version} is below the minimum.
        F Old profile is still on the device and keeps sending the former password.
        F Enrolment certificate of the device ran out {days} days ago.
        S Guided the caller through the update to {version}; device compliant, mail arrives.
        S Removed the old profile, enrolled again, synchronisation took {minutes} minutes.
        S Issued a new enrolment certificate and pushed it to the device.
        W Caller reads mail in the browser until then.
        = meeting room | no picture or sound | fixed | meeting-rooms
        T Meeting room {room}: no sound in calls
        T Screen in {room} shows "no input"
        T Touch panel in {room} does not react
        D We sit in {room} with guests and nobody on the other side hears us.
        D The panel shows the wrong meeting and does not react to touch.
        D The camera works, but the picture is frozen after a few minutes.
        F Panel hung in firmware {version}; room controller {ci} answers to ping only.
        F Audio output was switched to the HDMI extractor by the last guest's laptop.
        F Power supply of the microphone pod was unplugged, presumably by cleaning.
        S Restarted {ci} remotely, meeting could go on after {minutes} minutes.
        S Set the default audio device again and locked the setting for guests.
        S Plugged the pod in and fixed the cable; test call with the desk was fine.
        W Meeting moved to the room next door.
        = software | installation fails | fixed | software-shop office
        T {app} cannot be installed from the software shop
        T Installation of {app} {version} stops at {percent} %
        T {app} licence is said to be used up
        D I ordered {app} in the shop; the installation ends with "{error}".
        D The approval came {days} days ago but {app} still does not appear.
        D When I start {app} it tells me that no licence is free.
        F Package {kb} has the wrong detection rule, so it installs in a loop.
        F Licence server hands out {count} of {count} seats; {few} of them to people who have left.
        F Distribution point at {site} has no more space: {percent} % used.
        S Corrected the detection rule and rolled package {kb} out again.
        S Freed {few} licences of unused devices, {app} starts.
        S Cleaned the distribution point at {site}; installation finished without error.
        W Package installed by hand over remote support.
        """
}
