form-error-summary = Нужно исправить
form-error-prefix = Ошибка
form-warning-prefix = Обратите внимание
form-optional = необязательно
form-date-hint = Например: 24.11.2026
form-select-empty = Выберите
form-yes = Да
form-no = Нет
