import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { prepareRelease } from '../../build/wrappers/release-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'release-'));
afterAll(() => rmSync(folder, { recursive: true }));
const commit = '3fa85f6412345678901234567890123456789012';
const image = `node:24@sha256:${'a1'.repeat(32)}`;
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

test('a release holds dist/, components that name it, what it was made from, and checksums of all', async () => {
  const to = join(folder, 'release');
  const names = await prepareRelease('.', to, { commit, image });
  expect(names).toEqual(
    expect.arrayContaining([
      'index.cjs',
      'aws.cjs',
      'emulator.cjs',
      'lint.cjs',
      'page.cjs',
      'THIRD-PARTY-LICENSES',
      'sbom.cdx.json',
      'SHA256SUMS',
    ]),
  );
  const sums = readFileSync(join(to, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
  const expected = names.filter((name) => name !== 'SHA256SUMS');
  expect(sums).toEqual(expected.map((name) => `${sha256(join(to, name))}  ${name}`));
  for (const name of ['fanout', 'package']) {
    const text = readFileSync(join(to, 'templates', name, 'template.yml'), 'utf8');
    const header = parseAllDocuments(text).at(0)?.toJS();
    const inputs: Record<string, { default: string }> = header.spec.inputs;
    expect(inputs['tool-commit']?.default).toBe(commit);
    expect(inputs['tool-sha256']?.default).toBe(sha256('dist/index.cjs'));
    expect(inputs.image?.default).toBe(image);
  }
  const bom = JSON.parse(readFileSync(join(to, 'sbom.cdx.json'), 'utf8'));
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX' });
  const components = bom.components.map(({ name }: { name: string }) => name);
  expect(components).toEqual(expect.arrayContaining(['yaml', 'zod', '@aws-sdk/client-s3']));
});
