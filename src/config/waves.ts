import { enumerate } from '../words/closest.ts';
import { quoted } from '../words/quoted.ts';
import type { WaveDefinition } from './definition.ts';
import type { Destination, Wave } from './destination.ts';
import type { Findings } from './findings.ts';
import { matchesGlob } from './glob.ts';

/** Puts each destination into the first wave that matches it. Nothing may be left over, no wave empty. */
export function assignWaves(
  name: string,
  waves: readonly WaveDefinition[] | undefined,
  destinations: readonly Destination[],
  findings: Findings,
  failureMode: Wave['failureMode'] = 'soft',
): Wave[] {
  const path = ['environments', name, 'waves'];
  let rest = [...destinations];
  const names = new Set<string>();
  const assigned = (waves ?? [{ name: 'all', match: '*' }]).map((wave, index) => {
    const taken = rest.filter((destination) => isIn(wave, destination));
    rest = rest.filter((destination) => !taken.includes(destination));
    if (taken.length === 0) matchesNothing(wave, [...path, index], destinations, findings);
    if (names.has(wave.name))
      findings.add(
        [...path, index, 'name'],
        'duplicate-name',
        `: there is already a wave ${quoted(wave.name)}`,
      );
    names.add(wave.name);
    return {
      name: wave.name,
      destinations: taken,
      maxParallel: wave.maxParallel ?? Math.max(1, taken.length),
      maxFailures: wave.maxFailures ?? 0,
      failureMode,
      bake: wave.bake ?? 0,
    };
  });
  if (rest.length > 0) {
    const ids = enumerate(
      rest.map(({ id }) => id),
      5,
    );
    findings.add(path, 'wave-mismatch', `: no wave matches ${ids}`, {
      what: 'key',
      hint: 'add a last wave with match: "*"',
    });
  }
  return assigned;
}

function matchesNothing(
  { name, match }: WaveDefinition,
  path: readonly PropertyKey[],
  destinations: readonly Destination[],
  findings: Findings,
): void {
  const before = destinations.some((destination) => isIn({ match }, destination));
  const ids = enumerate(
    destinations.map(({ id }) => id),
    10,
  );
  findings.add(
    [...path, 'match'],
    'wave-mismatch',
    before
      ? `: everything that the wave ${quoted(name)} matches is in an earlier wave`
      : `: the wave ${quoted(name)} matches no destination`,
    { hint: before ? 'the first wave that matches wins' : `there are: ${ids}` },
  );
}

function isIn({ match }: Pick<WaveDefinition, 'match'>, destination: Destination): boolean {
  if (typeof match === 'string' || Array.isArray(match)) return matches(match, destination.id);
  return (
    matches(match.account, destination.account.name) &&
    matches(match.region, destination.region) &&
    matches(match.deploymentGroup, destination.deploymentGroup)
  );
}

function matches(globs: string | readonly string[] | undefined, text: string): boolean {
  if (globs === undefined) return true;
  return [globs].flat().some((glob) => matchesGlob(glob, text));
}
