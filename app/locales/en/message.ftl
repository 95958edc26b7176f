# SMS. Short: each part of a long message is paid for.
message-registered = Application { $number } is registered. Result by { $due }. See your account.
message-term-replaced = The term of application { $number } now ends on { $due }. The reason is in your account.
message-granted = The result of application { $number } is ready. See your account.
message-refused = Application { $number } was refused with reasons. The ground is in your account.
message-code-subject = Otinish: confirmation code
message-code-registration = Otinish: registration code { $code }. Valid for 10 minutes. Do not share it.
message-code-recovery = Otinish: password recovery code { $code }. Valid for 10 minutes. If you did not ask for it, ignore it. Do not share it.
message-code-phone = Otinish: code for the new telephone { $code }. Valid for 10 minutes. Do not share it.
message-code-email = Otinish: code for the e-mail address { $code }. Valid for 10 minutes. Do not share it.
message-asked = Application { $number }: we need documents or an answer from you by { $due }. See your account for details.
message-asked-reminder = Application { $number }: we wait for your documents or answer until { $due }. See your account.
message-reopened = Application { $number } is examined again: the former decision is undone. See your account for the reason.
