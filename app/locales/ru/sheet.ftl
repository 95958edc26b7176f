sheet-service = Услуга
sheet-act = Акт
sheet-office = Услугодатель
sheet-applicant = Заявитель
sheet-bytes = { $size } байт
sheet-iin-check-digit = Контрольная цифра не сходится; заявитель подтвердил номер.
