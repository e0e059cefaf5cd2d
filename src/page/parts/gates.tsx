import { gateText } from '../../report/gate-text.ts';
import type { GateView, RunView } from '../run-view.ts';
import { Sign } from './sign.tsx';
import { Words } from './words.tsx';

const MOST = 100;

/** What alarms and metrics came to last: those that pass by their number, all others by name. */
export function Gates({ view: { gates } }: { view: RunView }) {
  const all = [...gates.values()];
  if (all.length === 0) return null;
  const others = all.filter(({ gate }) => gate.verdict !== 'pass');
  const passing = all.length - others.length;
  return (
    <section class="gates" aria-labelledby="gates">
      <h2 id="gates">Alarms and gates</h2>
      <ul class="state">
        {others.slice(0, MOST).map((one) => (
          <li key={`${one.destination} ${one.gate.kind} ${one.gate.name}`}>
            <Sign of={toneOf(one)} /> <Words of={one.destination} most={200} />:{' '}
            <Words of={gateText(one.gate)} most={1000} />
          </li>
        ))}
        {others.length > MOST ? <li>and {others.length - MOST} more</li> : null}
        {passing > 0 ? (
          <li>
            <Sign of="good" /> {passing} passed when last looked at
          </li>
        ) : null}
      </ul>
    </section>
  );
}

function toneOf({ gate: { verdict, dryRun } }: GateView) {
  return verdict === 'fail' && !dryRun ? 'bad' : 'untouched';
}
