import { useMemo, useState } from 'preact/hooks';
import { StatusPage } from '../parts/status-page.tsx';
import type { EnvironmentView, StatusView } from '../status-view.ts';
import { type Source, useLive, useNow } from './live.ts';
import { LiveNote } from './live-note.tsx';

/** What runs where, with a filter; told by a server, it stays what the server saw last. */
export function StatusApp({ first, live: source }: { first: StatusView; live?: Source }) {
  const [view, setView] = useState(first);
  const [text, setText] = useState('');
  const live = useLive(source, { status: (data) => setView(data as StatusView) });
  const now = useNow(live, 15_000);
  const shown = useMemo(() => filtered(view, text), [view, text]);
  const controls = (
    <section class="controls" aria-label="controls">
      <label>
        filter
        <input
          type="search"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      {source ? <LiveNote live={live} /> : null}
      {source ? <a href={source.other}>the run</a> : null}
    </section>
  );
  return <StatusPage view={shown} zone="reader" now={now ?? Date.now()} controls={controls} />;
}

/** Environments and destinations in which every word is found. */
function filtered(view: StatusView, text: string): StatusView {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return view;
  const environments = view.environments.flatMap((environment): EnvironmentView[] => {
    const own = `${environment.owner} ${environment.environment}`;
    const destinations = environment.destinations.filter((row) => {
      const all = [own, row.id, row.version, row.state, row.deploymentId, ...row.details];
      return words.every((word) => all.join(' ').toLowerCase().includes(word));
    });
    return destinations.length > 0 ? [{ ...environment, destinations }] : [];
  });
  return { ...view, environments };
}
