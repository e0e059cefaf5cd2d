import { expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';

const appspec = `version: 0.0
os: linux
files:
  - source: app
    destination: /opt/app
hooks:
  AfterInstall:
    - location: scripts/install.sh
      timeout: 60
`;

test('a line of almost a megabyte keeps lint busy for no minutes', async () => {
  const files: Record<string, string> = {
    'appspec.yml': appspec,
    app: 'x',
    'scripts/install.sh': `#!/bin/bash\n: ${'systemctl cp '.repeat(70_000)}\n`,
  };
  const entries = Object.entries(files).map(([path, text]) => ({
    path,
    kind: 'file' as const,
    mode: 0o755,
    size: text.length,
  }));
  const before = process.cpuUsage();
  await lintBundle({ entries, read: async (path) => Buffer.from(files[path] ?? '') });
  const { user } = process.cpuUsage(before);
  expect(user / 1e6).toBeLessThan(5);
});
