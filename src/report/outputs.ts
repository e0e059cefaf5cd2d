import type { Facts } from './facts.ts';
import { machineJson } from './machine-json.ts';

/** What later steps of a job are handed. */
export const outputs = {
  version: 'the version that was deployed',
  digest: 'content digest of the bundle, hex',
  zip: 'path of the zip that was built; empty where an earlier one was used',
  verdict:
    'succeeded, failed, rolled-back, … where all destinations share it, else split; ready where blue/green waits for continue (onReady: leave); superseded where all ran a newer version (onOlder: skip); in rehearsals also not-rehearsed',
  'deployment-ids': 'JSON object: deployment id by destination',
  page: 'path of the page of the run, to be uploaded as an artifact',
} as const;

type OutputName = keyof typeof outputs;

/** All but the page, which is written once there is nothing more to tell. */
export function outputsOf({ bundle, finished }: Facts): {
  [N in Exclude<OutputName, 'page'>]: string;
} {
  const results = finished?.results ?? [];
  const ids = results.flatMap(({ destination, deploymentId }) =>
    deploymentId === undefined ? [] : [[destination, deploymentId]],
  );
  return {
    version: bundle?.version ?? results.find(({ version }) => version)?.version ?? '',
    digest: bundle?.digest ?? '',
    zip: bundle?.path ?? '',
    verdict: finished?.verdict ?? '',
    'deployment-ids': machineJson(Object.fromEntries(ids)),
  };
}
