# Numbers with their units. The space before a unit is a narrow one that does not break.
unit-bytes = { $size } bytes
unit-kilobytes = { $size } KB
unit-megabytes = { $size } MB
unit-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
unit-hours = { $n } h
unit-minutes = { $n } min
unit-today = today, { $time }
unit-late = { $span } late
unit-paused = paused, { $span } left
unit-day = { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
unit-until-day = by { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
unit-month-of-year = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
unit-until-moment = by { $day }, { $time }
unit-or = or
