application-kind = Application as submitted
application-hash = SHA-256 of the document:
application-link = My application
