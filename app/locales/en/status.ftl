status-short-title = Status of an application
status-title = Status of application No. { $number }
status-registered = Registered
status-due = Result due
status-closed = Finished
status-late = The term has passed. The applicant may complain about the delay.
status-note = This page shows the status only. The applicant sees the whole progress:
status-cabinet = go to the account
