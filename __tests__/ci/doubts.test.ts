import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { doubtsOf } from '../../src/ci/doubts.ts';

const personal = { TEAMCITY_VERSION: '2025.11', BUILD_IS_PERSONAL: 'true' };
const frozen = { GITLAB_CI: 'true', CI_DEPLOY_FREEZE: 'true' };

test.each([
  ['deploy', personal, ['refusal']],
  ['promote', personal, ['refusal']],
  ['rollback', personal, []],
  ['rehearse', personal, []],
  ['deploy', { TEAMCITY_VERSION: '2025.11' }, []],
  ['deploy', { BUILD_IS_PERSONAL: 'true' }, []],
  ['deploy', frozen, ['warning']],
  ['rollback', frozen, []],
  ['deploy', {}, []],
])('%s in %j meets with %j', (command, env, doubts) => {
  expect(Object.keys(doubtsOf(command, env))).toEqual(doubts);
});

const folder = mkdtempSync(join(tmpdir(), 'event-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['push', undefined, false],
  ['workflow_dispatch', undefined, false],
  ['schedule', undefined, false],
  ['pull_request', undefined, true],
  ['pull_request_target', undefined, true],
  ['merge_group', undefined, true],
  ['workflow_run', undefined, true],
  ['workflow_run', 'not JSON', true],
  ['workflow_run', after('push', 'acme/orders'), false],
  ['workflow_run', after('pull_request', 'acme/orders'), true],
  ['workflow_run', after('push', 'stranger/orders'), true],
])('a workflow of GitHub on %s, %j, is refused: %s', (event, payload, refused) => {
  const path = join(folder, 'event.json');
  if (payload !== undefined) writeFileSync(path, payload);
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    ...(payload === undefined ? {} : { GITHUB_EVENT_PATH: path }),
  };
  for (const command of ['deploy', 'promote']) {
    expect(doubtsOf(command, env).refusal?.code).toBe(refused ? 'proposed-change' : undefined);
    expect(doubtsOf(command, env, { allowEvent: true })).toEqual({});
  }
  expect(doubtsOf('rollback', env)).toEqual({});
});

function after(event: string, fork: string): string {
  const repository = { full_name: 'acme/orders' };
  return JSON.stringify({
    repository,
    workflow_run: { event, head_repository: { full_name: fork } },
  });
}
