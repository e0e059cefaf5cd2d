// How Rust writes values: `std::fmt` and `serde::de::Unexpected`.

/** A text as `{:?}` shows it. */
export function debugText(text: string): string {
  const escaped = text.replace(/["\\]|\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cn}|\p{Co}/gu, (character) => {
    const named = NAMED[character];
    return named ?? `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
  });
  return `"${escaped}"`;
}

const NAMED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
};

/** A float as `{}` shows it: never with an exponent. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const sign = value < 0 ? '-' : '';
  const shift = Number(exponent);
  const digits = whole + fraction;
  if (shift > 0) return `${sign}${digits.padEnd(whole.length + shift, '0')}`;
  return `${sign}0.${'0'.repeat(-shift - whole.length)}${digits}`;
}

/** The same with a point in it, as serde shows a float. */
export function pointedFloat(value: number): string {
  const text = floatText(value);
  return Number.isFinite(value) && !text.includes('.') ? `${text}.0` : text;
}
