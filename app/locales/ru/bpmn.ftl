bpmn-granted = Услуга оказана
bpmn-abandoned = Орган закончил дело
bpmn-withdrawn = Заявление отозвано
bpmn-refused = Отказ в услуге
bpmn-limit = Срок: { $limit } («{ $quote }»)
bpmn-source = Источник: { $document }, строка { $line }
bpmn-language = Этот файл на русском языке; тот же процесс портал отдаёт на казахском и английском.
