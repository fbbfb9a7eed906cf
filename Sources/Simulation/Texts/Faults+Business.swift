extension FaultTexts {
    static let business = """
        = posting | document cannot be posted | fixed | finance purchasing warehouse
        T Cannot post {doc}: {error}
        T Posting period {month} is said to be closed
        T Goods receipt for {partner} fails
        D When I post {doc} the system says "{error}".
        D The period is open according to accounting, still I get the message that it is closed.
        D We stand at the ramp with a lorry from {partner} and cannot book the receipt.
        D It concerns {count} documents; month-end is on {due}.
        F Number range for the document type is used up to {percent} %, the interval of this year is missing.
        F Tax code of {partner} was changed on {date} without the new condition record.
        F Lock entry of user {account} from {time} still stands.
        S Opened the new interval, {count} documents posted again.
        S Condition record maintained with the tax team; {doc} posted.
        S Lock entry deleted after asking {account}; posting went through.
        W Receipt written on paper and entered in the evening.
        = access | missing role | access | finance purchasing payroll hr-portal crm warehouse
        T Transaction not allowed: {error}
        T New colleague needs the same roles as {account}
        T Menu of {service} is empty after login
        D After my move to {site} the menu in {service} is empty.
        D I get "{error}" when I want to release an order.
        D The role was approved {days} days ago, my manager has the confirmation.
        F Role is assigned, but the user comparison did not run since {date}.
        F Order for the role waits at the data owner for {days} days.
        F Organisation level {few} is missing in the derived role.
        S Ran the user comparison; the caller sees the menu.
        S Data owner approved by telephone and in the workflow, role active.
        S Added the organisation level, tested with the caller on the screen.
        W Colleague releases the orders on behalf until then.
        = interface | data from another system missing | restarted | finance purchasing warehouse crm travel payroll
        T Orders from the shop do not arrive in {service}
        T Interface to {partner}: {count} messages in error
        T Expense claims are not paid out since {date}
        D {count} orders of the shop are missing in {service} since {time}.
        D Travel expenses approved on {date} have not been paid.
        D {partner} says that they sent the file; we cannot find it anywhere.
        F Queue stopped at message {hex}: partner profile has no valid currency.
        F Middleware certificate ran out at {time}.
        F File arrived as {doc} with a byte order mark, the parser stops at line 1.
        S Corrected the profile and restarted the queue; {count} messages went through.
        S Certificate renewed, connection tested, backlog gone after {minutes} minutes.
        S Parser now skips the mark; file of {partner} processed.
        W Urgent orders keyed in by hand.
        = screen | error or dump in a dialogue | fixed | hr-portal crm travel finance
        T {service}: error 500 when saving
        T Short dump in {service} since the release
        T Form for {doc} shows no fields
        D When saving I get "{error}" with the number {hex}.
        D Since the release of {date} the form loses what I type as soon as I change the tab.
        D In another browser the same. {count} colleagues confirm it.
        F Dump {hex}: division by zero where the quantity is empty.
        F Release {version} renamed the field, the customer's extension still uses the old one.
        F Cache of the front end holds the script of version {version}.
        S Note {kb} applied; saving works with an empty quantity too.
        S Corrected the extension and transported it at {time}; tested with the caller.
        S Cleared the front-end cache on {ci}, form complete again.
        W Data entered in the old dialogue.
        = print output | document not produced | restarted | finance payroll warehouse purchasing
        T No delivery notes since {time}
        T Payslips of {month} cannot be opened
        T Output of {doc} hangs
        D The warehouse gets no delivery notes since {time}; {count} parcels wait.
        D Employees cannot open the payslip of {month}: "{error}".
        D Output of {doc} has the status "waiting" for {minutes} minutes.
        F Spool server {ci} had {count} jobs in the queue, first one damaged.
        F Form was activated in the wrong language (de instead of en).
        S Deleted the damaged job, the others were printed in {minutes} minutes.
        S Activated the form again in all languages and repeated the run.
        W Delivery notes printed from the archive.
        """
}
