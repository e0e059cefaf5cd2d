import { useMemo, useState } from 'preact/hooks';
import type { RunEvent } from '../../release/events.ts';
import { cellOf } from '../grid.ts';
import { RunPage } from '../parts/run-page.tsx';
import { Time } from '../parts/words.tsx';
import { runView } from '../run-view.ts';
import type { Track } from '../track.ts';

/** The page of a run with what only a browser can do: go back in time, filter, unfold. */
export function RunApp({ events }: { events: readonly RunEvent[] }) {
  const [at, setAt] = useState<number>();
  const [text, setText] = useState('');
  const [onlyBad, setOnlyBad] = useState(false);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const view = useMemo(() => runView(events, at), [events, at]);
  const isShown = useMemo(() => filterOf(text, onlyBad), [text, onlyBad]);
  const toggle = (id: string) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const controls = (
    <section class="controls" aria-label="controls">
      <Scrub events={events} at={at} setAt={setAt} />
      <label>
        filter
        <input
          type="search"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <label>
        <input
          type="checkbox"
          checked={onlyBad}
          onChange={({ currentTarget }) => setOnlyBad(currentTarget.checked)}
        />
        only what failed
      </label>
    </section>
  );
  return <RunPage {...{ view, controls, open, toggle, isShown }} zone="reader" />;
}

type ScrubProps = {
  events: readonly RunEvent[];
  at: number | undefined;
  setAt: (at: number | undefined) => void;
};

/** The whole page as it was at a moment. */
function Scrub({ events, at, setAt }: ScrubProps) {
  const from = events[0]?.at ?? 0;
  const until = events.at(-1)?.at ?? from;
  return (
    <>
      <label>
        as it was at
        <input
          type="range"
          min={from}
          max={until}
          step={Math.max(1, Math.round((until - from) / 1000))}
          value={at ?? until}
          onInput={({ currentTarget }) => setAt(Number(currentTarget.value))}
        />
        <output>
          <Time at={at ?? until} zone="reader" />
        </output>
      </label>
      <button type="button" disabled={at === undefined} onClick={() => setAt(undefined)}>
        the end
      </button>
    </>
  );
}

function filterOf(text: string, onlyBad: boolean): (track: Track) => boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (track) => {
    const { standing, text: state, version } = cellOf(track);
    const { id, application, deploymentGroup } = track.view.label;
    const all = [
      id,
      application,
      deploymentGroup,
      track.wave,
      state,
      version,
      ...track.lanes.keys(),
    ]
      .join(' ')
      .toLowerCase();
    return (!onlyBad || standing === 'bad') && words.every((word) => all.includes(word));
  };
}
