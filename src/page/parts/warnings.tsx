import { problemLines } from '../../report/problem-lines.ts';
import type { RunView } from '../run-view.ts';
import { Words } from './words.tsx';

const MOST = 100;

/** What the run warned of. */
export function Warnings({ view: { facts } }: { view: RunView }) {
  const { warnings } = facts;
  if (warnings.length === 0) return null;
  return (
    <section class="warnings" aria-labelledby="warnings">
      <h2 id="warnings">Warnings</h2>
      <ul>
        {warnings.slice(0, MOST).map(({ problem: { destination, ...problem }, at }, index) => (
          <li key={`${at} ${index}`}>
            {destination === undefined ? null : (
              <>
                <Words of={destination} most={200} />:{' '}
              </>
            )}
            {problemLines(problem, 'info').map(({ text }) => (
              <div key={text}>
                <Words of={text} most={1000} />
              </div>
            ))}
          </li>
        ))}
      </ul>
      {warnings.length > MOST ? <p>and {warnings.length - MOST} more</p> : null}
    </section>
  );
}
