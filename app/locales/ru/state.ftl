state-done = Выполнено
state-here = Сейчас здесь
state-to-come = Впереди
