// What the page itself says, in the languages that copydesk's messages are in.

const en = {
  kinds: {
    percent: 'percentage', 'percentage-point': 'points', money: 'money', measure: 'measure', ratio: 'share', fraction: 'fraction', multiple: 'times', date: 'date', time: 'time', score: 'score', ordinal: 'rank', country: 'country', division: 'province or state', city: 'city', district: 'district', ward: 'ward', other: 'place',
  } as Record<string, string>,
  title: 'copydesk playground',
  lead: 'Faults are planted in these stories. Rest the mouse on an underlined figure, or paste a text of your own.',
  stories: 'Stories',
  own: 'Your own text',
  ownHint: 'Paste or type an article: English, French, Vietnamese, German or Spanish.',
  editor: 'The article',
  interface: 'Language of this page',
  findings: 'Findings',
  facts: 'Fact sheet',
  versions: 'Versions',
  none: 'Nothing to report.',
  noFacts: 'No figures and no places yet.',
  noVersions: 'This story has no other version here. The ferry has three: open one of those.',
  checked: 'Checked',
  figure: 'Figure',
  value: 'Value',
  of: 'Of what',
  same: 'the same',
  differs: 'differs',
  hint: 'may differ',
  alone: 'only here',
  state: 'State',
  noDate: 'no date',
  fixes: 'What can be done here',
  noFixes: 'There is nothing to change here. Put the cursor on a figure.',
  ended: 'copydesk has ended. Run “copydesk playground” again and open the new address.',
  reset: 'Start this story over',
  licences: 'Others’ work in this page',
  keys: 'F8 next finding · Ctrl+. fixes and conversions · F12 the same figure in another version',
  error: 'Error', warning: 'Warning', info: 'Information', hintWord: 'Hint',
};

export type Words = typeof en;

const fr: Words = {
  kinds: {
    percent: 'pourcentage', 'percentage-point': 'points', money: 'argent', measure: 'mesure', ratio: 'part', fraction: 'fraction', multiple: 'fois', date: 'date', time: 'heure', score: 'score', ordinal: 'rang', country: 'pays', division: 'province ou État', city: 'ville', district: 'district', ward: 'quartier', other: 'lieu',
  } as Record<string, string>,
  title: 'copydesk, bac à sable',
  lead: 'Des fautes ont été semées dans ces articles. Posez la souris sur un chiffre souligné, ou collez un texte à vous.',
  stories: 'Articles',
  own: 'Votre texte',
  ownHint: 'Collez ou tapez un article : anglais, français, vietnamien, allemand ou espagnol.',
  editor: 'L’article',
  interface: 'Langue de cette page',
  findings: 'Signalements',
  facts: 'Fiche de faits',
  versions: 'Versions',
  none: 'Rien à signaler.',
  noFacts: 'Encore aucun chiffre ni lieu.',
  noVersions: 'Cet article n’a pas d’autre version ici. Le ferry en a trois : ouvrez-en une.',
  checked: 'Vérifié',
  figure: 'Chiffre',
  value: 'Valeur',
  of: 'De quoi',
  same: 'identique',
  differs: 'diffère',
  hint: 'peut différer',
  alone: 'ici seulement',
  state: 'État',
  noDate: 'sans date',
  fixes: 'Ce qu’on peut faire ici',
  noFixes: 'Il n’y a rien à changer ici. Placez le curseur sur un chiffre.',
  ended: 'copydesk s’est arrêté. Relancez « copydesk playground » et ouvrez la nouvelle adresse.',
  reset: 'Reprendre cet article du début',
  licences: 'Ce que cette page doit à d’autres',
  keys: 'F8 signalement suivant · Ctrl+. corrections et conversions · F12 le même chiffre dans une autre version',
  error: 'Erreur', warning: 'Avertissement', info: 'Information', hintWord: 'Indice',
};

const vi: Words = {
  kinds: {
    percent: 'tỷ lệ phần trăm', 'percentage-point': 'điểm phần trăm', money: 'tiền', measure: 'số đo', ratio: 'phần', fraction: 'phân số', multiple: 'lần', date: 'ngày', time: 'giờ', score: 'tỷ số', ordinal: 'thứ tự', country: 'quốc gia', division: 'tỉnh hoặc bang', city: 'thành phố', district: 'huyện', ward: 'xã, phường', other: 'địa danh',
  } as Record<string, string>,
  title: 'copydesk, trang thử nghiệm',
  lead: 'Trong các bài này có cài sẵn lỗi. Đặt chuột lên một con số bị gạch chân, hoặc dán bài của bạn vào.',
  stories: 'Bài viết',
  own: 'Bài của bạn',
  ownHint: 'Dán hoặc gõ một bài: tiếng Anh, Pháp, Việt, Đức hoặc Tây Ban Nha.',
  editor: 'Bài viết',
  interface: 'Ngôn ngữ của trang này',
  findings: 'Phát hiện',
  facts: 'Bảng dữ kiện',
  versions: 'Các bản',
  none: 'Không có gì cần báo.',
  noFacts: 'Chưa có con số hay địa danh nào.',
  noVersions: 'Bài này không có bản nào khác ở đây. Bài về chuyến phà có ba bản: hãy mở một bản.',
  checked: 'Đã kiểm',
  figure: 'Con số',
  value: 'Giá trị',
  of: 'Của cái gì',
  same: 'giống nhau',
  differs: 'khác nhau',
  hint: 'có thể khác',
  alone: 'chỉ có ở đây',
  state: 'Tình trạng',
  noDate: 'không có ngày',
  fixes: 'Có thể làm gì ở đây',
  noFixes: 'Ở đây không có gì để sửa. Hãy đặt con trỏ vào một con số.',
  ended: 'copydesk đã dừng. Hãy chạy lại “copydesk playground” và mở địa chỉ mới.',
  reset: 'Bắt đầu lại bài này',
  licences: 'Phần của người khác trong trang này',
  keys: 'F8 phát hiện tiếp theo · Ctrl+. sửa và quy đổi · F12 cùng con số trong bản khác',
  error: 'Lỗi', warning: 'Cảnh báo', info: 'Thông tin', hintWord: 'Gợi ý',
};

export const LANGUAGES: Record<string, { name: string; words: Words }> = {
  en: { name: 'English', words: en },
  fr: { name: 'Français', words: fr },
  vi: { name: 'Tiếng Việt', words: vi },
};

/** The language that the address asks for, else the browser's. */
export function chosen(): string {
  const asked = [new URLSearchParams(location.search).get('lang') ?? '', ...navigator.languages];
  return asked.map(code => code.slice(0, 2)).find(code => code in LANGUAGES) ?? 'en';
}

export const language = chosen();
export const words = LANGUAGES[language].words;
