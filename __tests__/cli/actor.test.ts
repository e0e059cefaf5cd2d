import { expect, test } from '@jest/globals';
import { actorOf } from '../../src/cli/actor.ts';

test.each([
  [{ USER: 'bob' }, 'local:1a2b3c4d', 'bob (local)'],
  [{ USERNAME: 'bob' }, 'local:1a2b3c4d', 'bob (local)'],
  [{ GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'alice' }, 'github:9.1', 'alice (github:9.1)'],
  [{ GITHUB_ACTIONS: 'true' }, 'github:9.1', 'github:9.1'],
])('who acts is told by name where the machine knows one: %j', (env, run, actor) => {
  expect(actorOf(env, run)).toBe(actor);
});

test('without a name the run itself is told, not another of its kind', () => {
  expect(actorOf({}, 'local:1a2b3c4d')).toBe('local:1a2b3c4d');
});
