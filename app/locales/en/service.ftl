service-home = Home
service-this = Service
service-term = Term
service-term-computed = Term: sum of the steps
service-price = Price
service-free = Free of charge
service-result = Result
service-how = Where to apply
service-check = Check whether you are entitled
service-apply = Apply
service-apply-note = You need not log in to check. To apply you log in with your IIN and password.
service-no-portal = The act does not provide for applying on the portal. Below you see where to go.
service-no-form = The act opens the portal for this service, but its form is not here yet. Where to apply is said below.
service-contents = On this page
service-who = Who may get it
service-documents = Documents
service-documents-intro = Each document says how far it is confirmed that it is required.
service-supply-register = The portal takes it from the register
service-supply-form = You give it in the application
service-supply-application = You fill in the application form
service-supply-attach = You attach a photo or a file
service-document-optional = optional
service-document-sometimes = depends on your situation
service-confirmed = Confirmed
service-partial = Partly confirmed
service-unknown = Unknown
service-sources = Where this list comes from
service-status-meaning = “Confirmed”: read in the act. “Partly confirmed”: read on an official page of another edition. “Unknown”: no official text was found.
service-source = { $names }. Source: { $source }.
service-channels = Where and how to apply
service-form = Form of the service
service-condition = Condition: { $who }
service-for-all = Open to all
service-others-go = Others go to: { $where }
service-offices = { $n ->
    [one] List of { $n } office
   *[other] List of { $n } offices
}
service-no-addresses = Addresses and telephones are not known: the act does not give them. Ask the unified contact centre: 1414.
service-route = The way of the application
service-route-intro = The picture is drawn from the steps of the act: a column is a performer, below a step stands the time that the act gives. Green is the result, a red frame is a refusal.
service-route-words = Read the way in words
service-route-svg = Download the picture (SVG)
service-route-bpmn = Download the process (BPMN 2.0)
service-route-starts = What starts it
service-route-refusals = If it is refused
service-no-limit = The act sets no time
service-term-heading = Terms
service-no-ordinary-term = The act states no term for the whole.
service-term-sum = Sum of the steps: { $sum }. Computed by the portal.
service-term-differs = Why the sum differs
service-term-stated = { $limit }: { $when } ({ $line }).
service-term-extension = May be extended by { $limit }: { $when } ({ $line }).
service-result-heading = Result and refusal
service-not-in-act = Not in the act: see the note
service-grounds = Grounds of refusal
service-appeal = Appeal
service-standard = Standard
service-blanks = Forms
service-blanks-open = Forms in the appendices of the act
service-blank-lost = The fields are lost in the file of the act.
service-notes = Gaps in the act
service-notes-intro = In places the act is silent or contradicts itself. The portal then takes the reading that is best for the applicant and safe.
service-notes-count = { $n ->
    [one] Show { $n } note
   *[other] Show { $n } notes
}
service-provider = Who delivers it
service-elsewhere = In other regions
service-situations = Life situations
service-act = Legal basis
service-act-lines = Text of the act: { $document }, lines { $first }–{ $last }
service-act-language = { $language ->
    [kk] The text of the act is in Kazakh.
   *[ru] The text of the act is in Russian.
} “Translated by the portal” means that the act has no such wording.
service-provider-here = The provider in your district
service-one-provider = One provider for the whole region.
service-district = Your district or city
service-district-now = { $name } (now { $now })
service-district-show = Show
service-no-address = Address and telephone are not known: the act does not give them. Ask the single contact centre: 1414.
service-phone = Telephone
service-email = E-mail
service-akim-only = Apply to the akim of the rural district only { $when }.
service-akim-also = You may also apply to the akim of the rural district.
service-compare = Compare all regions
service-act-adopted = Adopted on { $date }.
service-act-since = Applied from { $date }.
service-act-repealed = Repealed on { $date }:
service-act-unchanged = The text has no marks of amendments.
service-act-editions = Amended
service-act-at-hand = Shown here is the text after these amendments.
