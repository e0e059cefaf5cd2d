import type { Structures } from '../model.generated.ts';
import type { Deployment } from '../state.ts';

/** The alarms a deployment watches that are in alarm now. */
export function activeAlarms({ alarms, scope }: Deployment): string[] {
  if (!alarms?.enabled) return [];
  const watched = (alarms.alarms ?? []).map(({ name = '' }) => name);
  return watched.filter((name) => scope.alarms.has(name));
}

export function alarmError(names: readonly string[]): Structures['ErrorInformation'] {
  const list = names.map((name) => `<${name}>`).join(' ');
  // As AWS words it in deployments people have shown in public.
  const message = `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: ${list}`;
  return { code: 'ALARM_ACTIVE', message };
}
