act-banner-tag = Көрсетілім
act-banner = Күші жойылған акт бойынша: { $region }, { $date } { $number }. Күшін жойған: { $by }.
act-line = { $line }-жол
act-lines = жолдар: { $lines }
act-our-wording = аудармасы порталдікі
act-seconds = { $n } секунд
act-calendar-days = { $n } күнтізбелік күн
act-months = { $n } ай
