import type { LifecycleEvent } from '../state.ts';

// https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html#reference-appspec-file-structure-hooks-run-order
export const blockEvents = ['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic'];
export const allowEvents = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic'];
export const installEvents = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
];

/** Events that carry on when they fail and the deployment has `ignoreApplicationStopFailures`. */
export const stopEvents: readonly string[] = [
  'ApplicationStop',
  'BeforeBlockTraffic',
  'AfterBlockTraffic',
];

/** Events that the service itself sees to, without the agent. */
export const trafficEvents: readonly string[] = ['BlockTraffic', 'AllowTraffic'];

const noHooks: readonly string[] = ['DownloadBundle', 'Install', ...trafficEvents];

/** Whether an AppSpec file can have scripts for the event. */
export function isHook(event: string): boolean {
  return !noHooks.includes(event);
}

export function pending(names: readonly string[]): LifecycleEvent[] {
  return names.map((name) => ({ name, status: 'Pending' }));
}
