info-accessibility-heading = Accessibility
info-accessibility-lead = The portal is built to WCAG 2.2 level AA. Below is how things stand today.
info-accessibility-can = What you can do
info-accessibility-can-1 = Use every page with a keyboard and with a screen reader.
info-accessibility-can-2 = Zoom pages to 400 per cent: the text folds into one column.
info-accessibility-can-3 = Do everything with JavaScript off.
info-accessibility-can-4 = Use your device’s dark mode, high contrast and reduced motion.
info-accessibility-checked = How it was checked
info-accessibility-checked-1 = Pages are checked automatically with axe at every change.
info-accessibility-checked-2 = There has been no check together with persons with disabilities yet.
info-accessibility-limits = Known limits
info-accessibility-limits-1 = The picture of the application’s way is wide and scrolls sideways on a narrow screen. The same stands in words below it.
info-accessibility-limits-2 = Documents that you attach may themselves not be readable by a screen reader.
info-accessibility-limits-3 = There is no text in sign language or in easy language.
info-accessibility-help = If something does not work
info-accessibility-help-1 = Tell the unified contact centre at 1414. You can also apply at the office or the akim of the rural district.
info-privacy-heading = Personal data
info-privacy-lead = Here the portal says what it stores, why and for how long.
info-privacy-what = What is stored
info-privacy-what-1 = Your account: IIN, name, date of birth, contact data. The password is not stored, only its argon2id hash.
info-privacy-what-2 = The draft of the application: your answers and attached files.
info-privacy-what-3 = The submitted application: answers, files, their checksums and a log of every action on the case.
info-privacy-what-4 = The decision and the signed result.
info-privacy-what-5 = An application prepared for printing: it is closed with the code on the paper, and nobody opens it without the code.
info-privacy-what-6 = Which official opened your case and its files, and when. The page of the case shows it to you.
info-privacy-what-7 = Sessions: when, with which browser and from which address you logged in. The last part of the address is not stored.
info-privacy-what-8 = Messages that were sent to you. Of a one-time code only its hash is left once it is sent.
info-privacy-what-9 = A cookie that remembers that you are logged in, and one by which we know your device: so nobody who tries to guess your password can lock you out.
info-privacy-why = Why
info-privacy-why-1 = The data serve only the service that you chose: the steps of the act cannot be done without them.
info-privacy-why-2 = The portal asks the register of persons, so you are not asked twice.
info-privacy-who = Who sees them
info-privacy-who-1 = You.
info-privacy-who-2 = Officials who have an open or a past step in your case, the head who appoints the executor or signs the decision, and the registry that took the application in. No other official sees the case.
info-privacy-who-3 = The public check page shows only the state of the application, no names and no documents.
info-privacy-not = What is not stored
info-privacy-not-1 = Your answers to the check: unless you apply, the portal does not store them. On the way through the login they wait in a sealed cookie of your browser for { $way ->
    [one] { $way } minute
   *[other] { $way } minutes
}.
info-privacy-not-2 = The server’s log has no IIN, names, query strings or document content.
info-privacy-not-3 = There are no trackers or advertisements of other sites.
info-privacy-how-long = How long
info-privacy-how-long-1 = { $draft ->
    [0] A draft is kept until you delete it.
   *[other] A draft that nobody touches for { $draft ->
        [one] { $draft } day
       *[other] { $draft } days
    } is deleted with its files. We send you a message { $reminder ->
        [one] { $reminder } day
       *[other] { $reminder } days
    } before.
}
info-privacy-how-long-2 = An application prepared for printing is deleted after { $prepared ->
    [one] { $prepared } day
   *[other] { $prepared } days
}. You can delete it earlier.
info-privacy-how-long-3 = { $message ->
    [0] Messages that were sent are kept for ever.
    [one] A message that was sent is deleted after { $message } day.
   *[other] A message that was sent is deleted after { $message } days.
}
info-privacy-how-long-4 = A session ends and is deleted when the portal is not used for { $idle ->
    [one] { $idle } minute
   *[other] { $idle } minutes
}, and at the latest { $session ->
    [one] { $session } day
   *[other] { $session } days
} after the login.
info-privacy-how-long-5 = The cookie by which we know your device is kept for { $device ->
    [one] { $device } day
   *[other] { $device } days
}. The number of wrong passwords is forgotten after a day.
info-privacy-how-long-6 = Your account and a submitted application with its files and its log are kept for ever: the acts state no period.
info-data-heading = Data and API
info-data-lead = What is there today and what is not.
info-data-catalogue = The catalogue of services
info-data-catalogue-1 = Each regulation is one TOML file: steps, terms, requirements, documents, each with the line of the act.
info-data-catalogue-2 = The files come with the portal’s source code under the EUPL-1.2 licence.
info-data-catalogue-3 = The model and its names follow the CPSV-AP vocabulary.
info-data-api = Programming interface
info-data-api-1 = The catalogue is open to programs: as JSON, without registration or a key, from any site.
info-data-api-2 = The pictures of the application’s way can be downloaded as SVG.
info-data-addresses = Addresses
info-data-addresses-text = The answers are in three languages. Where the translation is ours, the field ours says so. In the examples PORTAL stands for the address of this portal.
info-data-all = The whole catalogue: every regulation with its steps, terms, documents and the line numbers of the act.
info-data-one = One regulation: the address holds the name of the act and that of the service.
info-data-linked = Linked data: the same catalogue in the terms of the CPSV-AP 3.2 vocabulary, as JSON-LD.
info-data-described = The OpenAPI 3.1 description: the addresses and every field of the answers.
info-data-pictures = Pictures
