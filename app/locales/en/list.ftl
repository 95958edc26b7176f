list-pages-label = Pages
list-page-of = Page { $page } of { $pages }
list-previous = Previous
list-next = Next
