import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RunEvent } from '../../release/events.ts';
import { cellOf } from '../grid.ts';
import { anchorOf } from '../parts/anchors.ts';
import { RunPage } from '../parts/run-page.tsx';
import { Time, timeText } from '../parts/words.tsx';
import { goingOn, type RunView, runView } from '../run-view.ts';
import { timeScale } from '../time-scale.ts';
import type { Track } from '../track.ts';
import { type Source, useLive, useNow } from './live.ts';
import { LiveNote } from './live-note.tsx';

/** More rows than these are drawn again less often while a run goes on. */
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
  const folded = useMemo(() => runView(events), [events]);
  const now = useNow(live, folded.tracks.length > MANY ? 5000 : 1000);
  const isOver = folded.facts.finished !== undefined;
  const latest = now === undefined ? folded : goingOn(folded, now, live.beat?.expected);
  const earlier = useMemo(() => (at === undefined ? undefined : runView(events, at)), [events, at]);
  const [, end] = timeScale(latest, 'reader').domain;
  const view = earlier ? { ...earlier, whole: end } : latest;
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
  const isGoingOn = source !== undefined && !isOver;
  const scrub = <Scrub {...{ view, at, setAt, isGoingOn }} until={latest.until} />;
  return <RunPage {...{ view, controls, scrub, open, toggle, isShown }} zone="reader" />;
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
  view: RunView;
  at: number | undefined;
  setAt: (at: number | undefined) => void;
  /** The last moment that there is something to see of. */
  until: number;
  isGoingOn: boolean;
};

const STEPS = 1000;

/** The whole page as it was at a moment, told below the times it stands at. */
function Scrub({ view, at, setAt, until, isGoingOn }: ScrubProps) {
  const [from, end] = timeScale(view, 'reader').domain;
  const last = isGoingOn ? 'now' : 'the end';
  return (
    <div class="row scrub">
      <label class="label" for="scrub">
        as it was at
      </label>
      <input
        id="scrub"
        type="range"
        min={from}
        max={end}
        step={Math.max(1, Math.round((end - from) / STEPS))}
        value={at ?? until}
        aria-valuetext={timeText(at ?? until, 'reader')}
        onInput={({ currentTarget: { value } }) =>
          setAt(Number(value) >= until ? undefined : Number(value))
        }
      />
      <span class="state">
        <output for="scrub">
          <Time at={at ?? until} zone="reader" />
        </output>{' '}
        <button type="button" disabled={at === undefined} onClick={() => setAt(undefined)}>
          {at === undefined ? last : `back to ${last}`}
        </button>
      </span>
    </div>
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
