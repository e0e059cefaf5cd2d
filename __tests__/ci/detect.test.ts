import { describe, expect, test } from '@jest/globals';
import { wantsColour } from '../../src/ci/colour.ts';
import { detectHost } from '../../src/ci/detect.ts';

describe('detectHost', () => {
  test.each([
    ['github', { GITHUB_ACTIONS: 'true', CI: 'true' }],
    ['github', { GITEA_ACTIONS: 'true', GITHUB_ACTIONS: 'true' }],
    ['teamcity', { TEAMCITY_VERSION: '2025.03', BUILD_NUMBER: '7' }],
    ['gitlab', { GITLAB_CI: 'true', CI: 'true' }],
    ['terminal', { BUILD_NUMBER: '7', JENKINS_URL: 'x', CI: 'true' }],
    ['terminal', {}],
    ['terminal', { FANOUT_CI: 'terminal', GITHUB_ACTIONS: 'true' }],
    ['gitlab', { FANOUT_CI: 'gitlab' }],
    ['teamcity', { FANOUT_CI: '', TEAMCITY_VERSION: '1' }],
  ])('%s by %j', (host, env) => {
    expect(detectHost(env)).toBe(host);
  });

  test('what is asked for on the command line goes first', () => {
    expect(detectHost({ FANOUT_CI: 'gitlab', GITHUB_ACTIONS: 'true' }, 'teamcity')).toBe(
      'teamcity',
    );
  });

  test('an unknown name is refused, saying where it came from', () => {
    expect(() => detectHost({}, 'jenkins')).toThrow('--ci: unknown CI "jenkins"');
    expect(() => detectHost({ FANOUT_CI: 'x' })).toThrow('FANOUT_CI: unknown CI "x"');
  });
});

describe('wantsColour', () => {
  const pipe = { isTTY: false, ci: false };
  const tty = { isTTY: true, ci: false };
  const ci = { isTTY: false, ci: true };
  test.each([
    [{}, pipe, false],
    [{}, tty, true],
    [{}, ci, true],
    [{ NO_COLOR: '1' }, ci, false],
    [{ NO_COLOR: '' }, tty, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, tty, false],
    [{ FORCE_COLOR: '1' }, pipe, true],
    [{ FORCE_COLOR: '0' }, tty, false],
    [{ TERM: 'dumb' }, tty, false],
  ])('%j in %j: %j', (env, place, expected) => {
    expect(wantsColour(env, place)).toBe(expected);
  });
});
