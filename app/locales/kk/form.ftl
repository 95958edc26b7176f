form-error-summary = Түзету қажет
form-error-prefix = Қате
form-warning-prefix = Назар аударыңыз
form-optional = міндетті емес
form-date-hint = Мысалы: 24.11.2026
form-select-empty = Таңдаңыз
form-yes = Иә
form-no = Жоқ
