home-heading = Apply for a social service from home
home-lead = Choose a service, check whether you are entitled, see the documents. You log in only to apply.
home-situations = By life situation
home-regions = By region
home-here-now = { $n ->
    [0] no services yet
    [one] { $n } service
   *[other] { $n } services
}
home-in-regions = { $services ->
    [one] { $services } service
   *[other] { $services } services
} in { $regions ->
    [one] { $regions } region
   *[other] { $regions } regions
}
home-all = { $services ->
    [one] { $services } service
   *[other] { $services } services
} in { $regions ->
    [one] { $regions } region
   *[other] { $regions } regions
} on the portal. Show all
home-guide-heading = What am I entitled to?
home-guide-text = Answer a few questions. We show which requirements are met, each with the line of the act. Answers are not stored.
home-guide-one = One service can be checked now:
home-guide-start = Start the check
home-guide-choose = Choose a service
