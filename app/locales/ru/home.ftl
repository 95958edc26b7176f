home-heading = Обратитесь за социальной услугой, не выходя из дома
home-lead = Выберите услугу, проверьте, положена ли она вам, узнайте документы. Вход нужен только для подачи заявления.
home-situations = По жизненной ситуации
home-regions = По региону
home-here-now = { $n ->
    [0] услуг пока нет
    [one] { $n } услуга
    [few] { $n } услуги
   *[other] { $n } услуг
}
home-in-regions = { $services ->
    [one] { $services } услуга
    [few] { $services } услуги
   *[other] { $services } услуг
} в { $regions ->
    [one] { $regions } регионе
   *[other] { $regions } регионах
}
home-all = На портале { $services ->
    [one] { $services } услуга
    [few] { $services } услуги
   *[other] { $services } услуг
} в { $regions ->
    [one] { $regions } регионе
   *[other] { $regions } регионах
}. Показать все
home-guide-heading = Что мне положено?
home-guide-text = Ответьте на несколько вопросов. Мы покажем, какие требования выполнены, со ссылкой на строку акта. Ответы не сохраняются.
home-guide-one = Сейчас можно проверить одну услугу:
home-guide-start = Начать проверку
home-guide-choose = Выбрать услугу
