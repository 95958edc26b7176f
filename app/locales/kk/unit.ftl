# Numbers with their units. The space before a unit is a narrow one that does not break.
unit-bytes = { $size } байт
unit-kilobytes = { $size } КБ
unit-megabytes = { $size } МБ
unit-working-days = { $n } жұмыс күні
unit-hours = { $n } сағ
unit-minutes = { $n } мин
unit-today = бүгін, { $time }
unit-late = { $span } кешікті
unit-paused = тоқтатылған, { $span } қалды
unit-day = { $day } { $month ->
        [1] қаңтар
        [2] ақпан
        [3] наурыз
        [4] сәуір
        [5] мамыр
        [6] маусым
        [7] шілде
        [8] тамыз
        [9] қыркүйек
        [10] қазан
        [11] қараша
       *[12] желтоқсан
    }
unit-until-day = { $day } { $month ->
        [1] қаңтарға
        [2] ақпанға
        [3] наурызға
        [4] сәуірге
        [5] мамырға
        [6] маусымға
        [7] шілдеге
        [8] тамызға
        [9] қыркүйекке
        [10] қазанға
        [11] қарашаға
       *[12] желтоқсанға
    } дейін
unit-month-of-year = { $year } жылғы { $month ->
        [1] қаңтар
        [2] ақпан
        [3] наурыз
        [4] сәуір
        [5] мамыр
        [6] маусым
        [7] шілде
        [8] тамыз
        [9] қыркүйек
        [10] қазан
        [11] қараша
       *[12] желтоқсан
    }
unit-until-moment = { $day }, { $time }
unit-or = немесе
