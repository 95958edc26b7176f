services-heading = Services
services-search-label = Find a service
services-search-example = For example: care
services-search-button = Search
services-count = { $n ->
    [0] No service found
    [one] { $n } service
   *[other] { $n } services
}
services-count-for = { $n ->
    [0] Nothing found for “{ $words }”
    [one] { $n } service found for “{ $words }”
   *[other] { $n } services found for “{ $words }”
}
services-searched = We searched for “{ $searched }”. You typed “{ $typed }”.
services-place = Region: { $place }.
services-everywhere = Search all regions
services-not-here = { $region }: the act of this region has no such service.
services-online = Online: { $regions }
services-regions = Regions:
services-other-regions = Other regions:
services-other-editions = Other editions:
services-edition = { $region }, { $year }
services-ended-tag = No longer provided
services-repealed-tag = Repealed act
services-all-repealed = These services are shown by acts that are no longer in force.
services-none-here = The portal has no service for this situation in this region.
services-none-found = Try shorter or other words.
services-near = Did you mean:
services-none-situations = Choose a life situation
services-none-next = See all services of the portal or call the unified contact centre:
services-all = Show all services
services-by-life = Life situation
services-by-region = Region
services-filter-off = Show all
