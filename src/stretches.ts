/** Lines in a row that follow one another in a chunk of the bundle and in a file of `src`; the first is 1. */
export type Stretch = { line: number; file: number; source: number; count: number };

/** Each by what it differs in from where the one before ends: `gap,gap in src,lines`, and `FILE:` before where that is another. */
export function packStretches(stretches: readonly Stretch[]): string {
  let before: Stretch = { line: 1, file: -1, source: 1, count: 0 };
  const packed = stretches.map((stretch) => {
    const isNew = stretch.file !== before.file;
    const gap = stretch.line - before.line - before.count;
    const from = isNew ? 1 : before.source + before.count;
    before = stretch;
    const numbers = [gap, stretch.source - from, stretch.count].join(',');
    return isNew ? `${stretch.file}:${numbers}` : numbers;
  });
  return packed.join(' ');
}

export function unpackStretches(text: string): Stretch[] {
  let before: Stretch = { line: 1, file: -1, source: 1, count: 0 };
  return text
    .split(' ')
    .filter(Boolean)
    .map((packed) => {
      const colon = packed.indexOf(':');
      const [gap = 0, sourceGap = 0, count = 0] = packed
        .slice(colon + 1)
        .split(',')
        .map(Number);
      const file = colon < 0 ? before.file : Number(packed.slice(0, colon));
      const from = colon < 0 ? before.source + before.count : 1;
      before = { line: before.line + before.count + gap, file, source: from + sourceGap, count };
      return before;
    });
}
