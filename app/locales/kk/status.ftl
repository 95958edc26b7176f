status-short-title = Өтініштің жағдайы
status-title = № { $number } өтініштің жағдайы
status-registered = Тіркелді
status-due = Нәтиже мерзімі
status-closed = Аяқталды
status-late = Мерзім өтіп кетті. Өтініш беруші кешіктіруге шағымдана алады.
status-note = Бұл бетте өтініштің жағдайы ғана көрсетіледі. Толық барысын өтініш беруші өзі көреді:
status-cabinet = жеке кабинетке кіру
