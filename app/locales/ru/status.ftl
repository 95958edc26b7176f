status-short-title = Состояние заявления
status-title = Состояние заявления № { $number }
status-registered = Зарегистрировано
status-due = Срок результата
status-closed = Завершено
status-issued = Результат выдан
status-on-the-way = Документ, выданный в ходе рассмотрения
status-idle = Дело завершено без решения: этот документ больше ничего не требует
status-void-title = Недействительный документ
status-void = Документ не действует с { $day }
status-void-again = Документ не действует с { $day }. Решение остаётся в силе: вместо него выдают новый
status-late = Срок прошёл. Заявитель может пожаловаться на задержку.
status-note = На этой странице видно только состояние заявления. Весь ход видит сам заявитель:
status-cabinet = войти в личный кабинет
status-no-term = Акт срока не называет
status-stands = Срок остановлен с { $day }
status-stands-days = Срок остановлен с { $day }, стоит { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}
