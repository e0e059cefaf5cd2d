import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

export type AwsCli = {
  program: string;
  /** `aws-cli/2.9.19`. */
  name: string;
  /** Whether it knows AWS_ENDPOINT_URL, and what S3 has learned since then. */
  isCurrent: boolean;
  /** What goes before its words to lead it to an emulator. */
  to(url: string): string[];
};

/** The aws CLIs that are installed here, each version once; of some machines versions 1 and 2. */
export const awsClis: AwsCli[] = found();

function found(): AwsCli[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const programs = [
    ...folders.map((folder) => join(folder, 'aws')),
    '/usr/bin/aws',
    '/usr/local/bin/aws',
  ];
  const byName = new Map<string, AwsCli>();
  for (const program of new Set(programs)) {
    const { stdout, status } = spawnSync(program, ['--version'], { encoding: 'utf8' });
    const [name, major, minor] =
      /^aws-cli\/(\d+)\.(\d+)\.\d+/.exec(status === 0 ? stdout : '') ?? [];
    if (name === undefined || byName.has(name)) continue;
    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
    const isCurrent = Number(minor) >= (major === '1' ? 36 : 22);
    const to = (url: string) => (isCurrent ? [] : ['--endpoint-url', url]);
    byName.set(name, { program, name, isCurrent, to });
  }
  return [...byName.values()];
}
