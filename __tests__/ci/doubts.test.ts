import { expect, test } from '@jest/globals';
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
