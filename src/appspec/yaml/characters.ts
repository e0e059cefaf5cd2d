/** A place in a YAML text: line and column from 1, index from 0; columns and indexes count characters, not bytes or UTF-16 units. */
export type Mark = { index: number; line: number; column: number };

export type YamlContext = { text?: string; mark: Mark };

/** Why a text is not YAML, in libyaml's words. */
export class YamlError extends Error {
  /** What was being read, and where it began; it is this place that libyaml's own message names. */
  readonly context: YamlContext | undefined;
  /** Where reading stopped. */
  readonly mark: Mark;

  constructor(problem: string, mark: Mark, context?: YamlContext) {
    super(problem);
    this.name = 'YamlError';
    this.mark = mark;
    this.context = context;
  }
}

export const END = 0;
export const LF = 0x0a;
export const CR = 0x0d;
export const BOM = 0xfeff;
/** Stands where the text can be read no further; outside of Unicode. */
const UNREADABLE = 0xffffffff;

/** libyaml decodes what it has read in one go, and fails on a bad character anywhere in it: `yaml/libyaml: src/yaml_private.h`. */
const BLOCK = 16_384;

/** A text as code points that ends in `END`, or, where its bytes are bad, in a place that throws when it is reached. */
export class Text {
  readonly points: Uint32Array;
  readonly #problem: YamlError | undefined;

  constructor(bytes: Uint8Array) {
    const { points, problem } = decode(bytes);
    this.points = points;
    this.#problem = problem;
  }

  at(index: number): number {
    const point = this.points[index] ?? END;
    if (point === UNREADABLE && this.#problem) throw this.#problem;
    return point;
  }

  slice(from: number, to: number): string {
    let text = '';
    if (to - from > 64) {
      for (let at = from; at < to; at += 4096) {
        text += String.fromCodePoint(...this.points.subarray(at, Math.min(to, at + 4096)));
      }
      return text;
    }
    for (let at = from; at < to; at++) text += String.fromCodePoint(this.points[at] as number);
    return text;
  }
}

export function isBreak(point: number): boolean {
  return point === LF || point === CR || point === 0x85 || point === 0x2028 || point === 0x2029;
}

export function isBlank(point: number): boolean {
  return point === 0x20 || point === 0x09;
}

export function isBreakOrEnd(point: number): boolean {
  return isBreak(point) || point === END;
}

export function isSpaceOrEnd(point: number): boolean {
  return isBlank(point) || isBreakOrEnd(point);
}

export function isDigit(point: number): boolean {
  return point >= 0x30 && point <= 0x39;
}

/** Of names: letters, digits, `-` and `_`. */
export function isNameCharacter(point: number): boolean {
  return (
    isDigit(point) ||
    (point >= 0x41 && point <= 0x5a) ||
    (point >= 0x61 && point <= 0x7a) ||
    point === 0x2d ||
    point === 0x5f
  );
}

type Decoded = { points: Uint32Array; problem: YamlError | undefined };

function decode(bytes: Uint8Array): Decoded {
  const points = new Uint32Array(bytes.length + 1);
  let count = 0;
  let at = 0;
  let blockEnd = Math.min(BLOCK, bytes.length);
  let blockCount = 0;
  while (at < bytes.length) {
    const width = widthOf(bytes[at] as number);
    if (at + Math.max(width, 1) > blockEnd) {
      blockEnd = Math.min(at + BLOCK, bytes.length);
      blockCount = count;
    }
    const point = width === 0 ? 'invalid leading UTF-8 octet' : decodeAt(bytes, at, width);
    if (typeof point === 'string') {
      const problem = new YamlError(point, markAfter(points, count));
      points[blockCount] = UNREADABLE;
      return { points: points.subarray(0, blockCount + 1), problem };
    }
    points[count++] = point;
    at += width;
  }
  return { points: points.subarray(0, count + 1), problem: undefined };
}

function widthOf(octet: number): number {
  if (octet < 0x80) return 1;
  if ((octet & 0xe0) === 0xc0) return 2;
  if ((octet & 0xf0) === 0xe0) return 3;
  return (octet & 0xf8) === 0xf0 ? 4 : 0;
}

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

/** The code point, or why there is none. */
function decodeAt(bytes: Uint8Array, at: number, width: number): number | string {
  if (at + width > bytes.length) return 'incomplete UTF-8 octet sequence';
  const lead = bytes[at] as number;
  let point = width === 1 ? lead : lead & (0xff >> (width + 1));
  for (let next = at + 1; next < at + width; next++) {
    const octet = bytes[next] as number;
    if ((octet & 0xc0) !== 0x80) return 'invalid trailing UTF-8 octet';
    point = (point << 6) + (octet & 0x3f);
  }
  if (point < (SMALLEST[width] as number)) return 'invalid length of a UTF-8 sequence';
  if ((point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) return 'invalid Unicode character';
  return isAllowed(point) ? point : 'control characters are not allowed';
}

function isAllowed(point: number): boolean {
  return (
    point === 0x09 ||
    point === LF ||
    point === CR ||
    (point >= 0x20 && point <= 0x7e) ||
    point === 0x85 ||
    (point >= 0xa0 && point <= 0xfffd) ||
    point >= 0x10000
  );
}

function markAfter(points: Uint32Array, count: number): Mark {
  let line = 1;
  let start = 0;
  for (let index = 0; index < count; index++) {
    const point = points[index] as number;
    if (!isBreak(point) || (point === CR && points[index + 1] === LF && index + 1 < count))
      continue;
    line++;
    start = index + 1;
  }
  return { index: count, line, column: count - start + 1 };
}
