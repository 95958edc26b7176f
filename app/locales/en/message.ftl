# SMS. Short.
message-registered = Application { $number } is registered. Result by { $due }. See your account.
message-term-replaced = The term of application { $number } now ends on { $due }. The reason is in your account.
message-granted = The result of application { $number } is ready. See your account.
message-refused = Application { $number } was refused with reasons. The ground is in your account.
message-code-subject = Otinish: confirmation code
message-code-registration = Otinish: registration code { $code }. Good for 10 minutes. Tell nobody.
message-code-recovery = Otinish: password recovery code { $code }. If you did not ask, ignore it. Tell nobody.
message-code-phone = Otinish: code for the new telephone { $code }. Good for 10 minutes. Tell nobody.
message-code-email = Otinish: code for the e-mail address { $code }. Good for 10 minutes. Tell nobody.
