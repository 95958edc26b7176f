services-heading = Услуги
services-search-label = Поиск услуги
services-search-example = Например: уход
services-search-button = Искать
services-count = { $n ->
    [0] Услуг не найдено
    [one] { $n } услуга
    [few] { $n } услуги
   *[other] { $n } услуг
}
services-count-for = { $n ->
    [0] По запросу «{ $words }» ничего не найдено
    [one] По запросу «{ $words }» найдена { $n } услуга
    [few] По запросу «{ $words }» найдены { $n } услуги
   *[other] По запросу «{ $words }» найдено { $n } услуг
}
services-searched = Мы искали «{ $searched }». Вы написали «{ $typed }».
services-place = Регион: { $place }.
services-everywhere = Искать во всех регионах
services-not-here = { $region }: в акте этого региона такой услуги нет.
services-online = Онлайн: { $regions }
services-regions = Регионы:
services-other-regions = Другие регионы:
services-other-editions = Другие редакции:
services-edition = { $region }, { $year } г.
services-ended-tag = Больше не оказывают
services-repealed-tag = Акт утратил силу
services-all-repealed = Эти услуги показаны по актам, которые утратили силу.
services-none-here = Для этой ситуации и этого региона услуг на портале нет.
services-none-found = Попробуйте написать короче или другими словами.
services-near = Возможно, вы искали:
services-none-situations = Выберите жизненную ситуацию
services-none-next = Посмотрите все услуги портала или позвоните в единый контакт-центр:
services-all = Показать все услуги
services-by-life = Жизненная ситуация
services-by-region = Регион
services-filter-off = Показать все
