bpmn-granted = Service provided
bpmn-abandoned = The office ended the case
bpmn-withdrawn = Application withdrawn
bpmn-refused = Service refused
bpmn-limit = Limit: { $limit } (“{ $quote }”)
bpmn-source = Source: { $document }, line { $line }
bpmn-language = This file is in English; the portal gives the same process in Kazakh and Russian.
