login-title = Вход на портал
login-iin = Индивидуальный идентификационный номер (ИИН)
login-iin-hint = 12 цифр из удостоверения личности.
login-password = Пароль
login-submit = Войти
login-no-account = Ещё не зарегистрированы на портале?
login-register = Зарегистрироваться
login-staff-link = Вход для сотрудников
login-staff-title = Вход для сотрудников
login-staff-login = Логин
login-kept-title = Сеанс завершился, но написанное не потеряно
login-kept-text = Войдите, и форма вернётся заполненной. Выбранные файлы нужно будет приложить снова.
login-refused-help = Проверьте ИИН и пароль. Если вы ещё не зарегистрированы, сначала зарегистрируйтесь.
login-staff-refused = Неверный логин или пароль
login-staff-refused-help = Проверьте и введите ещё раз.
login-refused-title = Неверный ИИН или пароль
login-error-iin = Введите ИИН
login-error-login = Введите логин
login-error-password = Введите пароль
login-citation = { $act }, строка { $line }
login-forgot = Забыли пароль?
login-wait-title = Пароль несколько раз набран неверно
login-wait-help = Ради безопасности нужно подождать. Попробуйте снова через { $wait }. Ваш пароль не изменился.
login-wait-seconds = { $n ->
    [one] { $n } секунду
    [few] { $n } секунды
   *[other] { $n } секунд
}
login-wait-minutes = { $n ->
    [one] { $n } минуту
    [few] { $n } минуты
   *[other] { $n } минут
}
login-cookie-title = Пароль верный, но браузер не сохранил файл cookie
login-cookie-help = Без него портал вас не узнает. Разрешите в настройках браузера файлы cookie для этого сайта и войдите ещё раз.
login-show-password = Показать пароль
login-lost-link = Войти
login-left = Вы вышли с портала
login-lost-title = Сеанс завершился, файл не сохранён
login-lost-text = Войдите и выберите файл снова.
