service-home = Главная
service-this = Услуга
service-term = Срок
service-term-computed = Срок: сумма шагов
service-price = Стоимость
service-free = Бесплатно
service-result = Результат
service-how = Куда обратиться
service-check = Проверить, положена ли вам услуга
service-apply = Подать заявление
service-ask = Отправить запрос
service-first-online = Сначала получите эту услугу, заявление можно подать здесь:
service-first = Сначала получите эту услугу:
service-apply-note = Для проверки вход не нужен. Для подачи заявления вы войдёте по ИИН и паролю.
service-no-portal = Акт не предусматривает подачу через портал. Куда обратиться, сказано ниже.
service-no-form = Акт открывает для этой услуги портал, но её формы здесь пока нет. Куда обратиться, сказано ниже.
service-contents = На этой странице
service-who = Кто может получить
service-documents = Документы
service-documents-intro = У каждого документа сказано, насколько подтверждено, что он нужен.
service-supply-register = Портал возьмёт из реестра
service-supply-form = Вы укажете в заявлении
service-supply-application = Вы заполняете бланк заявления
service-supply-attach = Вы приложите снимок или файл
service-document-optional = необязательно
service-document-asked = просим, если есть
service-document-sometimes = зависит от вашей ситуации
service-confirmed = Подтверждён
service-partial = Подтверждён частично
service-unknown = Не установлен
service-sources = Откуда этот перечень
service-status-meaning = «Подтверждён»: прочитано в тексте акта. «Подтверждён частично»: прочитано на официальной странице другой редакции. «Не установлен»: официальный текст не найден.
service-source = { $names }. Источник: { $source }.
service-channels = Куда и как обратиться
service-form = Форма оказания
service-condition = Условие: { $who }
service-for-all = Доступно всем
service-others-go = Остальные обращаются: { $where }
service-offices = { $n ->
    [one] Список: { $n } орган
    [few] Список: { $n } органа
   *[other] Список: { $n } органов
}
service-no-addresses = Адреса и телефоны неизвестны: в акте их нет. Адрес уточните в едином контакт-центре: 1414.
service-route = Путь заявления
service-route-intro = Рисунок построен по шагам акта. В каждом столбце один исполнитель, под шагом стоит время, которое даёт акт. Зелёным показан результат, красной рамкой – отказ.
service-route-words = Прочитать путь словами
service-route-svg = Скачать рисунок (SVG)
service-route-bpmn = Скачать процесс (BPMN 2.0)
service-route-starts = Основание для начала
service-route-aside = В других случаях
service-route-refusals = Если будет отказ
service-no-limit = Время в акте не указано
service-term-heading = Сроки
service-no-ordinary-term = Общий срок в акте не указан.
service-term-sum = Сумма шагов: { $sum }. Посчитал портал.
service-term-differs = Почему сумма другая
service-term-stated = { $limit }: { $when } ({ $line }).
service-term-extension = Может быть продлён на { $limit }: { $when } ({ $line }).
service-result-heading = Результат и отказ
service-result-elsewhere = Так бывает только здесь: { $channels }.
service-formulas = Как считают сумму
service-formula-source = Источник: { $source }
service-formula-ours = Пояснение портала, в акте его нет
service-not-in-act = В акте нет: см. пояснение
service-grounds = Основания для отказа
service-appeal = Обжалование
service-standard = Стандарт
service-blanks = Формы
service-blanks-open = Формы в приложениях акта
service-blank-lost = Поля в файле акта не сохранились.
service-notes = Неясности акта
service-notes-intro = Акт местами молчит или противоречит себе. Тогда портал выбирает прочтение, лучшее для заявителя и безопасное.
service-notes-count = { $n ->
    [one] Показать { $n } пояснение
    [few] Показать { $n } пояснения
   *[other] Показать { $n } пояснений
}
service-provider = Кто оказывает услугу
service-elsewhere = В других регионах
service-situations = Жизненные ситуации
service-act = Основание
service-act-lines = Текст акта: { $document }, строки { $first }–{ $last }
service-act-language = { $language ->
    [kk] Текст акта – на казахском языке.
   *[ru] Текст акта – на русском языке.
} Пометка «перевод портала» значит, что такой формулировки в акте нет.
service-provider-here = Кто оказывает услугу в вашем районе
service-one-provider = Один орган на всю область.
service-district = Ваш район или город
service-district-now = { $name } (сейчас: { $now })
service-district-show = Показать
service-no-address = Адрес и телефон неизвестны: в акте их нет. Спросите в едином контакт-центре: 1414.
service-phone = Телефон
service-email = Электронная почта
service-akim-only = К акиму сельского округа обращаются только { $when }.
service-akim-also = Обратиться можно и к акиму сельского округа.
service-compare = Сравнить все регионы
service-act-adopted = Принят { $date }.
service-act-since = Применялся с { $date }.
service-act-repealed = Утратил силу { $date }:
service-act-unchanged = Отметок об изменениях в тексте нет.
service-act-editions = Изменялся
service-act-at-hand = Здесь текст после этих изменений.
