sheet-service = Услуга
sheet-act = Акт
sheet-regulation = Регламент
sheet-office = Услугодатель
sheet-bytes = { $size } байт
