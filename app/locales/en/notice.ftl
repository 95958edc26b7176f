# Text message and mail. Short.
notice-subject = Otinish: your account
notice-password-changed = Otinish: your password was changed. If it was not you, call 1414.
notice-password-recovered = Otinish: your password was changed with a code. If it was not you, call 1414.
notice-phone-changed = Otinish: the telephone of your account was changed. If it was not you, call 1414.
notice-email-changed = Otinish: the e-mail of your account was changed. If it was not you, call 1414.
notice-registered-before = Otinish: somebody tried to register again with your IIN. If it was you, log in or recover your password.
