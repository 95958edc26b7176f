application-kind = Поданное заявление
application-hash = SHA-256 документа:
application-link = Моё заявление
