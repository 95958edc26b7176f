# SMS. Short.
message-registered = Application { $number } is registered. Result by { $due }. See your account.
message-term-replaced = The term of application { $number } now ends on { $due }. The reason is in your account.
message-granted = The result of application { $number } is ready. See your account.
message-refused = Application { $number } was refused with reasons. The ground is in your account.
