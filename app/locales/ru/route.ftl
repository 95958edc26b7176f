route-title = Путь заявления: { $channel }
route-description = { $steps ->
    [one] { $steps } шаг
    [few] { $steps } шага
   *[other] { $steps } шагов
}, участников: { $lanes }. То же самое словами – под рисунком.
route-application = Заявление
route-end = Завершено
route-notification = Уведомление
route-certificate = Справка
route-referral = Направление
route-permit = Разрешение
route-decision = Решение
route-duplicate = Дубликат
route-payment = Выплата
route-reasoned-refusal = Мотивированный отказ
route-intake-refusal = Отказ в приёме
route-portal = Портал
route-provider = Орган, который оказывает услугу
route-state-corporation = Государственная корпорация
route-akim = Аким сельского округа
