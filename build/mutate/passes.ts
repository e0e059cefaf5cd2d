import type { Mutant } from './operators.ts';

type Marked = Pick<Mutant, 'around'> & { id: number };

/**
 * A source that tells which of its mutants' places are passed: it calls `passMutant` with their numbers. Where that is not
 * there, as in other threads and programs, nothing is told.
 */
export function withPasses(source: string, mutants: readonly Marked[]): string {
  const pieces = mutants.flatMap(({ around: { start, end, is }, id }) => {
    const tell = `globalThis.passMutant?.(${id})`;
    if (is === 'argument') return [{ at: start, put: `void ${tell}`, opens: 1, far: end }];
    const [before, after] = is === 'statement' ? [`{${tell};`, '}'] : [`(${tell},`, ')'];
    return [
      { at: start, put: before, opens: 1, far: end },
      { at: end, put: after, opens: 0, far: start },
    ];
  });
  // What is around another begins before it and ends after it.
  pieces.sort((one, other) => one.at - other.at || one.opens - other.opens || other.far - one.far);
  let done = 0;
  let text = '';
  for (const { at, put } of pieces) {
    text += source.slice(done, at) + put;
    done = at;
  }
  return text + source.slice(done);
}
