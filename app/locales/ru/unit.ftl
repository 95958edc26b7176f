# Numbers with their units. The space before a unit is a narrow one that does not break.
unit-bytes = { $size } байт
unit-kilobytes = { $size } КБ
unit-megabytes = { $size } МБ
unit-working-days = { $n ->
    [one] { $n } рабочий день
    [few] { $n } рабочих дня
   *[other] { $n } рабочих дней
}
unit-hours = { $n } ч
unit-minutes = { $n } мин
unit-today = сегодня, { $time }
unit-late = опоздание { $span }
unit-paused = приостановлено, осталось { $span }
unit-day = { $day } { $month ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    }
unit-until-day = до { $day } { $month ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    }
unit-month-of-year = { $month ->
        [1] январь
        [2] февраль
        [3] март
        [4] апрель
        [5] май
        [6] июнь
        [7] июль
        [8] август
        [9] сентябрь
        [10] октябрь
        [11] ноябрь
       *[12] декабрь
    } { $year }
unit-until-moment = до { $day }, { $time }
unit-or = или
