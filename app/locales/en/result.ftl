result-title = Result
result-granted = The service was rendered.
result-granted-amount = You have been awarded { $amount }.
result-refused = The service was refused to you with reasons.
result-intake-refused = The application was not accepted.
result-submitted = Application submitted
result-signatures = Signed and issued
result-print-hint = To print it, choose “Print” in the browser.
