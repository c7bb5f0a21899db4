# What copydesk says in English. Names in braces are arguments.

# Fixes: the figure as it stands and as it would be.
fix-change = Change “{ $from }” to “{ $to }”
# A place that a finding was held against.
related-says = the text says “{ $text }” here

unit-conversion = { $from } is { $right }, not { $written }
# 10 of 14 leaves 4 of 14, not 4/10
part-of-whole-share = { $part } of { $whole } leaves { $rest } of { $whole }, not { $written }
# 240 − 168 is 72, not 82
part-of-whole-count = { $sum } leaves { $rest }, not { $written }
