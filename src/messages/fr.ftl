# Ce que copydesk dit en français. Les noms entre accolades sont des arguments.

fix-change = Remplacer « { $from } » par « { $to } »
related-says = le texte dit ici « { $text } »

unit-conversion = { $from } font { $right }, non { $written }
part-of-whole-share = { $part } sur { $whole } laissent { $rest } sur { $whole }, non { $written }
part-of-whole-count = { $sum } laisse { $rest }, non { $written }
