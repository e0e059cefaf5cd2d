import { inWords } from '../../report/outcomes.ts';
import { duration, many } from '../../words/quantities.ts';
import { type HistoryFigures, hasFailed, historyFigures } from '../history-figures.ts';
import type { EnvironmentView } from '../status-view.ts';
import { Sign } from './sign.tsx';
import { Time, timeText, Words, type Zone } from './words.tsx';

type Runs = EnvironmentView['history']['runs'];
type Props = {
  view: EnvironmentView;
  at: number;
  zone: Zone;
  /** How many runs are drawn at most; the figures are of all. */
  drawn: number;
};

const BAR = { width: 9, gap: 3, height: 44, least: 4 };

/** The last runs of an environment: small bars, and figures with what they were made of. */
export function History({ view: { environment, history }, at, zone, drawn }: Props) {
  const figures = historyFigures(history, at);
  if (history.runs.length === 0 && history.unlisted.length === 0)
    return <p class="none">no run is recorded</p>;
  return (
    <div class="history">
      {history.runs.length > 0 ? (
        <Bars
          runs={history.runs.slice(0, drawn).toReversed()}
          environment={environment}
          zone={zone}
        />
      ) : null}
      <ul class="figures">
        {figuresTexts(figures).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {history.unlisted.map((text) => (
          <li key={text} class="lost">
            <Words of={text} most={600} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What `History` says in words. */
export function figuresTexts({ told, of, unread, newer, ...rest }: HistoryFigures): string[] {
  const { deployed, failed, failedShare, perWeek } = rest;
  const older = of > told ? ` of ${of}` : '';
  return [
    `the last ${many(told, 'run')}${older}`,
    ...(perWeek
      ? [
          `${perWeek.value.toFixed(1)} deployments a week: ${perWeek.deployments} in ${perWeek.days.toFixed(1)} days`,
        ]
      : []),
    ...(failedShare === undefined
      ? []
      : [`${failedShare.toFixed(0)} % did not succeed: ${failed} of ${deployed}`]),
    ...(unread > 0
      ? [
          `${many(unread, 'record')} cannot be read${newer > 0 ? `, ${newer} of them of a newer fanout` : ''}: in none of these figures`,
        ]
      : []),
  ];
}

function Bars({ runs, environment, zone }: { runs: Runs; environment: string; zone: Zone }) {
  const longest = Math.max(1, ...runs.map((run) => ('unread' in run ? 0 : (run.seconds ?? 0))));
  const width = runs.length * (BAR.width + BAR.gap);
  return (
    <svg
      class="runs"
      role="img"
      aria-label={`the last ${many(runs.length, 'run')} of ${environment}, the newest to the right`}
      width={width}
      height={BAR.height}
      viewBox={`0 0 ${width} ${BAR.height}`}
    >
      {runs.map((run, index) => {
        const part = 'unread' in run ? 0.4 : (run.seconds ?? 0) / longest;
        const height = Math.max(BAR.least, Math.round(part * BAR.height));
        const x = index * (BAR.width + BAR.gap);
        const y = BAR.height - height;
        const kind = kindOf(run);
        return (
          <g key={index}>
            <rect class={`run-${kind}`} {...{ x, y, height }} width={BAR.width}>
              <title>{barText(run, zone)}</title>
            </rect>
            {/* A notch tells failures from successes without colours. */}
            {kind === 'bad' ? (
              <rect class="notch" x={x + 3} y={BAR.height - 4} width={3} height={4} />
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}

function kindOf(run: Runs[number]): 'good' | 'bad' | 'untouched' | 'unread' {
  if ('unread' in run) return 'unread';
  if (run.deployed === 0) return 'untouched';
  return hasFailed(run) ? 'bad' : 'good';
}

function barText(run: Runs[number], zone: Zone): string {
  if ('unread' in run) return run.newer ? 'of a newer fanout' : 'cannot be read';
  const time = run.seconds === undefined ? 'length not known' : duration(run.seconds);
  return `${timeText(run.at, zone, true)}: ${run.command} ${run.versions.join(', ')} ${inWords(run.verdict as 'failed')}, ${time}`;
}

/** The last runs, one a row. */
export function RecentRuns({ view: { environment, history }, zone, drawn }: Omit<Props, 'at'>) {
  const { length } = history.runs;
  if (history.runs.length === 0) return null;
  return (
    <details>
      <summary>
        recent runs of <Words of={environment} most={80} /> (
        {length > drawn ? `${drawn} of ${length}` : length})
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1) */}
      <div class="scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {['began', 'command', 'version', 'came to', 'took', 'run', 'reason'].map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {history.runs.slice(0, drawn).map((run, index) => (
              <RunRow key={index} run={run} zone={zone} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function RunRow({ run, zone }: { run: Runs[number]; zone: Zone }) {
  if ('unread' in run)
    return (
      <tr>
        <td colSpan={7} class="none">
          <Words of={run.unread} most={600} />
        </td>
      </tr>
    );
  const kind = kindOf(run);
  const standing = kind === 'unread' ? 'untouched' : kind;
  return (
    <tr>
      <td>
        <Time at={run.at} zone={zone} day />
      </td>
      <td>
        <Words of={run.command} most={40} />
      </td>
      <td>
        <Words of={run.versions.join(', ')} most={80} />
      </td>
      <td class={`cell ${standing}`}>
        <Sign of={standing} /> <Words of={run.verdict.replaceAll('-', ' ')} most={40} />,{' '}
        {run.succeeded} of {run.deployed}
      </td>
      <td>{run.seconds === undefined ? 'not known' : duration(run.seconds)}</td>
      <td>
        <Words of={run.run} most={80} />
      </td>
      <td>
        <Words of={run.reason ?? ''} most={300} />
      </td>
    </tr>
  );
}
