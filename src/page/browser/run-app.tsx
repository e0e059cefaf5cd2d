import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RunEvent } from '../../release/events.ts';
import { cellOf } from '../grid.ts';
import { RunPage } from '../parts/run-page.tsx';
import { anchorOf } from '../parts/timeline.tsx';
import { Time } from '../parts/words.tsx';
import { goingOn, runView } from '../run-view.ts';
import type { Track } from '../track.ts';
import { type Source, useLive, useNow } from './live.ts';
import { LiveNote } from './live-note.tsx';

/** More rows than these are drawn anew less often while a run goes on. */
const MANY = 60;

/** The page of a run with what only a browser can do: go back in time, filter, unfold, follow it. */
export function RunApp({ first, live: source }: { first: readonly RunEvent[]; live?: Source }) {
  const [events, setEvents] = useState(first);
  const [at, setAt] = useState<number>();
  const [text, setText] = useState('');
  const [onlyBad, setOnlyBad] = useState(false);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const live = useLive(source, {
    events: (more) => setEvents((before) => [...before, ...(more as RunEvent[])]),
    reset: (all) => setEvents(all as RunEvent[]),
  });
  const folded = useMemo(() => runView(events, at), [events, at]);
  const now = useNow(live, folded.tracks.length > MANY ? 5000 : 1000);
  const isOver = folded.facts.finished !== undefined;
  const view =
    now === undefined || at !== undefined ? folded : goingOn(folded, now, live.beat?.expected);
  useOpenByAddress(folded.tracks, setOpen);
  const isShown = useMemo(() => filterOf(text, onlyBad), [text, onlyBad]);
  const toggle = (id: string) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const controls = (
    <section class="controls" aria-label="controls">
      <Scrub {...{ events, at, setAt }} isGoingOn={source !== undefined && !isOver} />
      {source ? <LiveNote live={live} isOver={isOver} /> : null}
      {source && source.other !== '' ? <a href={source.other}>what runs where</a> : null}
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

/** A destination that the address names is unfolded. */
function useOpenByAddress(
  tracks: readonly Track[],
  setOpen: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void,
): void {
  const anchors = tracks.map(({ view }) => [anchorOf(view.label.id), view.label.id] as const);
  const known = anchors.length;
  useEffect(() => {
    const look = () => {
      const id = anchors.find(([anchor]) => `#${anchor}` === location.hash)?.[1];
      if (id !== undefined) setOpen((before) => new Set([...before, id]));
    };
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [known]);
}

type ScrubProps = {
  events: readonly RunEvent[];
  at: number | undefined;
  setAt: (at: number | undefined) => void;
  isGoingOn: boolean;
};

/** The whole page as it was at a moment. */
function Scrub({ events, at, setAt, isGoingOn }: ScrubProps) {
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
        {isGoingOn ? 'now' : 'the end'}
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
