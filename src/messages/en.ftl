# What copydesk says in English. Names in braces are arguments.

# Fixes: the figure as it stands and as it would be.
fix-change = Change “{ $from }” to “{ $to }”
# A place that a finding was held against.
related-says = the text says “{ $text }” here
related-says-total = the total that does not fit stands here

unit-conversion = { $from } is { $right }, not { $written }
# 1.2 trillion VND is about $47 million, not $4.7 million: a factor of 10 (1 USD = 25,461 VND, 2024-05)
currency-slip = { $from } is about { $right }, not { $written }: off by a factor of { $factor } ({ $rate }, { $basis ->
    [stated] as the article says
    [parity] fixed
    [desk] the desk’s own
    [ever] over the years
   *[month] { $month }
})
currency-off = { $from } is about { $right }, not { $written } ({ $rate }, { $basis ->
    [stated] as the article says
    [parity] fixed
    [desk] the desk’s own
    [ever] over the years
   *[month] { $month }
})
currency-others = { $from } ({ $written }) makes { $rate } { $pair }, but { $other } makes { $theirs }
number-format = { $written } is written { $right } here
related-rate = the article states this rate: { $text }
scale-word-foreign = “{ $word }” is not a word of this language: { $written } is { $right }
scale-word-equivalent = { $written } does not fit { $other }: { $right } would
scale-word-elsewhere = { $written } is { $right } elsewhere in the article ({ $other })
scale-word-compared = { $written } beside { $other } differs by a factor of { $factor }: { $right } would fit
# 10 of 14 leaves 4 of 14, not 4/10
part-of-whole-share = { $part } of { $whole } leaves { $rest } of { $whole }, not { $written }
# 240 − 168 is 72, not 82
part-of-whole-count = { $sum } leaves { $rest }, not { $written }
# 70 + 40 = 110, not 120
sum-of-parts = { $sum } = { $result }, not { $written }
# 45 + 40 + 25 = 110%, not 100%
sum-of-parts-shares = { $sum } = { $result }%, not 100%
list-count = { $written } announced, { $count } listed
list-count-items = { $count } items are listed here
range-order = { $upper } is more than { $lower }: the ends of this range stand the wrong way round
# 32 of 30 is more than there are
part-of-whole-more = { $part } of { $whole } is more than there are
part-of-whole-percent = { $sum } leaves { $rest }, not { $written }
# 25 of 28 is 89%, not 80%
percentage = { $part } of { $whole } is { $right }, not { $written }
part-of-whole-fraction = { $share } of { $whole } is { $right }, not { $written }
# 300 million to 345 million is up 15%, not 25%
growth-up = { $from } to { $to } is up { $right }, not { $written }
growth-down = { $from } to { $to } is down { $right }, not { $written }
growth-points = { $from } to { $to } is { $right }, not { $written }
growth-factor = { $from } to { $to } is { $right } times as much, not “{ $written }”
growth-not-up = { $from } to { $to } is a fall, not a rise
growth-not-down = { $from } to { $to } is a rise, not a fall

stale-ignore = This silences nothing: “{ $code }” finds nothing in what follows
stale-ignore-unknown = There is no check “{ $code }”
stale-ignore-near = There is no check “{ $code }”; did you mean “{ $near }”?
fix-remove-comment = Remove the comment
stet-comment = Stet: leave as it is (a comment before the paragraph)

# the headline says 640 jobs, here 460 people
repeated-claim-headline = the headline says “{ $other }”, here it is “{ $written }”
repeated-claim = “{ $other }” before, “{ $written }” here

date-weekday = { $date } is a { $right }, not a { $written }
date-weekday-year = { $date } is a { $right } in { $year }, not a { $written }
date-impossible = There is no { $written }: the month has { $days } days
date-leap-day = There is no { $written }: { $year } is not a leap year
date-backwards = “{ $written }” ends before it begins
date-age = From { $from } to { $until } makes an age of { $right }, not { $written }
date-anniversary = From { $from } to { $until } makes { $right } years, not { $written }
date-ago = { $from } is { $right } years before { $until }, not { $written }
date-length-years = From { $from } to { $until } is { $right } years, not { $written }
date-length-months = These dates are { $right } months apart, not { $written }
date-length-weeks = These dates are { $right } weeks apart, not { $written }
date-length-days = These dates are { $right } days apart, not { $written }

## Faults in settings

settings-no-file = This is no plain file, and is not read
settings-syntax = This cannot be read as TOML: { $detail }
settings-unknown-key = There is no setting “{ $key }”
settings-unknown-key-near = There is no setting “{ $key }”; did you mean “{ $near }”?
settings-wants-text = “{ $key }” takes a text in quotation marks, not { $got }
settings-wants-list = “{ $key }” takes a list in square brackets, not { $got }
settings-wants-table = “{ $key }” is a section of settings, not { $got }
settings-wants-object = Settings are an object with keys such as “checks”
settings-wants-share = “{ $key }” takes a number from 0 to 1 (0.07 for 7%), not { $got }
settings-one-of = “{ $key }” cannot be “{ $got }”; it is one of: { $choices }
settings-one-of-near = “{ $key }” cannot be “{ $got }”; did you mean “{ $near }”?
settings-language = “{ $got }” is not a language code such as “fr”
settings-language-unread = “{ $got }” is a language that copydesk does not read; it reads: { $known }
settings-currency = “{ $got }” is not a currency code in capitals such as “USD”
settings-glob = “{ $got }” is not a file name pattern: { $detail }
settings-version-pattern = “{ $got }” does not say how versions of a story are named: it takes {"{slug}"}, {"{lang}"} and, if need be, {"{ext}"}
settings-missing = This entry lacks “{ $key }”
places-column = There is no column “{ $got }” in a list of places; there are codes of languages and { $known }
places-missing = “{ $column }” is missing here: every place of the list has a name and a country
places-cells = “{ $got }” stands in no column: the first line has fewer
places-country = “{ $got }” is not a code of a country such as “VN”
places-kind = “{ $got }” is no kind of place; it is one of: { $known }
places-month = “{ $got }” is neither a year nor a month such as “2025-07”
places-people = “{ $got }” is not a whole number of people
places-place = “{ $got }” is no place of that country that is known

## Reports

report-files = { $plural ->
    [one] 1 file
   *[other] { $count } files
}
report-errors = { $plural ->
    [one] 1 error
   *[other] { $count } errors
}
report-warnings = { $plural ->
    [one] 1 warning
   *[other] { $count } warnings
}
report-informations = { $count } for information
report-hints = { $plural ->
    [one] 1 hint
   *[other] { $count } hints
}
report-summary = { $list } in { $files }
report-nothing = Nothing found in { $files }
report-safe = { $plural ->
    [one] {"; "}1 can be mended with --fix
   *[other] {"; "}{ $count } can be mended with --fix
}
report-mended = {"; "}{ $count } mended
report-figures = { $plural ->
    [zero] No figures in { $files }
    [one] 1 figure in { $files }
   *[other] { $count } figures in { $files }
}

## Pages

page-findings = Findings
page-facts = Fact sheet
page-errors = Files that could not be checked
page-checked = Checked
page-figure = Figure
page-value = Value
page-of-what = Of what
page-sentence = Sentence
page-place = Place
page-place-is = What it is
picture-written = as written
picture-fits = would fit
picture-beside = held against
picture-parts = the parts together
page-story = Story: { $name }
page-versions = { $count } versions
page-contents = Articles
page-to-facts = Fact sheet of this article
page-quiet = Nothing found
page-severity = { $severity ->
    [error] error
    [warning] warning
    [information] information
   *[hint] hint
}
page-no-figures = No figures
page-state = Versions
page-finding = Finding
page-state-of = { $state ->
    [same] same
    [hint] may differ
    [differs] differs
   *[alone] only here
}

## The command line

cli-not-found = There is no such file or folder
cli-unreadable = This cannot be read: { $detail }
cli-not-utf8 = This is not UTF-8 text (byte { $byte }); save it again with the encoding UTF-8
cli-fault = A fault in copydesk kept this from being checked; please report it with the article
cli-too-large = This has more than { $limit } MB, the most that copydesk reads
server-too-large = This has { $size } MB; copydesk reads documents of up to { $limit } MB
server-capped = The { $shown } gravest of { $found } findings are shown
cli-unwritable = This cannot be written: { $detail }
cli-read-only = This is read-only or no plain file; it was not changed. Make it writable and run --fix again
cli-changed = This was changed by somebody else in the meantime; it was not changed again. Run --fix once more
cli-output = The report cannot be written: { $detail }
cli-stdin-filename = --stdin-filename is for standard input: give “-” as the path
cli-baseline = This is not a report of --format json: { $detail }. Write one: copydesk check --format json > old.json
cli-init = { $path } is written; every setting in it is an example. Take the # from those that you want
cli-init-exists = This is there already; it was not changed. Give another folder: copydesk init FOLDER
cli-fix-stdin = --fix cannot change standard input; --diff shows what it would do
cli-rates-line = Line { $line } is no date, currency, currency and rate such as 2024-05-17,USD,VND,25400
cli-convert-nothing = There is no figure in this text; write one with its unit, such as: copydesk convert 26.2 miles
cli-convert-unit = “{ $unit }” is no unit or currency that is known; write it as in a text, such as miles, or EUR
cli-progress = { $done } of { $total } articles
cli-not-found-near = There is no such file or folder; did you mean “{ $near }”?
cli-document = This is a { $kind } file; copydesk reads plain text, Markdown and HTML: save it as one of these
report-no-articles = No articles here: of a folder, *.md and *.txt are taken. Name other files, or set “files” in a copydesk.toml (copydesk init writes one).
cli-no-check = There is no check “{ $code }”; “copydesk explain” lists them
cli-no-check-near = There is no check “{ $code }”; did you mean “{ $near }”?

## Changes that are offered

offer-insert = Add “({ $to })” behind “{ $from }”
offer-rewrite = Write “{ $from }” as “{ $to }”
offer-format = Write “{ $from }” as “{ $to }” (number format)
offer-format-folder = Bring the numbers of all { $count } articles of the folder into the format of their language
offer-format-all = Bring all { $count } numbers of the article into the format of the language

## Hovers

# 25 of 28
hover-share = { $n } of { $m } = { $share }
hover-range = { $low } – { $high }
hover-points = { $number } percentage points
# The table of a sum in other currencies.
hover-sum = Amount
hover-rate = Rate
hover-source = Source
hover-rate-source = { $series ->
    [official] official rate (IMF)
    [parity] fixed by law
    [desk] the desk’s own
   *[market] market, monthly mean from NBP tables
}, { $when ->
    [then] { $month }, at the time
    [last] { $month }, the last that is known
   *[now] { $month }
}
# The equivalent that the article gives.
hover-beside = The article says { $other }: that makes { $rate }{ $known ->
    [yes] , { $off } from the rate of the date
   *[no] { "" }
}
hover-implied-base = { $way ->
    [up] Up
   *[down] Down
 } { $change } to { $result }: from about { $base }
hover-change = From { $base } to { $result }: { $change }
hover-vague = No exact amount: some times { $scale }
hover-weekday = { $weekday ->
    [monday] Monday
    [tuesday] Tuesday
    [wednesday] Wednesday
    [thursday] Thursday
    [friday] Friday
    [saturday] Saturday
   *[sunday] Sunday
}
hover-years-before = { $years } years before the article
hover-years-after = { $years } years after the article
# What the written precision leaves open.
hover-precision = As written: { $low } to { $high }
hover-precision-hedged = As written, before its hedge: { $low } to { $high }
hover-at-least = As written: { $low } or more
hover-at-most = As written: { $high } or less

## Versions of a story

translation-thousands = “{ $written }” here, “{ $other }” in { $path }: off by a factor of { $factor }
translation-scale = “{ $written }” here, “{ $other }” in { $path }: off by a factor of { $factor }, by “{ $word }”
translation-nought = “{ $written }” here, “{ $other }” in { $path }: a nought too many or too few
translation-decimal = “{ $written }” here, “{ $other }” in { $path }: the decimal mark is elsewhere, a comma for a point
translation-transposed = “{ $written }” here, “{ $other }” in { $path }: digits transposed
translation-digit = “{ $written }” here, “{ $other }” in { $path }: one digit is another
translation-value = “{ $written }” here, “{ $other }” in { $path }
translation-unit = “{ $written }” here, “{ $other }” in { $path }: the number is the same, the unit is another
translation-currency = “{ $written }” here, “{ $other }” in { $path }: the number is the same, the currency is another
translation-points = “{ $written }” here, “{ $other }” in { $path }: percent against percentage points
translation-year = “{ $written }” here, “{ $other }” in { $path }: another year
translation-month = “{ $written }” here, “{ $other }” in { $path }: another month
translation-day = “{ $written }” here, “{ $other }” in { $path }: another day
translation-weekday = “{ $written }” here, “{ $other }” in { $path }: another day of the week
translation-time = “{ $written }” here, “{ $other }” in { $path }: another time of day
translation-ordinal = “{ $written }” here, “{ $other }” in { $path }: another rank
translation-month-for-day = “{ $written }” here, “{ $other }” in { $path }: the number of the month stands for a day
translation-degrees = “{ $written }” here, “{ $other }” in { $path }: the degrees were not converted, others of the story were
translation-only-here = “{ $written }” is missing from the same sentence in { $path }
translation-missing = “{ $other }” of { $path } is missing from this sentence
related-version = { $path } says “{ $text }”
related-clause = the sentence in { $path }
fix-change-in = Change “{ $from }” to “{ $to }” in { $path }
cli-compare-two = a comparison takes two articles or more
compare-closing = { $versions } versions · { $disagreements } disagreements
page-compare = Versions side by side
compare-closing-one = { $versions } versions · { $disagreements } disagreement
fix-everywhere = Change it in all other versions: { $list }

## Places

fix-change-all = Change every “{ $from }” to “{ $to }”
place-variant = “{ $written }” is “{ $other }” elsewhere in the article
place-spelling = “{ $written }” is no place that is known: “{ $right }”?
place-spelling-accents = No form of { $right } has the accents of “{ $written }”
place-style = “{ $right }” is the form for “{ $written }” here
place-renamed = { $written } has been { $right } since { $since }
remember-place = Always write “{ $written }” for “{ $right }”, in copydesk.toml
place-merged = { $written } has been part of { $into } since { $since }
place-early = { $written } has been a commune or ward since { $since } only
place-kind-country = country
place-kind-division = province or state
place-kind-city = city
place-kind-district = district
place-kind-ward = commune or ward
place-kind-other = place
place-people = { $people } people
place-former = Formerly { $name }, until { $until }
place-since = Since { $since }
place-of-desk = From the desk’s own list of places
place-part-of = Part of { $into } since { $since }
cli-no-place = No place called “{ $name }” is known

## The playground
cli-playground = The playground is at { $address }
cli-playground-open = No browser could be opened: copy the address into one.
cli-playground-end = Ctrl-C ends it.
cli-playground-port = the playground cannot be served at port { $port }: { $detail }. Leave --port out, and a free one is taken.

## What can be set

setting-language = The language of every article. Else: front matter, file name (story.fr.md), then what is read.
setting-files = What a folder scan takes.
setting-currency-tolerance = How far a converted amount may be from the month's rates; 0.07 is 7 %.
setting-currency-into = Currencies that hovers show.
setting-currency-rates = The desk's own rates, which win: a CSV file with date, from, to, rate.
setting-units-into = Systems of units that hovers show.
setting-style-profile = A named house style; the keys below win over it.
setting-style-places = The form of place names in a language: its own name for the place (exonym), the native name without accents (ascii), the native name (native), or with those accents that the language's keyboard has (keyboard).
setting-places-prefer = The house's own spellings: what is read, what is wanted.
setting-places-own = The desk's own places, which no source has: a file with columns between tabs, see docs/house-styles.md.
setting-story-versions = How the language versions of a story are named.
setting-story-original = The language that stories are written in first: only the other versions are corrected.
setting-story-apart = Articles that look like versions of one story and are none.
setting-stet = Findings that were looked at and are left as they are.
about-unit-conversion = An equivalent in another unit that is wrong: 26.2 miles (50 km).
about-currency-conversion = An equivalent in another currency that the rates of its date contradict.
about-part-of-whole = Parts and remainders that contradict their whole: ten of the 14, then the remaining 4/10.
about-sum-of-parts = A total that is not the sum of its parts.
about-percentage = A percentage that contradicts the counts beside it.
about-growth = Base, result and change that contradict each other.
about-list-count = A list of more or fewer things than were announced.
about-repeated-claim = The same claim twice with different figures.
about-range-order = A range written backwards.
about-date = A weekday, age, anniversary or length of time that does not work out.
about-scale-word = A million, billion or milliard that cannot be meant.
about-translation = A figure that differs between the versions of a story.
about-number-format = Separators and currency signs that are not the language's or the house's.
about-place-variant = One place spelled in two ways in an article.
about-place-spelling = A misspelled place name.
about-place-style = A form of a place name that is not the house's.
about-place-renamed = A place name that was not in force on the article's date.
about-settings = A fault in copydesk.toml.
about-stale-ignore = A comment that silences nothing.
hover-version = { $path }: { $sentence }
hover-version-differs = ≠ { $path }: { $sentence }
hover-version-without = { $path } (without this figure): { $sentence }
offer-carry = Carry “{ $written }” through: { $list }
offer-apart = Not versions of one story: set { $path } and { $other } apart
compare-table = The same figures in a table
