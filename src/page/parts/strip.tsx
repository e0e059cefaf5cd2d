import { area, curveStepAfter } from 'd3-shape';
import { duration, many } from '../../words/quantities.ts';
import { type Count, type InstanceVersions, instanceVersions } from '../instance-versions.ts';
import type { RunView } from '../run-view.ts';
import { timeScale } from '../time-scale.ts';

const HEIGHT = 48;
const bands = [
  { name: 'new', words: 'on the new version' },
  { name: 'unknown', words: 'part-way, not known' },
  { name: 'old', words: 'on what ran before' },
] as const;

/** Instances on the new, the old and an unknown version over time. */
export function Strip({ view }: { view: RunView }) {
  const versions = instanceVersions(view);
  const last = versions.counts.at(-1);
  const all = last ? last.new + last.old + last.unknown : 0;
  if (!last || all === 0) return null;
  const { x } = timeScale(view, 'utc');
  const counts = [...drawn(versions.counts, x), { ...last, at: view.until }];
  return (
    <section class="strip" aria-labelledby="instances">
      <h2 id="instances">Instances</h2>
      <div class="row">
        <span class="label">{many(all, 'instance')} seen at work</span>
        <svg
          viewBox={`0 0 100 ${HEIGHT}`}
          preserveAspectRatio="none"
          width="100%"
          height={HEIGHT}
          role="img"
          aria-label={textOf(last)}
        >
          {bands.map(({ name }, index) => (
            <path key={name} class={`on-${name}`} d={pathOf(counts, index, all, x)} />
          ))}
        </svg>
        <ul class="state">
          {bands.map(({ name, words }) => (
            <li key={name}>
              <svg width="12" height="12" aria-hidden="true">
                <rect class={`on-${name}`} width="12" height="12" />
              </svg>{' '}
              {last[name]} {words}
            </li>
          ))}
        </ul>
      </div>
      <Exposure versions={versions} />
    </section>
  );
}

function Exposure({ versions: { exposed, exposureMs } }: { versions: InstanceVersions }) {
  if (exposed === 0) return null;
  return (
    <p>
      <strong>{(exposureMs / 60_000).toFixed(1)} instance-minutes</strong> on a version that was
      taken back, or part-way to it: {many(exposed, 'instance')},{' '}
      {duration(exposureMs / exposed / 1000)} each on average.
    </p>
  );
}

/** How finely it is drawn: thousands of instances would draw steps that nobody can see. */
const STEPS = 200;

/** What there was to see last in each part of the width. */
function drawn(counts: readonly Count[], x: (at: number) => number): Count[] {
  const parts = new Map(counts.map((count) => [Math.round((x(count.at) / 100) * STEPS), count]));
  return [...parts.values()];
}

function pathOf(
  counts: readonly Count[],
  band: number,
  all: number,
  x: (at: number) => number,
): string {
  const below = bands.slice(band + 1).map(({ name }) => name);
  const height = (value: number) => HEIGHT - (value / all) * HEIGHT;
  const sum = (count: Count, names: readonly (keyof Count)[]) =>
    names.reduce((total, name) => total + count[name], 0);
  const draw = area<Count>()
    .x(({ at }) => x(at))
    .y0((count) => height(sum(count, below)))
    .y1((count) => height(sum(count, [...below, (bands[band] as (typeof bands)[number]).name])))
    .curve(curveStepAfter)
    .digits(1);
  return draw([...counts]) ?? '';
}

function textOf(last: Count): string {
  return `at the end: ${bands.map(({ name, words }) => `${last[name]} ${words}`).join(', ')}`;
}
