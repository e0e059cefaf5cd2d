import { duration } from '../../words/quantities.ts';
import type { TimeScale } from '../time-scale.ts';
import type { Lane, Span, Track } from '../track.ts';
import { timeText, Words, type Zone } from './words.tsx';

type LaneScale = Pick<TimeScale, 'span'>;

/** The instances of a destination, a lane each, with their lifecycle events. */
export function Lanes({ track, scale, zone }: { track: Track; scale: LaneScale; zone: Zone }) {
  return (
    <ul class="lanes" aria-label={`instances of ${track.view.label.id}`}>
      {[...track.lanes.values()].map((lane) => (
        <li class="row lane" key={lane.instance}>
          <span class="label">
            <Words of={lane.instance} most={120} />
          </span>
          <svg class="bars" role="img" aria-label={laneText(lane)} height="12" width="100%">
            {lane.spans.map((span) => (
              <rect
                key={`${span.role} ${span.event}`}
                class={classOf(span)}
                y="1"
                height="10"
                {...scale.span(span.from, span.to)}
              >
                <title>{spanTitle(span, zone)}</title>
              </rect>
            ))}
          </svg>
          <span class="state">
            <Words of={lastText(lane)} most={80} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function classOf({ status, role, event }: Span): string {
  if (status === 'Failed') return 'failed';
  if (role === 'rollback') return 'rolling-back';
  return hooks.has(event) ? 'hook' : 'deploying';
}

/** Events that an AppSpec file gives scripts to, as against the agent's own work. */
const hooks = new Set([
  'ApplicationStop',
  'BeforeInstall',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
]);

function spanTitle({ event, status, role, from, to }: Span, zone: Zone): string {
  const time = to === undefined ? '' : `, ${duration((to - from) / 1000)}`;
  return `${role === 'deployment' ? '' : `${role}: `}${event} ${status}, ${timeText(from, zone)}${time}`;
}

function lastText({ spans }: Lane): string {
  const failed = spans.find(({ status }) => status === 'Failed');
  const last = failed ?? spans.at(-1);
  return last ? `${last.role === 'rollback' ? 'rollback: ' : ''}${last.event} ${last.status}` : '';
}

function laneText({ spans }: Lane): string {
  return spans
    .map(({ event, status, role }) => `${role === 'rollback' ? 'rollback ' : ''}${event} ${status}`)
    .join(', ');
}
