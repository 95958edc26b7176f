result-title = Результат
result-granted = Услуга оказана.
result-granted-amount = Вам назначено { $amount }.
result-refused = Вам мотивированно отказано в оказании услуги.
result-intake-refused = Заявление не принято.
result-submitted = Заявление подано
result-signatures = Подписано и выдано
result-print-hint = Чтобы распечатать, выберите «Печать» в браузере.
