bpmn-granted = Қызмет көрсетілді
bpmn-abandoned = Мекеме істі аяқтады
bpmn-withdrawn = Өтініш қайтарып алынды
bpmn-refused = Қызметтен бас тартылды
bpmn-limit = Мерзімі: { $limit } («{ $quote }»)
bpmn-source = Дереккөз: { $document }, { $line }-жол
bpmn-language = Бұл файл қазақ тілінде; портал осы процесті орыс және ағылшын тілдерінде де береді.
