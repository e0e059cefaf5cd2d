import { describe, expect, test } from '@jest/globals';
import { describeFault } from '../../src/aws/advice.ts';
import { CredentialsError } from '../../src/aws/credentials-error.ts';
import { claimsOf } from '../../src/aws/token-claims.ts';
import { defined } from '../../src/defined.ts';
import type { RefusedError } from '../../src/problem.ts';
import { causes } from './advice-causes.ts';
import { type Answer, answers } from './aws-messages.ts';
import { aDestination, anEmulator, aSession, aToken, failureOf, inRegions } from './makers.ts';

const destination = aDestination();
const role = 'arn:aws:iam::222222222222:role/codedeploy-fanout';

test('the table has at least 60 answers, each with its source', () => {
  expect(answers.length).toBeGreaterThanOrEqual(60);
  for (const { source } of answers) expect(source).toMatch(/^https:\/\//);
});

describe('what AWS answers gets the advice for its cause, and for no other', () => {
  test.each(
    answers.map((answer): [string, string, string, Answer] => [
      answer.call,
      answer.name,
      answer.said.slice(0, 80),
      answer,
    ]),
  )('%s: %s: %s', (call, _, __, answer) => {
    const problem = describeFault(errorOf(answer), { destination, operation: call });
    const hint = problem.hint ?? '(none)';
    const matching = Object.entries(causes).filter(([, advice]) => advice.test(hint));
    expect([hint, matching.map(([cause]) => cause)]).toEqual([hint, [answer.cause]]);
    for (const name of answer.names ?? [])
      expect(hint).toEqual(
        typeof name === 'string' ? expect.stringContaining(name) : expect.stringMatching(name),
      );
    if (answer.said !== 'UnknownError')
      expect(problem.message).toContain(answer.said.slice(0, 1000));
  });
});

test.each([403, 407])('a page of a proxy with %d is never taken for an answer of AWS', (status) => {
  for (const call of [
    's3:PutObject',
    'codedeploy:CreateDeployment',
    'sts:AssumeRoleWithWebIdentity',
  ]) {
    const page = {
      call,
      name: 'AccessDenied',
      status,
      said: '<html>Access Denied</html>',
      headers: { 'content-type': 'text/html' },
    };
    expect(describeFault(errorOf(page), { destination, operation: call }).hint).toMatch(
      causes.proxy,
    );
  }
});

test('GitLab is told where its audience is set', () => {
  const answer = {
    call: 'sts:AssumeRoleWithWebIdentity',
    name: 'InvalidIdentityToken',
    status: 400,
    said: 'Incorrect token audience',
  };
  const { hint } = describeFault(errorOf(answer, 'gitlab'), { destination });
  expect(hint).toContain('aud: under id_tokens:');
  expect(hint).not.toMatch(/github/i);
});

describe('over the wire', () => {
  const [there = aDestination()] = inRegions(['eu-west-1']);

  test('the call that failed names itself, whatever it was made for', async () => {
    const faults = [{ operation: 'BatchGetDeployments', then: 'deny' as const }];
    const emulator = await anEmulator([there], { faults });
    const calls = aSession(emulator).codedeploy(there);
    const error = await failureOf(calls.getDeployments(['d-AAAAAAAAA']));
    const problem = describeFault(error, {
      destination: there,
      operation: 'codedeploy:GetDeploymentGroup',
    });
    expect(problem.message).toMatch(/^codedeploy:BatchGetDeployments was denied/);
    expect(problem.hint).toContain('codedeploy:BatchGetDeployments');
  });

  test('a bucket that is missing is named, with the key of fanout.yml', async () => {
    const emulator = await anEmulator([there], { change: (seed) => seed.buckets.splice(0) });
    const error = await failureOf(aSession(emulator).artifacts(there).check());
    const problem = describeFault(error, { destination: there });
    expect(problem.message).toContain('there is no bucket "deploy-eu-west-1"');
    expect(problem.hint).toMatch(
      /^create bucket "deploy-eu-west-1".*bundle\.bucket in fanout\.yml/,
    );
  });

  test('the role is the one that was used', async () => {
    const readRole = { arn: 'arn:aws:iam::222222222222:role/read', sessionTags: false };
    const reading = { ...there, readRole };
    const faults = [{ service: 'codedeploy' as const, then: 'deny' as const }];
    const emulator = await anEmulator([reading], { faults });
    const calls = aSession(emulator, { access: 'read' }).codedeploy(reading);
    const error = await failureOf(calls.getGroup());
    expect(describeFault(error, { destination: reading }).hint).toContain(`role "${readRole.arn}"`);
  });

  test('subject and audience of a token that is refused are named', async () => {
    const then = { status: 403, code: 'AccessDenied' };
    const faults = [{ operation: 'AssumeRoleWithWebIdentity', then }];
    const emulator = await anEmulator([there], { faults });
    const token = aToken();
    const env = { AWS_ENDPOINT_URL: emulator.url };
    const aws = aSession(emulator, { env, webIdentityToken: token });
    const error = (await failureOf(aws.identify([there]))) as RefusedError;
    const hint = error.problems[0]?.hint ?? '';
    expect(hint).toContain('"repo:example/orders:environment:production"');
    expect(hint).toContain('"sts.amazonaws.com"');
    expect(hint).not.toContain(token);
  });
});

type Given = Pick<Answer, 'call' | 'name' | 'status' | 'said'> & { headers?: object };

/** As the SDK throws it; where it is of STS, as it comes from getting a role's credentials. */
function errorOf(
  { call, name, status, said, headers }: Given,
  ci: 'github' | 'gitlab' = 'github',
): Error {
  const answer = Object.assign(new Error(said), {
    name,
    $metadata: { httpStatusCode: status },
    ...(headers && { $response: { headers } }),
  });
  if (!call.startsWith('sts:')) return answer;
  const web = call === 'sts:AssumeRoleWithWebIdentity';
  const iss = ci === 'gitlab' ? { iss: 'https://gitlab.com' } : {};
  const claims = web ? claimsOf(aToken(iss)) : undefined;
  return new CredentialsError('refused', `role "${role}" cannot be assumed: ${name}: ${said}`, {
    operation: call,
    job: { ci },
    ...(call !== 'sts:GetCallerIdentity' && { role }),
    ...defined({ claims }),
    cause: answer,
  });
}
