act-banner-tag = Demonstration
act-banner = By an act that is no longer in force: { $region }, resolution of { $date } { $number }.
act-line = act, line { $line }
act-lines = lines: { $lines }
act-official = Official name: { $name }
act-our-wording = translated by the portal
act-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
act-calendar-days = { $n ->
    [one] { $n } calendar day
   *[other] { $n } calendar days
}
act-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
act-resource = resolution of { $date } { $number }
act-term-depends = Depends on the way and the case: see “Time limits”
act-ended = This service has not been provided since { $date }
act-ended-instead = Open the service that replaced it
