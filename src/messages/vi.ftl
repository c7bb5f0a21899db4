# Những điều copydesk nói bằng tiếng Việt. Tên trong ngoặc nhọn là tham số.

fix-change = Sửa “{ $from }” thành “{ $to }”
fix-change-in = Sửa “{ $from }” thành “{ $to }” trong { $path }
fix-change-all = Sửa mọi “{ $from }” thành “{ $to }”
fix-everywhere = Sửa trong mọi bản khác: { $list }
fix-remove-comment = Xóa dòng chú thích
stet-comment = Stet: giữ nguyên (thêm chú thích trước đoạn)
related-says = ở đây bài viết “{ $text }”
related-says-total = tổng không khớp nằm ở đây
related-version = { $path } viết “{ $text }”
related-clause = câu đó trong { $path }

unit-conversion = { $from } là { $right }, không phải { $written }
part-of-whole-share = { $part } trên { $whole } còn lại { $rest } trên { $whole }, không phải { $written }
part-of-whole-count = { $sum } còn { $rest }, không phải { $written }
part-of-whole-more = { $part } trên { $whole } là nhiều hơn tổng số
part-of-whole-percent = { $sum } còn { $rest }, không phải { $written }
part-of-whole-fraction = { $share } của { $whole } là { $right }, không phải { $written }
sum-of-parts = { $sum } = { $result }, không phải { $written }
sum-of-parts-shares = { $sum } = { $result }%, không phải 100%
list-count = nói { $written }, liệt kê { $count }
list-count-items = ở đây liệt kê { $count } mục
range-order = { $upper } lớn hơn { $lower }: hai đầu của khoảng này bị đảo ngược
percentage = { $part } trên { $whole } là { $right }, không phải { $written }
growth-up = từ { $from } lên { $to } là tăng { $right }, không phải { $written }
growth-down = từ { $from } xuống { $to } là giảm { $right }, không phải { $written }
growth-points = từ { $from } đến { $to } là { $right }, không phải { $written }
growth-factor = từ { $from } đến { $to } là gấp { $right } lần, không phải “{ $written }”
growth-not-up = từ { $from } đến { $to } là giảm, không phải tăng
growth-not-down = từ { $from } đến { $to } là tăng, không phải giảm

currency-slip = { $from } vào khoảng { $right }, không phải { $written }: lệch { $factor } lần ({ $rate }, { $basis ->
    [stated] như bài viết nêu
    [parity] cố định
    [desk] của tòa soạn
    [ever] qua các năm
   *[month] { $month }
})
currency-off = { $from } vào khoảng { $right }, không phải { $written } ({ $rate }, { $basis ->
    [stated] như bài viết nêu
    [parity] cố định
    [desk] của tòa soạn
    [ever] qua các năm
   *[month] { $month }
})
currency-others = { $from } ({ $written }) tức { $rate } { $pair }, nhưng { $other } tức { $theirs }
number-format = { $written } ở đây viết là { $right }
related-rate = bài viết nêu tỷ giá này: { $text }
scale-word-foreign = “{ $word }” không phải từ của ngôn ngữ này: { $written } là { $right }
scale-word-equivalent = { $written } không khớp với { $other }: { $right } thì khớp
scale-word-elsewhere = { $written }: chỗ khác trong bài là { $right } ({ $other })
scale-word-compared = { $written } bên cạnh { $other } lệch { $factor } lần: { $right } thì khớp

stale-ignore = Chú thích này không tắt gì cả: “{ $code }” không thấy lỗi nào ở phần tiếp theo
stale-ignore-unknown = Không có phép kiểm tra “{ $code }”
stale-ignore-near = Không có phép kiểm tra “{ $code }”; có phải là “{ $near }”?

repeated-claim-headline = tiêu đề viết “{ $other }”, ở đây là “{ $written }”
repeated-claim = ở trên “{ $other }”, ở đây “{ $written }”

date-weekday = { $date } là { $right }, không phải { $written }
date-weekday-year = { $date } năm { $year } là { $right }, không phải { $written }
date-impossible = Không có ngày { $written }: tháng này có { $days } ngày
date-leap-day = Không có ngày { $written }: { $year } không phải năm nhuận
date-backwards = “{ $written }” kết thúc trước khi bắt đầu
date-age = Từ { $from } đến { $until } là { $right } tuổi, không phải { $written }
date-anniversary = Từ { $from } đến { $until } là { $right } năm, không phải { $written }
date-ago = { $from } cách { $until } { $right } năm, không phải { $written }
date-length-years = Từ { $from } đến { $until } là { $right } năm, không phải { $written }
date-length-months = Hai ngày này cách nhau { $right } tháng, không phải { $written }
date-length-weeks = Hai ngày này cách nhau { $right } tuần, không phải { $written }
date-length-days = Hai ngày này cách nhau { $right } ngày, không phải { $written }

translation-thousands = ở đây “{ $written }”, trong { $path } “{ $other }”: lệch { $factor } lần
translation-scale = ở đây “{ $written }”, trong { $path } “{ $other }”: lệch { $factor } lần, do “{ $word }”
translation-nought = ở đây “{ $written }”, trong { $path } “{ $other }”: thừa hoặc thiếu một số 0
translation-decimal = ở đây “{ $written }”, trong { $path } “{ $other }”: dấu thập phân đặt khác chỗ, dấu phẩy thay dấu chấm
translation-transposed = ở đây “{ $written }”, trong { $path } “{ $other }”: chữ số bị đảo
translation-digit = ở đây “{ $written }”, trong { $path } “{ $other }”: một chữ số khác
translation-value = ở đây “{ $written }”, trong { $path } “{ $other }”
translation-unit = ở đây “{ $written }”, trong { $path } “{ $other }”: cùng con số, khác đơn vị
translation-currency = ở đây “{ $written }”, trong { $path } “{ $other }”: cùng con số, khác đồng tiền
translation-points = ở đây “{ $written }”, trong { $path } “{ $other }”: phần trăm và điểm phần trăm
translation-year = ở đây “{ $written }”, trong { $path } “{ $other }”: khác năm
translation-month = ở đây “{ $written }”, trong { $path } “{ $other }”: khác tháng
translation-day = ở đây “{ $written }”, trong { $path } “{ $other }”: khác ngày
translation-weekday = ở đây “{ $written }”, trong { $path } “{ $other }”: khác thứ trong tuần
translation-time = ở đây “{ $written }”, trong { $path } “{ $other }”: khác giờ
translation-ordinal = ở đây “{ $written }”, trong { $path } “{ $other }”: khác thứ hạng
translation-month-for-day = ở đây “{ $written }”, trong { $path } “{ $other }”: số của tháng bị viết thành ngày
translation-degrees = ở đây “{ $written }”, trong { $path } “{ $other }”: nhiệt độ này chưa được quy đổi, những nhiệt độ khác trong bài thì đã
translation-only-here = “{ $written }” không có trong câu đó ở { $path }
translation-missing = “{ $other }” của { $path } không có trong câu này

place-variant = “{ $written }” được viết là “{ $other }” ở chỗ khác trong bài
place-spelling = không có địa danh “{ $written }”: có phải “{ $right }”?
place-spelling-accents = Không dạng nào của { $right } có dấu như “{ $written }”
place-style = “{ $right }” là dạng dùng ở đây thay cho “{ $written }”
place-renamed = { $written } mang tên { $right } từ { $since }
remember-place = Luôn viết “{ $written }” thay cho “{ $right }”, trong copydesk.toml
place-merged = { $written } thuộc { $into } từ { $since }
place-early = { $written } chỉ là xã, phường từ { $since }
place-kind-country = quốc gia
place-kind-division = tỉnh hoặc bang
place-kind-city = thành phố
place-kind-district = huyện
place-kind-ward = xã hoặc phường
place-kind-other = địa danh
place-people = { $people } người
place-former = Trước đây là { $name }, đến { $until }
place-since = Từ { $since }
place-of-desk = Từ danh sách địa danh của tòa soạn
place-part-of = Thuộc { $into } từ { $since }
cli-no-place = Không có địa danh nào tên là “{ $name }”

## Lỗi trong tệp cài đặt

settings-no-file = Đây không phải tệp thường nên không được đọc
settings-syntax = Không đọc được như TOML: { $detail }
settings-unknown-key = Không có cài đặt “{ $key }”
settings-unknown-key-near = Không có cài đặt “{ $key }”; có phải “{ $near }”?
settings-wants-text = “{ $key }” phải là chữ trong ngoặc kép, không phải { $got }
settings-wants-list = “{ $key }” phải là danh sách trong ngoặc vuông, không phải { $got }
settings-wants-table = “{ $key }” là một mục cài đặt, không phải { $got }
settings-wants-object = Cài đặt là một đối tượng với các khóa như “checks”
settings-wants-share = “{ $key }” phải là số từ 0 đến 1 (0.07 là 7%), không phải { $got }
settings-one-of = “{ $key }” không thể là “{ $got }”; phải là một trong: { $choices }
settings-one-of-near = “{ $key }” không thể là “{ $got }”; có phải “{ $near }”?
settings-language = “{ $got }” không phải mã ngôn ngữ như “fr”
settings-language-unread = copydesk không đọc được ngôn ngữ “{ $got }”; đọc được: { $known }
settings-currency = “{ $got }” không phải mã tiền tệ viết hoa như “USD”
settings-glob = “{ $got }” không phải mẫu tên tệp: { $detail }
settings-version-pattern = “{ $got }” không nói các bản của một bài được đặt tên thế nào: cần {"{slug}"}, {"{lang}"} và, nếu cần, {"{ext}"}
settings-missing = Mục này thiếu “{ $key }”
places-column = Danh sách địa danh không có cột “{ $got }”; có mã ngôn ngữ và { $known }
places-missing = Ở đây thiếu “{ $column }”: mỗi địa danh trong danh sách cần tên và quốc gia
places-cells = “{ $got }” không thuộc cột nào: dòng đầu có ít cột hơn
places-country = “{ $got }” không phải mã quốc gia như “VN”
places-kind = “{ $got }” không phải loại địa danh; chọn một trong: { $known }
places-month = “{ $got }” không phải năm, cũng không phải tháng như “2025-07”
places-people = “{ $got }” không phải số dân nguyên
places-place = “{ $got }” không phải địa danh đã biết của nước đó

## Báo cáo

report-files = { $count } tệp
report-errors = { $count } lỗi
report-warnings = { $count } cảnh báo
report-informations = { $count } thông tin
report-hints = { $count } gợi ý
report-summary = { $list } trong { $files }
report-nothing = Không thấy gì trong { $files }
report-safe = {"; "}{ $count } chỗ có thể sửa bằng --fix
report-mended = {"; "}đã sửa { $count }
report-figures = { $plural ->
    [zero] Không có con số nào trong { $files }
   *[other] { $count } con số trong { $files }
}

## Trang

page-findings = Phát hiện
page-facts = Bảng số liệu
page-errors = Các tệp không kiểm tra được
page-checked = Đã kiểm
page-figure = Con số
page-value = Giá trị
page-of-what = Của cái gì
page-sentence = Câu
page-place = Địa danh
page-place-is = Là gì
picture-written = như đã viết
picture-fits = sẽ khớp
picture-beside = so với
picture-parts = các phần cộng lại
page-story = Tin: { $name }
page-versions = { $count } bản
page-contents = Các bài
page-to-facts = Bảng số liệu của bài này
page-quiet = Không thấy gì
page-severity = { $severity ->
    [error] lỗi
    [warning] cảnh báo
    [information] thông tin
   *[hint] gợi ý
}
page-no-figures = Không có con số
page-state = Các bản
page-finding = Nhận xét
page-state-of = { $state ->
    [same] giống nhau
    [hint] có thể khác
    [differs] khác nhau
   *[alone] chỉ ở đây
}
page-compare = Các bản cạnh nhau
compare-closing = { $versions } bản · { $disagreements } chỗ khác nhau
compare-closing-one = { $versions } bản · { $disagreements } chỗ khác nhau

## Dòng lệnh

cli-not-found = Không có tệp hay thư mục này
cli-unreadable = Không đọc được: { $detail }
cli-not-utf8 = Đây không phải văn bản UTF-8 (byte { $byte }); hãy lưu lại với mã hóa UTF-8
cli-fault = Một lỗi của copydesk khiến tệp này không được kiểm tra; xin báo lại kèm bài viết
cli-too-large = Tệp này vượt quá { $limit } MB, mức tối đa copydesk đọc
server-too-large = Văn bản này có { $size } MB; copydesk đọc tối đa { $limit } MB
server-capped = Chỉ hiện { $shown } nhận xét nặng nhất trong { $found }
cli-unwritable = Không ghi được: { $detail }
cli-read-only = Tệp chỉ đọc hoặc không phải tệp thường; không bị sửa. Hãy cho phép ghi rồi chạy lại --fix
cli-changed = Trong lúc đó có người khác sửa tệp này; không sửa lần nữa. Hãy chạy lại --fix
cli-output = Không ghi được báo cáo: { $detail }
cli-stdin-filename = --stdin-filename chỉ dùng cho đầu vào chuẩn: hãy đưa “-” làm đường dẫn
cli-baseline = Đây không phải báo cáo của --format json: { $detail }. Viết một báo cáo: copydesk check --format json > old.json
cli-init = Đã ghi { $path }; mọi cài đặt trong đó đều là ví dụ. Bỏ dấu # ở những cài đặt cần dùng
cli-init-exists = Tệp này đã có; không bị sửa. Hãy nêu thư mục khác: copydesk init THƯ_MỤC
cli-rates-line = Dòng { $line } không phải ngày, tiền, tiền và tỷ giá như 2024-05-17,USD,VND,25400
cli-convert-nothing = Không có con số nào trong văn bản này; hãy viết nó kèm đơn vị, ví dụ: copydesk convert 42 km
cli-convert-unit = Không có đơn vị hay đồng tiền nào tên là “{ $unit }”; hãy viết như trong bài, ví dụ km, hoặc EUR
cli-fix-stdin = --fix không sửa được đầu vào chuẩn; --diff cho xem sẽ sửa gì
cli-progress = { $done } trên { $total } bài
cli-not-found-near = Không có tệp hay thư mục này; có phải “{ $near }” không?
cli-document = Đây là tệp { $kind }; copydesk đọc văn bản thuần, Markdown và HTML: hãy lưu bài dưới một trong các dạng đó
report-no-articles = Không có bài nào ở đây: trong thư mục, copydesk đọc *.md và *.txt. Hãy nêu tên tệp khác, hoặc đặt “files” trong copydesk.toml (copydesk init sẽ viết một tệp).
cli-no-check = Không có phép kiểm tra “{ $code }”; “copydesk explain” liệt kê tất cả
cli-no-check-near = Không có phép kiểm tra “{ $code }”; có phải “{ $near }”?
cli-compare-two = cần ít nhất hai bài để so sánh

## Khi trỏ vào

hover-share = { $n } trên { $m } = { $share }
hover-range = { $low } – { $high }
hover-points = { $number } điểm phần trăm
hover-precision = Theo cách viết: { $low } đến { $high }
hover-precision-hedged = Theo cách viết, chưa tính từ ước lượng: { $low } đến { $high }
hover-at-least = Theo cách viết: từ { $low } trở lên
hover-at-most = Theo cách viết: đến { $high }
hover-sum = Số tiền
hover-rate = Tỷ giá
hover-source = Nguồn
hover-rate-source = { $series ->
    [official] tỷ giá chính thức (IMF)
    [parity] cố định theo luật
    [desk] của tòa soạn
   *[market] thị trường, trung bình tháng tính từ bảng của NBP
}, { $when ->
    [then] { $month }, vào lúc đó
    [last] { $month }, tháng cuối được biết
   *[now] { $month }
}
hover-beside = Bài viết ghi { $other }: tức { $rate }{ $known ->
    [yes] , lệch { $off } so với tỷ giá lúc đó
   *[no] { "" }
}
hover-implied-base = { $way ->
    [up] Tăng
   *[down] Giảm
 } { $change }, nay là { $result }: trước đó khoảng { $base }
hover-change = Từ { $base } đến { $result }: { $change }
hover-vague = Không có con số chính xác: vài lần { $scale }
hover-weekday = { $weekday ->
    [monday] thứ Hai
    [tuesday] thứ Ba
    [wednesday] thứ Tư
    [thursday] thứ Năm
    [friday] thứ Sáu
    [saturday] thứ Bảy
   *[sunday] Chủ nhật
}
hover-years-before = { $years } năm trước bài viết
hover-years-after = { $years } năm sau bài viết
offer-insert = Thêm “({ $to })” sau “{ $from }”
offer-rewrite = Viết “{ $from }” thành “{ $to }”
offer-format = Viết “{ $from }” thành “{ $to }” (định dạng số)
offer-format-folder = Đưa các con số của cả { $count } bài trong thư mục về định dạng của ngôn ngữ
offer-format-all = Sửa định dạng cả { $count } con số trong bài

## Trang thử nghiệm
cli-playground = Trang thử nghiệm ở địa chỉ { $address }
cli-playground-open = Không mở được trình duyệt nào: hãy tự chép địa chỉ vào trình duyệt.
cli-playground-end = Nhấn Ctrl-C để kết thúc.
cli-playground-port = không thể mở trang thử nghiệm ở cổng { $port }: { $detail }. Bỏ --port để dùng một cổng còn trống.

## Những gì có thể thiết lập

setting-language = Ngôn ngữ của mọi bài. Nếu không: phần đầu bài, tên tệp (bai.vi.md), rồi chính nội dung.
setting-files = Những tệp được đọc khi quét một thư mục.
setting-currency-tolerance = Số tiền quy đổi được phép lệch bao nhiêu so với tỷ giá của tháng; 0.07 là 7 %.
setting-currency-into = Các loại tiền hiện ra khi rê chuột.
setting-currency-rates = Tỷ giá riêng của tòa soạn, được ưu tiên: tệp CSV với date, from, to, rate.
setting-units-into = Các hệ đơn vị hiện ra khi rê chuột.
setting-style-profile = Tên một quy cách có sẵn của tòa soạn; các khóa bên dưới được ưu tiên hơn.
setting-style-places = Cách viết địa danh trong một ngôn ngữ: tên riêng của ngôn ngữ ấy (exonym), tên bản địa không dấu (ascii), tên bản địa (native), hoặc chỉ với các dấu mà bàn phím của ngôn ngữ ấy có (keyboard).
setting-places-prefer = Cách viết riêng của tòa soạn: tên đọc thấy, tên muốn dùng.
setting-places-own = Địa danh riêng của tòa soạn, không nguồn nào có: tệp có các cột cách nhau bằng tab, xem docs/house-styles.md.
setting-story-versions = Các bản ngôn ngữ khác của một bài được đặt tên thế nào.
setting-story-original = Ngôn ngữ mà bài được viết trước tiên: chỉ các bản khác bị sửa.
setting-story-apart = Những bài trông như các bản của một bài nhưng không phải.
setting-stet = Những phát hiện đã được xem và giữ nguyên.
about-unit-conversion = Số tương đương ở đơn vị khác bị sai: 42 km (20 dặm).
about-currency-conversion = Số tiền tương đương ở loại tiền khác trái với tỷ giá của ngày đó.
about-part-of-whole = Phần và phần còn lại mâu thuẫn với tổng: mười trong số 14, rồi 4/10 còn lại.
about-sum-of-parts = Tổng không bằng các phần cộng lại.
about-percentage = Tỷ lệ phần trăm trái với các con số bên cạnh.
about-growth = Mức đầu, kết quả và mức thay đổi mâu thuẫn với nhau.
about-list-count = Danh sách có nhiều hoặc ít thứ hơn số đã nêu.
about-repeated-claim = Cùng một điều được nêu hai lần với con số khác nhau.
about-range-order = Khoảng viết ngược.
about-date = Thứ trong tuần, tuổi, ngày kỷ niệm hoặc khoảng thời gian không khớp.
about-scale-word = Một từ triệu, tỷ hay nghìn tỷ không thể đúng.
about-translation = Con số khác nhau giữa các bản của một bài.
about-number-format = Dấu phân cách hoặc ký hiệu tiền không đúng cách viết của ngôn ngữ hay tòa soạn.
about-place-variant = Một nơi được viết theo hai cách trong một bài.
about-place-spelling = Địa danh viết sai.
about-place-style = Dạng địa danh không phải của tòa soạn.
about-place-renamed = Tên nơi không có hiệu lực vào ngày của bài.
about-settings = Một lỗi trong copydesk.toml.
about-stale-ignore = Một chú thích không tắt điều gì.
hover-version = { $path }: { $sentence }
hover-version-differs = ≠ { $path }: { $sentence }
hover-version-without = { $path } (không có con số này): { $sentence }
offer-carry = Sửa theo “{ $written }” ở mọi nơi: { $list }
offer-apart = Không phải cùng một tin: tách { $path } và { $other }
compare-table = Các con số ấy trong bảng
