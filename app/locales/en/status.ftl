status-short-title = Status of an application
status-title = Status of application No. { $number }
status-registered = Registered
status-due = Result due
status-closed = Finished
status-issued = Result issued
status-on-the-way = Document issued on the way
status-idle = The case ended without a decision: this document asks for nothing any more
status-void-title = Document no longer valid
status-void = The document has not been valid since { $day }
status-void-again = The document has not been valid since { $day }. The decision stands: a new document takes its place
status-late = The deadline has passed. The applicant can complain about the delay.
status-note = This page shows the status only. The applicant sees the whole progress:
status-cabinet = go to the account
status-no-term = The act sets no time limit
status-stands = The deadline has been on hold since { $day }
status-stands-days = The deadline has been on hold since { $day }, { $n ->
    [one] { $n } day
   *[other] { $n } days
}
