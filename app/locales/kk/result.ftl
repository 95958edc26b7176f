result-title = Нәтиже
result-granted = Қызмет көрсетілді.
result-granted-amount = Сізге { $amount } тағайындалды.
result-refused = Сізге қызмет көрсетуден дәлелді бас тартылды.
result-intake-refused = Өтініш қабылданбады.
result-submitted = Өтініш берілген күн
result-signatures = Қол қойған және берген
result-print-hint = Басып шығару үшін браузердің «Басып шығару» пәрменін таңдаңыз.
