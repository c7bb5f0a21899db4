# Ce que copydesk dit en français. Les noms entre accolades sont des arguments.

fix-change = Remplacer « { $from } » par « { $to } »
related-says = le texte dit ici « { $text } »
related-says-total = le total qui ne correspond pas se trouve ici

unit-conversion = { $from } font { $right }, non { $written }
currency-slip = { $from } font environ { $right }, non { $written } : une erreur d’un facteur { $factor } ({ $rate }, { $basis ->
    [stated] selon l’article
    [parity] parité fixe
    [desk] cours de la rédaction
    [ever] au fil des ans
   *[month] { $month }
})
currency-off = { $from } font environ { $right }, non { $written } ({ $rate }, { $basis ->
    [stated] selon l’article
    [parity] parité fixe
    [desk] cours de la rédaction
    [ever] au fil des ans
   *[month] { $month }
})
currency-others = { $from } ({ $written }) donnent { $rate } { $pair }, mais { $other } donnent { $theirs }
number-format = { $written } s’écrit ici { $right }
related-rate = l’article indique ce cours : { $text }
scale-word-foreign = « { $word } » n’est pas un mot de cette langue : { $written } font { $right }
scale-word-equivalent = { $written } ne correspond pas à { $other } : { $right } conviendrait
scale-word-elsewhere = { $written } : ailleurs dans l'article, c'est { $right } ({ $other })
scale-word-compared = { $written } à côté de { $other } diffère d’un facteur { $factor } : { $right } conviendrait
part-of-whole-share = { $part } sur { $whole } laissent { $rest } sur { $whole }, non { $written }
part-of-whole-count = { $sum } laisse { $rest }, non { $written }
# 70 + 40 = 110, et non 120
sum-of-parts = { $sum } = { $result }, et non { $written }
# 45 + 40 + 25 = 110 %, et non 100 %
sum-of-parts-shares = { $sum } = { $result } %, et non 100 %
list-count = annoncé : { $written } ; énumérés : { $count }
list-count-items = { $count } éléments sont énumérés ici
range-order = { $upper } est plus grand que { $lower } : les bornes de cet intervalle sont inversées
part-of-whole-more = { $part } sur { $whole }, c’est plus que le tout
part-of-whole-percent = { $sum } laisse { $rest }, non { $written }
percentage = { $part } sur { $whole } font { $right }, non { $written }
part-of-whole-fraction = { $share } de { $whole } font { $right }, non { $written }
growth-up = De { $from } à { $to }, la hausse est de { $right }, non de { $written }
growth-down = De { $from } à { $to }, la baisse est de { $right }, non de { $written }
growth-points = De { $from } à { $to }, l’écart est de { $right }, non de { $written }
growth-factor = De { $from } à { $to }, c’est { $right } fois autant, non « { $written } »
growth-not-up = De { $from } à { $to }, c’est une baisse, non une hausse
growth-not-down = De { $from } à { $to }, c’est une hausse, non une baisse

stale-ignore = Ceci ne fait rien taire : « { $code } » ne trouve rien dans ce qui suit
stale-ignore-unknown = Il n’y a pas de contrôle « { $code } »
stale-ignore-near = Il n’y a pas de contrôle « { $code } » ; vouliez-vous dire « { $near } » ?
fix-remove-comment = Supprimer le commentaire
stet-comment = Stet : laisser tel quel (un commentaire avant le paragraphe)

repeated-claim-headline = le titre dit « { $other } », ici « { $written } »
repeated-claim = « { $other } » plus haut, « { $written } » ici

date-weekday = Le { $date } est un { $right }, non un { $written }
date-weekday-year = En { $year }, le { $date } est un { $right }, non un { $written }
date-impossible = Le { $written } n’existe pas : ce mois a { $days } jours
date-leap-day = Le { $written } n’existe pas : { $year } n’est pas bissextile
date-backwards = « { $written } » finit avant de commencer
date-age = De { $from } à { $until }, l’âge est de { $right } ans, non de { $written }
date-anniversary = De { $from } à { $until }, cela fait { $right } ans, non { $written }
date-ago = { $from }, c’est { $right } ans avant { $until }, non { $written }
date-length-years = De { $from } à { $until }, il y a { $right } ans, non { $written }
date-length-months = Entre ces dates, il y a { $right } mois, non { $written }
date-length-weeks = Entre ces dates, il y a { $right } semaines, non { $written }
date-length-days = Entre ces dates, il y a { $right } jours, non { $written }

## Fautes dans les réglages

settings-no-file = Ce n’est pas un fichier ordinaire ; il n’est pas lu
settings-syntax = Ceci n’est pas du TOML lisible : { $detail }
settings-unknown-key = Le réglage « { $key } » n’existe pas
settings-unknown-key-near = Le réglage « { $key } » n’existe pas ; vouliez-vous dire « { $near } » ?
settings-wants-text = « { $key } » attend un texte entre guillemets droits, pas { $got }
settings-wants-list = « { $key } » attend une liste entre crochets, pas { $got }
settings-wants-table = « { $key } » est une section de réglages, pas { $got }
settings-wants-object = Les réglages sont un objet dont les clés sont par exemple « checks »
settings-wants-share = « { $key } » attend un nombre de 0 à 1 (0.07 pour 7 %), pas { $got }
settings-one-of = « { $key } » ne peut pas valoir « { $got } » ; valeurs possibles : { $choices }
settings-one-of-near = « { $key } » ne peut pas valoir « { $got } » ; vouliez-vous dire « { $near } » ?
settings-language = « { $got } » n’est pas un code de langue comme « fr »
settings-language-unread = « { $got } » est une langue que copydesk ne lit pas ; il lit : { $known }
settings-currency = « { $got } » n’est pas un code de monnaie en capitales comme « USD »
settings-glob = « { $got } » n’est pas un motif de noms de fichiers : { $detail }
settings-version-pattern = « { $got } » ne dit pas comment se nomment les versions d’un article : il y faut {"{slug}"}, {"{lang}"} et, au besoin, {"{ext}"}
settings-missing = Il manque « { $key } » à cette entrée
places-column = Une liste de lieux n’a pas de colonne « { $got } » ; elle a des codes de langue et { $known }
places-missing = Il manque « { $column } » ici : chaque lieu de la liste a un nom et un pays
places-cells = « { $got } » n’est dans aucune colonne : la première ligne en a moins
places-country = « { $got } » n’est pas un code de pays comme « VN »
places-kind = « { $got } » n’est pas un type de lieu ; au choix : { $known }
places-month = « { $got } » n’est ni une année ni un mois comme « 2025-07 »
places-people = « { $got } » n’est pas un nombre entier d’habitants
places-place = « { $got } » n’est pas un lieu connu de ce pays

## Comptes rendus

report-files = { $plural ->
    [zero] 0 fichier
    [one] 1 fichier
   *[other] { $count } fichiers
}
report-errors = { $plural ->
    [one] 1 erreur
   *[other] { $count } erreurs
}
report-warnings = { $plural ->
    [one] 1 avertissement
   *[other] { $count } avertissements
}
report-informations = { $count } pour information
report-hints = { $plural ->
    [one] 1 suggestion
   *[other] { $count } suggestions
}
report-summary = { $list } dans { $files }
report-nothing = Rien à signaler dans { $files }
report-safe = { $plural ->
    [one] {" ; "}1 peut être corrigé avec --fix
   *[other] {" ; "}{ $count } peuvent être corrigés avec --fix
}
report-mended = { $plural ->
    [one] {" ; "}1 corrigé
   *[other] {" ; "}{ $count } corrigés
}
report-figures = { $plural ->
    [zero] Aucun chiffre dans { $files }
    [one] 1 chiffre dans { $files }
   *[other] { $count } chiffres dans { $files }
}

## Pages

page-findings = Constats
page-facts = Fiche des chiffres
page-errors = Fichiers qui n’ont pu être vérifiés
page-checked = Vérifié
page-figure = Chiffre
page-value = Valeur
page-of-what = De quoi
page-sentence = Phrase
page-place = Lieu
page-place-is = Ce que c’est
picture-written = tel qu’écrit
picture-fits = conviendrait
picture-beside = comparé à
picture-parts = les parties ensemble
page-story = Sujet : { $name }
page-versions = { $count } versions
page-contents = Articles
page-to-facts = Fiche des chiffres de cet article
page-quiet = Rien à signaler
page-severity = { $severity ->
    [error] erreur
    [warning] avertissement
    [information] pour information
   *[hint] suggestion
}
page-no-figures = Aucun chiffre
page-state = Versions
page-finding = Constat
page-state-of = { $state ->
    [same] identique
    [hint] peut différer
    [differs] diffère
   *[alone] ici seulement
}

## La ligne de commande

cli-not-found = Ce fichier ou dossier n’existe pas
cli-unreadable = Lecture impossible : { $detail }
cli-not-utf8 = Ce n’est pas un texte en UTF-8 (octet { $byte }) ; enregistrez-le avec l’encodage UTF-8
cli-fault = Une erreur de copydesk a empêché la vérification ; merci de la signaler avec l’article
cli-too-large = Ce fichier dépasse { $limit } Mo, le plus que copydesk lise
server-too-large = Ce document a { $size } Mo ; copydesk lit jusqu’à { $limit } Mo
server-capped = Seules les { $shown } remarques les plus graves sur { $found } sont affichées
cli-unwritable = Écriture impossible : { $detail }
cli-read-only = Le fichier est en lecture seule ou n’est pas un fichier ordinaire ; il n’a pas été modifié. Rendez-le modifiable et relancez --fix
cli-changed = Le fichier a été modifié entre-temps ; il a été laissé en l’état. Relancez --fix
cli-output = Impossible d’écrire le compte rendu : { $detail }
cli-stdin-filename = --stdin-filename concerne l’entrée standard : donnez « - » comme chemin
cli-baseline = Ceci n’est pas un rapport de --format json : { $detail }. Pour en écrire un : copydesk check --format json > old.json
cli-init = { $path } est écrit ; chaque réglage y est un exemple. Ôtez le # de ceux que vous voulez
cli-init-exists = Ce fichier existe déjà ; il n’a pas été modifié. Donnez un autre dossier : copydesk init DOSSIER
cli-fix-stdin = --fix ne peut pas modifier l’entrée standard ; --diff montre ce qu’il ferait
cli-rates-line = La ligne { $line } n’est pas une date, deux monnaies et un cours comme 2024-05-17,USD,VND,25400
cli-convert-nothing = Il n’y a pas de chiffre dans ce texte ; écrivez-le avec son unité, par exemple : copydesk convert 42 km
cli-convert-unit = « { $unit } » n’est ni une unité ni une monnaie connue ; écrivez-la comme dans un texte, par exemple km, ou EUR
cli-progress = { $done } articles sur { $total }
cli-not-found-near = Ce fichier ou dossier n’existe pas ; vouliez-vous dire « { $near } » ?
cli-document = Ceci est un fichier { $kind } ; copydesk lit le texte brut, le Markdown et le HTML : enregistrez-le sous l’une de ces formes
report-no-articles = Aucun article ici : d’un dossier, copydesk prend *.md et *.txt. Nommez d’autres fichiers, ou réglez « files » dans un copydesk.toml (copydesk init en écrit un).
cli-no-check = La vérification « { $code } » n’existe pas ; « copydesk explain » en donne la liste
cli-no-check-near = La vérification « { $code } » n’existe pas ; vouliez-vous dire « { $near } » ?

## Changements proposés

offer-insert = Ajouter « ({ $to }) » après « { $from } »
offer-rewrite = Écrire « { $from } » sous la forme « { $to } »
offer-format = Écrire « { $from } » sous la forme « { $to } » (format des nombres)
offer-format-folder = Mettre les nombres des { $count } articles du dossier au format de leur langue
offer-format-all = Mettre les { $count } nombres de l’article au format de la langue

## Survols

hover-share = { $n } / { $m } = { $share }
hover-range = { $low } – { $high }
hover-points = { $number } points de pourcentage
hover-sum = Montant
hover-rate = Cours
hover-source = Source
hover-rate-source = { $series ->
    [official] cours officiel (FMI)
    [parity] parité fixe
    [desk] cours de la rédaction
   *[market] marché, moyenne du mois d’après la NBP
}, { $when ->
    [then] { $month }, à l’époque
    [last] { $month }, le dernier connu
   *[now] { $month }
}
hover-beside = L’article dit { $other } : cela fait { $rate }{ $known ->
    [yes] , { $off } par rapport au cours de la date
   *[no] { "" }
}
hover-implied-base = { $way ->
    [up] En hausse
   *[down] En baisse
 } de { $change } à { $result } : c’était environ { $base }
hover-change = De { $base } à { $result } : { $change }
hover-vague = Pas de montant exact : plusieurs fois { $scale }
hover-weekday = { $weekday ->
    [monday] lundi
    [tuesday] mardi
    [wednesday] mercredi
    [thursday] jeudi
    [friday] vendredi
    [saturday] samedi
   *[sunday] dimanche
}
hover-years-before = { $years } ans avant l’article
hover-years-after = { $years } ans après l’article
hover-precision = Tel qu’écrit : de { $low } à { $high }
hover-precision-hedged = Tel qu’écrit, sans l’approximation : de { $low } à { $high }
hover-at-least = Tel qu’écrit : { $low } ou plus
hover-at-most = Tel qu’écrit : { $high } ou moins

## Versions d’un article

translation-thousands = « { $written } » ici, « { $other } » dans { $path } : un facteur { $factor } d’écart
translation-scale = « { $written } » ici, « { $other } » dans { $path } : un facteur { $factor } d’écart, par « { $word } »
translation-nought = « { $written } » ici, « { $other } » dans { $path } : un zéro de trop ou de moins
translation-decimal = « { $written } » ici, « { $other } » dans { $path } : la marque décimale est ailleurs, une virgule pour un point
translation-transposed = « { $written } » ici, « { $other } » dans { $path } : des chiffres intervertis
translation-digit = « { $written } » ici, « { $other } » dans { $path } : un chiffre en est un autre
translation-value = « { $written } » ici, « { $other } » dans { $path }
translation-unit = « { $written } » ici, « { $other } » dans { $path } : le nombre est le même, l’unité non
translation-currency = « { $written } » ici, « { $other } » dans { $path } : le nombre est le même, la monnaie non
translation-points = « { $written } » ici, « { $other } » dans { $path } : pour cent contre points de pourcentage
translation-year = « { $written } » ici, « { $other } » dans { $path } : une autre année
translation-month = « { $written } » ici, « { $other } » dans { $path } : un autre mois
translation-day = « { $written } » ici, « { $other } » dans { $path } : un autre jour
translation-weekday = « { $written } » ici, « { $other } » dans { $path } : un autre jour de la semaine
translation-time = « { $written } » ici, « { $other } » dans { $path } : une autre heure
translation-ordinal = « { $written } » ici, « { $other } » dans { $path } : un autre rang
translation-month-for-day = « { $written } » ici, « { $other } » dans { $path } : le numéro du mois tient lieu de jour
translation-degrees = « { $written } » ici, « { $other } » dans { $path } : ces degrés n’ont pas été convertis, d’autres de l’article l’ont été
translation-only-here = « { $written } » manque dans la même phrase de { $path }
translation-missing = « { $other } » de { $path } manque dans cette phrase
related-version = { $path } dit « { $text } »
related-clause = la phrase dans { $path }
fix-change-in = Remplacer « { $from } » par « { $to } » dans { $path }
cli-compare-two = il faut deux articles ou plus pour comparer
compare-closing = { $versions } versions · { $disagreements } désaccords
page-compare = Versions côte à côte
compare-closing-one = { $versions } versions · { $disagreements } désaccord
fix-everywhere = Le changer dans toutes les autres versions : { $list }

## Lieux

fix-change-all = Remplacer partout « { $from } » par « { $to } »
place-variant = « { $written } » s’écrit « { $other } » ailleurs dans l’article
place-spelling = « { $written } » n’est pas un lieu connu : « { $right } » ?
place-spelling-accents = Aucune forme de { $right } n’a les accents de « { $written } »
place-style = La forme voulue ici pour « { $written } » est « { $right } »
place-renamed = { $written } s’appelle { $right } depuis { $since }
remember-place = Toujours écrire « { $written } » pour « { $right } », dans copydesk.toml
place-merged = { $written } fait partie de { $into } depuis { $since }
place-early = { $written } n’est une commune ou un quartier que depuis { $since }
place-kind-country = pays
place-kind-division = province ou État
place-kind-city = ville
place-kind-district = district
place-kind-ward = commune ou quartier
place-kind-other = lieu
place-people = { $people } habitants
place-former = Anciennement { $name }, jusqu’en { $until }
place-since = Depuis { $since }
place-of-desk = De la liste de lieux de la maison
place-part-of = Fait partie de { $into } depuis { $since }
cli-no-place = Aucun lieu connu ne s’appelle « { $name } »

## Le bac à sable
cli-playground = Le bac à sable est à l’adresse { $address }
cli-playground-open = Aucun navigateur n’a pu être ouvert : copiez-y l’adresse vous-même.
cli-playground-end = Ctrl-C y met fin.
cli-playground-port = le bac à sable ne peut être servi au port { $port } : { $detail }. Sans --port, un port libre est choisi.

## Ce qui se règle

setting-language = La langue de tous les articles. Sinon : l’en-tête, le nom du fichier (sujet.fr.md), puis le texte lui-même.
setting-files = Ce que prend la lecture d’un dossier.
setting-currency-tolerance = L’écart admis entre un montant converti et les cours du mois ; 0.07 vaut 7 %.
setting-currency-into = Les monnaies que montrent les infobulles.
setting-currency-rates = Les cours de la maison, qui l’emportent : un fichier CSV avec date, from, to, rate.
setting-units-into = Les systèmes d’unités que montrent les infobulles.
setting-style-profile = Un style maison par son nom ; les clés ci-dessous l’emportent sur lui.
setting-style-places = La forme des noms de lieux dans une langue : le nom qu’elle donne au lieu (exonym), le nom local sans accents (ascii), le nom local (native), ou avec les accents que son clavier possède (keyboard).
setting-places-prefer = Les graphies de la maison : ce qui est lu, ce qui est voulu.
setting-places-own = Les lieux de la maison, que nulle source n’a : un fichier à colonnes séparées par des tabulations, voir docs/house-styles.md.
setting-story-versions = Comment se nomment les versions d’un article dans d’autres langues.
setting-story-original = La langue dans laquelle les articles sont d’abord écrits : seules les autres versions sont corrigées.
setting-story-apart = Des articles qui ressemblent à des versions d’un même article sans l’être.
setting-stet = Les signalements qui ont été examinés et restent tels quels.
about-unit-conversion = Un équivalent dans une autre unité qui est faux : 42 km (20 miles).
about-currency-conversion = Un équivalent dans une autre monnaie que les cours de sa date contredisent.
about-part-of-whole = Des parts et des restes qui contredisent leur tout : dix des 14, puis les 4/10 restants.
about-sum-of-parts = Un total qui n’est pas la somme de ses parties.
about-percentage = Un pourcentage que contredisent les nombres qui l’accompagnent.
about-growth = Un départ, un résultat et une variation qui se contredisent.
about-list-count = Une liste de plus ou de moins de choses qu’annoncé.
about-repeated-claim = La même affirmation deux fois avec des chiffres différents.
about-range-order = Une fourchette écrite à l’envers.
about-date = Un jour de semaine, un âge, un anniversaire ou une durée qui ne tombe pas juste.
about-scale-word = Un million, billion ou milliard qui ne peut être voulu.
about-translation = Un chiffre qui diffère entre les versions d’un article.
about-number-format = Des séparateurs ou signes monétaires qui ne sont pas ceux de la langue ou de la maison.
about-place-variant = Un lieu écrit de deux façons dans un article.
about-place-spelling = Un nom de lieu mal orthographié.
about-place-style = Une forme d’un nom de lieu qui n’est pas celle de la maison.
about-place-renamed = Un nom de lieu qui n’avait pas cours à la date de l’article.
about-settings = Une faute dans copydesk.toml.
about-stale-ignore = Un commentaire qui ne fait rien taire.
hover-version = { $path } : { $sentence }
hover-version-differs = ≠ { $path } : { $sentence }
hover-version-without = { $path } (sans ce chiffre) : { $sentence }
offer-carry = Reporter « { $written } » partout : { $list }
offer-apart = Pas le même article : séparer { $path } et { $other }
compare-table = Les mêmes chiffres en tableau
