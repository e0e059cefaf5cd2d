import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyQuickstart, fanout } from './fanout.ts';

let folder: string;
let quickstart: ReturnType<typeof copyQuickstart>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seeds-'));
  quickstart = copyQuickstart();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  quickstart.remove();
});

async function rehearsed(name: string, args: readonly string[]) {
  const events = join(folder, name);
  const { code, stdout } = await fanout(['rehearse', ...args, '--events', events], {
    cwd: quickstart.folder,
  });
  return { code, stdout, events: readFileSync(events, 'utf8') };
}

test.each([
  ['a deployment', ['deploy']],
  ['a promotion', ['promote']],
  ['a rollback', ['rollback']],
])(
  'the same seed gives the same bytes of events and of log, another one others: %s',
  async (_, args) => {
    const first = await rehearsed('first', [...args, '--seed', '7']);
    const again = await rehearsed('again', [...args, '--seed', '7']);
    const other = await rehearsed('other', [...args, '--seed', '8']);
    expect(first.code).toBe(0);
    expect(again).toEqual(first);
    expect(other.code).toBe(0);
    expect(other.events).not.toBe(first.events);
  },
);

test('the same holds while calls are throttled, lost and slow', async () => {
  const scenario = join(import.meta.dirname, '../../examples/scenarios/fault-lost-answers.yml');
  const args = ['deploy', '--scenario', scenario, '--seed', '11'];
  const first = await rehearsed('first', args);
  expect(await rehearsed('again', args)).toEqual(first);
});

test('what a seed cannot repeat is refused with it', async () => {
  const { code, stdout, stderr } = await fanout(
    ['rehearse', '--seed', '1', '--hooks', 'sandbox', '--speed', '10'],
    { cwd: quickstart.folder },
  );
  expect(code).toBe(2);
  expect(`${stdout}${stderr}`).toMatch(/--speed has no meaning with --seed/);
  expect(`${stdout}${stderr}`).toMatch(/--hooks sandbox cannot be repeated by a seed/);
});
