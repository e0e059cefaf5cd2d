import { expect, test } from '@jest/globals';
import { teamcityMessages } from '../ci/parsers.ts';
import { copyQuickstart, fanout } from './fanout.ts';

test('a personal build of TeamCity is refused before anything is built', async () => {
  const quickstart = copyQuickstart();
  const env = {
    TEAMCITY_VERSION: '2025.11',
    BUILD_IS_PERSONAL: 'true',
    BUILD_NUMBER: '7',
    INPUT_COMMAND: 'deploy',
    INPUT_ENVIRONMENT: 'production',
  };
  const { code, stdout } = await fanout([], { cwd: quickstart.folder, env });
  quickstart.remove();
  expect(code).toBe(3);
  const [problem] = teamcityMessages(stdout).filter(({ name }) => name === 'buildProblem');
  expect(problem?.attributes.description).toContain('a personal build deploys nothing');
  expect(stdout).not.toContain('building');
});
