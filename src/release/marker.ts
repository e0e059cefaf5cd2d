/**
 * How a run finds its own deployments again: the first words of a deployment's description.
 * It is no proof of what runs; automatic rollbacks and deployments made by hand carry none.
 */
export type Marker = {
  version: string;
  environment: string;
  /** `github:9876543.1` */
  run: string;
  /** Commit. */
  sha?: string;
};

/** CodeDeploy's limit, in characters: docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const descriptionLimit = 256;

/** The description of a deployment: the marker, then the reason as far as there is room. */
export function describeDeployment(marker: Marker, reason?: string): string {
  const words = [
    'fanout/1',
    `v=${marker.version}`,
    `env=${marker.environment}`,
    `run=${marker.run}`,
    ...(marker.sha ? [`sha=${marker.sha.slice(0, 8)}`] : []),
  ].join(' ');
  return [words, ...(reason ? [reason] : [])].join(' ').slice(0, descriptionLimit);
}

export function readMarker(description: string | undefined): Marker | undefined {
  const [magic, ...words] = (description ?? '').split(' ');
  if (magic !== 'fanout/1') return undefined;
  const fields = new Map(
    words.map((word) => {
      const at = word.indexOf('=');
      return at < 0
        ? ([word, undefined] as const)
        : ([word.slice(0, at), word.slice(at + 1)] as const);
    }),
  );
  const version = fields.get('v');
  const environment = fields.get('env');
  const run = fields.get('run');
  if (!version || !environment || !run) return undefined;
  const sha = fields.get('sha');
  return { version, environment, run, ...(sha ? { sha } : {}) };
}

export function isSameRun(a: Marker | undefined, b: Marker): boolean {
  return a?.version === b.version && a.environment === b.environment && a.run === b.run;
}
