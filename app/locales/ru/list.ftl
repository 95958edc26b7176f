list-pages-label = Страницы
list-page-of = Страница { $page } из { $pages }
list-previous = Предыдущая
list-next = Следующая
