import type { InstanceTarget, LifecycleEvent } from '@aws-sdk/client-codedeploy';
import { defined } from '../../defined.ts';
import { type Cause, notRehearsed } from '../outcome.ts';
import { collapse, diagnosticsOf, instanceName } from './deployment-causes.ts';

/** How the emulator words the diagnostics of an event that its host could not do in full: see docs/emulator.md. */
const PREFIX = 'Not rehearsed: ';

/**
 * What hosts of a rehearsal lacked, by event. Only to be asked of emulated hosts: on AWS such words would be an instance's own.
 */
export function gapsOf(targets: readonly InstanceTarget[]): Cause[] {
  const reports = targets.flatMap((target) =>
    (target.lifecycleEvents ?? []).flatMap((event) => {
      const report = gapOf(event);
      return report ? [{ instance: instanceName(target), ...report }] : [];
    }),
  );
  return collapse(reports, targets.length);
}

function gapOf(event: LifecycleEvent) {
  const { message = '', script, log } = diagnosticsOf(event) ?? {};
  if (event.status !== 'Succeeded' || !message.startsWith(PREFIX)) return undefined;
  return {
    ...defined({ event: event.lifecycleEventName || undefined, script: script || undefined }),
    code: notRehearsed,
    message: message.slice(PREFIX.length),
    ...defined({ log: log || undefined }),
    advice:
      'give it to the hosts of rehearsals: rehearsal.host in fanout.yml takes stub commands (docker: { exit: 0 }), units and a root folder',
  };
}

/** All that hosts would have needed: `hosts lack docker, a network`. */
export function lackedIn(gaps: readonly Cause[]): string {
  const names = gaps.flatMap(
    ({ message }) => /^(?:failed after )?the host lacks (.*)/.exec(message)?.[1]?.split(', ') ?? [],
  );
  return `hosts lack ${[...new Set(names)].join(', ')}`;
}
