status-short-title = Состояние заявления
status-title = Состояние заявления № { $number }
status-registered = Зарегистрировано
status-due = Срок результата
status-closed = Завершено
status-late = Срок прошёл. Заявитель может обжаловать задержку.
status-note = На этой странице видно только состояние заявления. Весь ход видит сам заявитель:
status-cabinet = войти в личный кабинет
