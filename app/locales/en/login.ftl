login-title = Log in
login-iin = Individual identification number (IIN)
login-iin-hint = 12 digits from the identity card.
login-password = Password
login-submit = Log in
login-no-account = Not registered yet?
login-register = Register
login-staff-link = Staff login
login-staff-title = Staff login
login-staff-login = Login name
login-kept-title = The session ended, but what you typed is not lost
login-kept-text = Log in, and the form comes back filled in. Files that you chose have to be attached again.
login-refused-help = Check the IIN and the password. If you have no account yet, register first.
login-staff-refused = Wrong login name or password
login-staff-refused-help = Check both and type them again.
login-refused-title = Wrong IIN or password
login-error-iin = Enter the IIN
login-error-login = Enter the login name
login-error-password = Enter the password
login-citation = { $act }, line { $line }
login-forgot = Forgot your password?
login-wait-title = The password was wrong several times
login-wait-help = For safety you have to wait. Try again in { $wait }. Your password has not changed.
login-wait-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
login-wait-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
login-cookie-title = The password is right, but the browser kept no cookie
login-cookie-help = Without it the portal does not know you. Allow cookies for this site in the settings of the browser and log in again.
login-show-password = Show the password
login-lost-link = Log in
login-left = You are logged out
login-lost-title = The session ended, and the file was not kept
login-lost-text = Log in and choose the file again.
