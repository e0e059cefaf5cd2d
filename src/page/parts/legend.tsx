import type { Track } from '../track.ts';
import { segmentWords } from './segment-words.ts';

const lanes = { hook: 'a script', deploying: 'the agent’s own work', failed: 'failed' } as const;

/** What the colours say, as far as they are on the page. */
export function Legend({ tracks, hasLanes }: { tracks: readonly Track[]; hasLanes: boolean }) {
  const kinds = new Set(tracks.flatMap(({ segments }) => segments.map(({ kind }) => kind)));
  const shown = Object.entries(segmentWords).filter(
    ([kind]) => kind === 'preparing' || kinds.has(kind as keyof typeof segmentWords),
  );
  return (
    <ul class="legend">
      {shown.map(([kind, words]) => (
        <Entry key={kind} kind={kind} words={words} />
      ))}
      {hasLanes ? (
        <li class="of-lanes">
          of an instance:{' '}
          <ul>
            {Object.entries(lanes).map(([kind, words]) => (
              <Entry key={kind} kind={kind} words={words} />
            ))}
          </ul>
        </li>
      ) : null}
    </ul>
  );
}

function Entry({ kind, words }: { kind: string; words: string }) {
  return (
    <li>
      <svg width="22" height="14" aria-hidden="true">
        <rect class={kind} x="0" y="1" width="22" height="12" />
      </svg>{' '}
      {words}
    </li>
  );
}
