/** Lifecycle events that run scripts, in the order of an in-place deployment; the service's, and no others. */
export const scriptEvents = [
  'BeforeBlockTraffic',
  'AfterBlockTraffic',
  'ApplicationStop',
  'BeforeInstall',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
] as const;

/** Events of the agent or the service itself. */
export const reservedEvents = [
  'Start',
  'DownloadBundle',
  'Install',
  'BlockTraffic',
  'AllowTraffic',
  'End',
] as const;
