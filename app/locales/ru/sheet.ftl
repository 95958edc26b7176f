sheet-service = Услуга
sheet-act = Акт
sheet-regulation = Регламент
sheet-office = Услугодатель
sheet-bytes = { $size } байт
sheet-iin-check-digit = Контрольная цифра не сходится; заявитель подтвердил номер.
