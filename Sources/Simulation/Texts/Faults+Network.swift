extension FaultTexts {
    static let network = """
        = wlan | no connection | fixed | wlan
        T No Wi-Fi on the {floor} floor, {site}
        T Wi-Fi in {room} drops every few minutes
        T Devices connect to Wi-Fi but get no address
        D In {room} my laptop finds the network but does not get an address.
        D The connection drops every {minutes} minutes; in the canteen it is fine.
        D {count} scanners in the hall have lost the network, picking stands still.
        D The signal shows full bars, but pages do not load. My phone behaves the same.
        F {ci} has rebooted {few} times since {time}: power budget of the switch exceeded.
        F DHCP scope for the {floor} floor used up: {percent} % leased, lease time too long.
        F Radar detected on channel 100; {ci} changes the channel every {minutes} minutes.
        S Moved {ci} to another port with its own budget; uptime {minutes} minutes and no drop.
        S Shortened the lease to two hours and enlarged the scope; devices get addresses at once.
        S Fixed the channel plan without DFS for {site}; clients stay connected.
        W Hall works with the second SSID until the evening.
        = lan | port dead | replaced | lan
        T Network socket in {room} is dead
        T No link on {ci} port {few}
        T Whole row of desks without network, {site}
        D The network socket in {room} gives no link, two cables tried.
        D Since the works at the weekend our whole row of desks has no network.
        D The telephone at the same socket is dark as well.
        F Port {few} of {ci} went into error state: loop detected at {time}.
        F Patch cable in the cabinet on the {floor} floor was pulled out.
        F Line card of {ci} reports {count} CRC errors a minute.
        S Removed the loop (a small switch under the desk), port {few} enabled again.
        S Patched the socket anew and labelled it, link at 1 Gbit/s.
        S Replaced the line card during the maintenance window, error counters stay at zero.
        W Caller sits at another desk for the day.
        = vpn | cannot connect | configuration | vpn
        T VPN does not connect: {error}
        T VPN drops after {minutes} minutes
        T No VPN from {site}
        D Working from home I get "{error}" when I start the VPN.
        D The VPN connects but nothing inside can be reached; it hangs at {percent} %.
        D It worked on Friday. The line itself is fine, I can call and surf.
        D I have restarted the router and the laptop, without success.
        F {ci} had {count} of {count} licences in use, stale sessions were not cleared.
        F Client {version} does not know the new cipher suite.
        F The home network uses the same range as ours ({ip}), so routes collide.
        F Certificate on the device ran out {days} days ago.
        S Cleared the stale sessions on {ci} and set the idle limit; the caller is connected.
        S Client updated to {version} through the portal, connection stable for {minutes} minutes.
        S Caller changed the range of the home router with our guide.
        S Issued a new device certificate and tested together with the caller.
        W Caller works through the virtual desktop in the browser.
        = site link | site cut off or slow | fixed | site-links lan
        T {site}: site cannot reach headquarters
        T Line to {site} is very slow, {percent} % loss
        T Site {site} offline since {time}
        D Nobody in {site} reaches the central systems since {time}. Telephones are dead as well.
        D Everything that goes to headquarters crawls; a file of {few} MB takes {minutes} minutes.
        D Local printing works, the internet does too, only headquarters does not.
        F BGP session between {ci} and the carrier flaps, {count} changes since {time}.
        F Carrier confirms a fibre cut near {site}; ticket {hex}.
        F {percent} % of the line is taken by a backup that runs in the daytime.
        S Replaced the optics in {ci}, no errors for {minutes} minutes.
        S Carrier repaired the fibre at {time}; latency back to {few} ms.
        S Moved the backup to the night and shaped it to a fifth of the line.
        W Traffic of the site switched to the mobile backup.
        = dns | names do not resolve | fixed | dns vpn
        T Internal names do not resolve: {host}
        T {host} resolves to an old address
        D {host} cannot be found by name; by address {ip} it works.
        D After the move of {host} half of our people still get to the old server.
        F Zone transfer to {ci} has failed since {date}: serial number went back.
        F Record of {host} had a time to live of a week.
        S Raised the serial, transfer complete, both servers answer alike.
        S Cleared the caches and set the time to live to five minutes.
        W Entry in the hosts file of the two jump servers.
        """
}
