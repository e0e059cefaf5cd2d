import type { InstanceStatus } from '../../release/instance-status.ts';
import { Sign } from './sign.tsx';
import { Time, Words, type Zone } from './words.tsx';

type Props = { text: string; hosts: readonly InstanceStatus[] | undefined; zone: Zone };

/** How many instances are on it, and each of them when unfolded. */
export function Hosts({ text, hosts = [], zone }: Props) {
  if (hosts.length === 0) return <>{text}</>;
  return (
    <details class="hosts">
      <summary>{text}</summary>
      <ul>
        {hosts.map(({ instance, status, event, at }) => (
          <li key={instance}>
            <Sign of={signOf(status)} /> <Words of={instance} most={120} />{' '}
            <Words of={event === undefined ? status : `${event} ${status}`} most={80} />
            {at === undefined ? null : (
              <span class="age">
                {' '}
                <Time at={at} zone={zone} day />
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function signOf(status: string): 'good' | 'bad' | 'untouched' {
  if (status === 'Succeeded') return 'good';
  return status === 'Failed' ? 'bad' : 'untouched';
}
