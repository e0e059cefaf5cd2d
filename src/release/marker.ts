import { defined } from '../defined.ts';
/**
 * How a run finds its own deployments again: the first words of a deployment's description.
 * It is not proof of what runs; automatic rollbacks and deployments made by hand carry none.
 */
export type Marker = {
  version: string;
  environment: string;
  /** `github:9876543.1` */
  run: string;
  /** Commit. */
  sha?: string;
  /** It brings back an earlier release: nobody stops it to get in. */
  back?: true;
  /** `bundle.name`, where services share an application. */
  bundle?: string;
};

/** CodeDeploy's limit, in characters: docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const descriptionLimit = 256;

/** What a key is cut to: with everything else the marker still has room. */
const longestKey = 100;

/** A version as it stands in a marker. A revision of others has only its key, which may hold spaces and be long. */
export function markerVersion(version: string): string {
  if (/^[!-~]{1,128}$/.test(version)) return version;
  return encodeURI(version).slice(-longestKey);
}

/** The description of a deployment: the marker, then the reason as far as there is room. */
export function describeDeployment(marker: Marker, reason?: string): string {
  const words = [
    'fanout/1',
    `v=${markerVersion(marker.version)}`,
    `env=${marker.environment}`,
    `run=${marker.run}`,
    ...(marker.sha ? [`sha=${marker.sha.slice(0, 8)}`] : []),
    ...(marker.back ? ['back=1'] : []),
    ...(marker.bundle ? [`b=${marker.bundle}`] : []),
  ].join(' ');
  // A reason that begins as a field does would be read as one.
  const said = reason && /^\s*\w+=/.test(reason) ? `- ${reason}` : reason;
  return [words, ...(said ? [said] : [])].join(' ').slice(0, descriptionLimit);
}

/** The fields stand first, each once: what comes after them is the reason, whatever it looks like. */
export function readMarker(description: string | undefined): Marker | undefined {
  const [magic, ...words] = (description ?? '').split(' ');
  if (magic !== 'fanout/1') return undefined;
  const fields = new Map<string, string>();
  for (const word of words) {
    const [name = '', ...rest] = word.split('=');
    if (rest.length === 0 || !fieldNames.has(name) || fields.has(name)) break;
    fields.set(name, rest.join('='));
  }
  const version = fields.get('v');
  const environment = fields.get('env');
  const run = fields.get('run');
  if (!version || !environment || !run) return undefined;
  const sha = fields.get('sha');
  const back = fields.get('back') === '1';
  const bundle = fields.get('b');
  return {
    version,
    environment,
    run,
    ...defined({ sha: sha || undefined }),
    ...(back && { back: true as const }),
    ...defined({ bundle: bundle || undefined }),
  };
}

const fieldNames = new Set(['v', 'env', 'run', 'sha', 'back', 'b']);

/** As far as a description has room for it, whose other words may be as long as they can be. */
function markerBundle(marker: Marker): string | undefined {
  return readMarker(describeDeployment(marker))?.bundle;
}

/** Whether it is of that bundle, as far as its description has room to say. */
export function isSameBundle(theirs: Marker, bundle: string | undefined): boolean {
  return theirs.bundle === (bundle && markerBundle({ ...theirs, bundle }));
}

export function isSameRun(a: Marker | undefined, b: Marker): boolean {
  if (a?.environment !== b.environment || a.run !== b.run) return false;
  return a.version === markerVersion(b.version) && a.bundle === markerBundle(b);
}

/** Whether a run is an earlier attempt of another: GitHub numbers them, and begins one only when the last is over. */
export function isEarlierAttempt(earlier: string, run: string): boolean {
  const [one, other] = [earlier, run].map((each) => /^(github:\d+)\.(\d+)$/.exec(each));
  return one?.[1] !== undefined && one[1] === other?.[1] && Number(one[2]) < Number(other[2]);
}
