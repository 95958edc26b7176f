demo-title = Messages of the demonstration
demo-back = Back to where the code is typed
demo-notice = This is the demonstration: no message leaves it
demo-text = Here are the last messages that the simulated operator took. A real portal has no such page: only the owner of the telephone gets the code.
demo-empty = No message yet. When somebody asks for a code, it appears here.
demo-sms = Text message, the number ends with { $to }
demo-mail = E-mail, { $to }
