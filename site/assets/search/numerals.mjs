// Articles of laws by their numbers, as laws and as people write them (see scripts/qingdan/numerals.py).

const DIGITS = "零一二三四五六七八九", PLACES = [[1000, "千"], [100, "百"], [10, "十"]];

/** An article by its number, as laws write it: 第十六条; blank for 0. */
export function article(number) {
  if (!number) return "";
  let text = "", rest = number;
  for (const [value, sign] of PLACES) {
    const digit = Math.floor(rest / value);
    rest %= value;
    if (digit) text += (digit === 1 && value === 10 && !text ? "" : DIGITS[digit]) + sign;
    else if (text && rest && !text.endsWith("零")) text += "零";
  }
  return `第${text}${rest ? DIGITS[rest] : ""}条`;
}

/** The number that figures or Chinese numerals mean. */
export function numberOf(text) {
  if (/^[0-9]+$/.test(text)) return Number(text);
  let total = 0, digit = 0;
  for (const character of text) {
    const place = PLACES.find(([, sign]) => sign === character);
    if (place) {
      total += (digit || 1) * place[0];
      digit = 0;
    } else {
      digit = DIGITS.indexOf(character);
    }
  }
  return total + digit;
}
