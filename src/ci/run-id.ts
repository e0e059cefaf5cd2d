import { systemRandom } from '../random.ts';
import { ciBuild } from './systems.ts';

/** Which run of which CI this is, as it stands in the deployments' marker: no spaces, `github:9876543.1`. */
export function runId(env: NodeJS.ProcessEnv, random = systemRandom): string {
  const { run } = ciBuild(env);
  return run ? word(run) : `local:${random.uuid().slice(0, 8)}`;
}

function word(text: string): string {
  return text.replace(/[^\w.:+-]+/g, '-').slice(0, 80);
}
