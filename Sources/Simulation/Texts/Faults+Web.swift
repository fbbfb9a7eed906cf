extension FaultTexts {
    static let web = """
        = site | error or down | restarted | shop website intranet
        T {service} shows error 503
        T {service} cannot be reached from outside
        T Payment step of {service} fails: {error}
        D The page of {service} shows "503 Service Unavailable" since {time}.
        D Customers from {site} call because they cannot pay: "{error}".
        D Some pages load, others do not; reloading helps every third time.
        D We have an advertising campaign running since {time} and every minute counts.
        F {few} of {few} containers on {ci} restart in a loop: memory limit reached.
        F Certificate of the payment provider changed at {time}; pinned in our gateway.
        F Connection pool used up: {count} connections wait for the session store.
        S Raised the memory limit and rolled release {version} out again; error rate 0.
        S New pin entered in the gateway; test payment went through.
        S Session store restarted and the pool enlarged; median {few}0 ms.
        W Traffic goes to the previous release.
        = content | wrong or missing | fixed | website intranet shop
        T Wrong price for {count} articles in the shop
        T Page on {service} shows the text of last year
        T Search on {service} finds nothing
        D {count} articles are shown with the price of last year.
        D The search on {service} finds nothing for words with umlauts, e.g. „Kühlgerät“ or „Straße“.
        D The new announcement is visible to me but not to colleagues in {site}.
        F Cache in {site} was not told about the new version.
        F Index job stops at documents without a language.
        F Price file of {date} was imported with the wrong separator.
        S Cleared the cache for the path; correct from {site} as well.
        S Index rebuilt with folding of umlauts; the examples are found.
        S Price file imported again, {count} articles checked against purchasing.
        W Articles hidden until the price is right.
        = performance | slow | configuration | shop intranet website
        T {service} takes {few}0 seconds to load
        T Slow response of {service} from {site}
        D The start page takes {few}0 seconds; yesterday it was one.
        D Only from {site}; from home it is fast.
        F Bots from {ip} make {percent} % of the requests.
        F Image of {size} MB on the start page.
        S Rate limit for the bots; median under a second.
        S Image scaled down, editors told about the limit.
        W Start page without the film.
        """
}
