act-banner-tag = Көрсетілім
act-banner = Күші жойылған акт бойынша: { $region }, { $date } { $number } қаулы.
act-line = актінің { $line }-жолы
act-lines = жолдар: { $lines }
act-our-wording = аудармасы порталдікі
act-seconds = { $n } секунд
act-calendar-days = { $n } күнтізбелік күн
act-months = { $n } ай
