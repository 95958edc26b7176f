act-banner-tag = Демонстрация
act-banner = По акту, утратившему силу: { $region }, постановление от { $date } { $number }.
act-line = акт, строка { $line }
act-lines = строки: { $lines }
act-official = Официальное название: { $name }
act-our-wording = перевод портала
act-seconds = { $n ->
    [one] { $n } секунда
    [few] { $n } секунды
   *[other] { $n } секунд
}
act-calendar-days = { $n ->
    [one] { $n } календарный день
    [few] { $n } календарных дня
   *[other] { $n } календарных дней
}
act-months = { $n ->
    [one] { $n } месяц
    [few] { $n } месяца
   *[other] { $n } месяцев
}
act-resource = постановление от { $date } { $number }
act-term-depends = Зависит от способа и случая: смотрите «Сроки»
act-ended = Эту услугу не оказывают с { $date }
act-ended-instead = Открыть услугу, которая её заменила
