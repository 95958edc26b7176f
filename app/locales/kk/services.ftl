services-heading = Қызметтер
services-search-label = Қызметті іздеу
services-search-example = Мысалы: күтім
services-search-button = Іздеу
services-count = { $n ->
    [0] Қызмет табылмады
   *[other] { $n } қызмет
}
services-count-for = { $n ->
    [0] «{ $words }» бойынша ештеңе табылмады
   *[other] «{ $words }» бойынша { $n } қызмет табылды
}
services-searched = «{ $searched }» деп іздедік. Сіз «{ $typed }» деп жаздыңыз.
services-place = Өңір: { $place }.
services-everywhere = Барлық өңірден іздеу
services-not-here = { $region }: бұл өңірдің актісінде мұндай қызмет жоқ.
services-online = Онлайн өтініш беру: { $regions }
services-regions = Өңірлер:
services-other-regions = Басқа өңірлер:
services-other-editions = Басқа редакциялар:
services-edition = { $region }, { $year } ж.
services-ended-tag = Енді көрсетілмейді
services-repealed-tag = Күші жойылған акт
services-all-repealed = Бұл қызметтер күші жойылған актілер бойынша көрсетілген.
services-none-here = Бұл жағдай мен өңір бойынша порталда қызмет жоқ.
services-none-found = Сөзді қысқартып немесе басқаша жазып көріңіз.
services-near = Мынаны іздеген шығарсыз:
services-none-situations = Өмірлік жағдайды таңдаңыз
services-none-next = Порталдағы барлық қызметті қараңыз немесе бірыңғай байланыс орталығына қоңырау шалыңыз:
services-all = Барлық қызметті көру
services-by-life = Өмірлік жағдай
services-by-region = Өңір
services-filter-off = Барлығын көрсету
