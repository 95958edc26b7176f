sheet-service = Қызмет
sheet-act = Акт
sheet-office = Көрсетілетін қызметті беруші
sheet-applicant = Өтініш беруші
sheet-bytes = { $size } байт
sheet-iin-check-digit = Бақылау саны сәйкес келмейді; өтініш беруші нөмірді растады.
