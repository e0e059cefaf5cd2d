import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { filesFor } from '../../src/init/files.ts';
import { recognise } from '../../src/init/recognise.ts';
import { kinds } from '../../src/init/repository.ts';
import { toolVersion } from '../../src/tool-version.ts';
import { metaRunnerText } from './meta-runner.ts';

/** Lines that name an image by its tag alone and do not say so: who moves the tag has the job. */
function movable(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => /\bimage: *["']?[\w.-]+[\w./-]*(?::|["'\s]|$)/.test(line))
    .filter((line) => !/@sha256:(?:[0-9a-f]{64}\b|…)/.test(line) && !line.includes('by its tag'));
}

const files = execFileSync('git', ['ls-files', '*.md', '*.yml', '*.yaml', '*.xml'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((path) => /^(?:docs|examples|templates)\/|^[^/]+$/.test(path));

describe('an image that is named by its tag alone', () => {
  test('is seen', () => {
    const seen = '  image: node:24\n  image: "golang"\ndocker: [{ image: cimg/node:24.0 }]';
    expect(movable(seen)).toHaveLength(3);
    const pinned = `image: node:24@sha256:${'0'.repeat(64)}`;
    expect(movable(`${pinned}\nimage: $IMAGE\nimage: x:1 # by its tag, as a mirror`)).toEqual([]);
  });

  test('is in no page, example or template', () => {
    expect(files.length).toBeGreaterThan(30);
    const found = files.flatMap((path) =>
      movable(readFileSync(path, 'utf8')).map((line) => `${path}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  test.each(kinds)('is in no pipeline that init writes for %s', (kind) => {
    const repository = { name: 'orders', files: [], read: () => '' };
    const environments = [{ name: 'production', account: '111111111111' }];
    const regions = ['eu-west-1'];
    const answers = {
      application: 'orders',
      kind,
      environments,
      regions,
      pipeline: 'gitlab',
    } as const;
    const wrapper = { version: toolVersion, recipe: metaRunnerText };
    const made = filesFor(repository, recognise(repository), answers, wrapper).files;
    const text = made.find(({ path }) => path === '.gitlab-ci.yml')?.text ?? '';
    expect(text).toContain('image: ');
    expect(movable(text)).toEqual([]);
  });
});
