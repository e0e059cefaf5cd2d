const longest = 64;

/** The candidate that `word` was most likely meant to be, or undefined where none is near. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = fold(word);
  if (typed.length > longest) return undefined;
  let best: string | undefined;
  let bestDistance = allowance(typed) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(typed, fold(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** "did you mean …", or else what there is to choose from. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const meant = closest(word, candidates);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  if (candidates.length === 0) return 'there are none';
  return `there ${candidates.length === 1 ? 'is' : 'are'}: ${enumerate(candidates)}`;
}

/** `a, b, c`, shortened where the list is long. */
export function enumerate(words: readonly string[], most = 30): string {
  const shown = words.slice(0, most).join(', ');
  return words.length > most ? `${shown} and ${words.length - most} more` : shown;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

function allowance(word: string): number {
  if (word.length < 3) return 0;
  return word.length < 6 ? 1 : word.length < 10 ? 2 : 3;
}

/** Insertions, deletions, substitutions and swaps of neighbours ("optimal string alignment"). */
function editDistance(a: string, b: string): number {
  if (b.length > longest) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let distance = Math.min(substituted, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        distance = Math.min(distance, (beforeLast[j - 2] ?? 0) + 1);
      row.push(distance);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
