list-pages-label = Беттер
list-page-of = { $page }-бет, барлығы { $pages }
list-previous = Алдыңғы
list-next = Келесі
