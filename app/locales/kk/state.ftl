state-done = Орындалды
state-here = Қазір осында
state-to-come = Алда
