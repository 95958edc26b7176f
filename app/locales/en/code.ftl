code-title-phone = Confirm your telephone
code-title-email = Confirm your e-mail address
code-sent-sms = We sent a code by text message to
code-sent-mail = We sent a code by e-mail to
code-label = Code
code-hint = 6 digits. Valid for 10 minutes. Do not share it.
code-submit = Confirm
code-again = Ask for a new code
code-resent = A new code was sent. The one before no longer works.
code-not-arrived = No code? Wait a minute and ask for a new one, or
code-change-data = check the data
code-change-phone = check the number
code-change-email = check the address
code-demo-title = This is the demonstration
code-demo-text = No text message or e-mail leaves it.
code-demo-link = See the code on the page of messages
code-error-required = Enter the code
code-error-digits = The code has 6 digits: count them and type it again
code-error-wrong = { $left ->
    [one] Wrong code. Type it again: { $left } try left
   *[other] Wrong code. Type it again: { $left } tries left
}
code-error-expired = The code is too old. Ask for a new one
code-error-spent = The code was typed wrong five times. Ask for a new one
code-error-nothing = This code no longer works. Ask for a new one
code-error-too-soon = The code was sent just now. Ask for a new one in a minute
code-error-too-many = Too many codes were sent to this number or address within an hour. Try again in an hour
code-cookie-title = The browser kept no cookie
code-cookie-help = Without it the portal does not know you on the next page. Allow cookies for this site in the settings of the browser and send the form again.
