import { expect, test } from '@jest/globals';
import { openSilences } from '../../src/aws/silences.ts';
import { timing } from '../../src/release/timing.ts';
import { handClock } from '../release/hand-clock.ts';

type Middleware = (next: () => Promise<unknown>) => (args: object) => Promise<unknown>;

const [ours, theirs] = ['eu-west-1', 'us-east-1'];
const unheard = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const throttled = Object.assign(new Error('slow down'), {
  name: 'ThrottlingException',
  $metadata: { httpStatusCode: 400 },
});
const failed = Object.assign(new Error('try later'), {
  name: 'InternalFailure',
  $metadata: { httpStatusCode: 503 },
});

function aWatch() {
  const { clock, pass } = handClock();
  const silences = openSilences(clock);
  /** What a request to a region came to, one second after the last one. */
  async function request(region: string, error?: Error): Promise<void> {
    await pass(1_000);
    let wrap: Middleware = (next) => next;
    const middlewareStack = { add: (middleware: Middleware) => (wrap = middleware) };
    silences.heard({ middlewareStack }, { service: 'codedeploy', region });
    const next = async () => {
      if (error) throw error;
    };
    await wrap(next)({}).catch(() => undefined);
  }
  const isDown = () => silences.isDown({ service: 'codedeploy', region: ours });
  const since = () => silences.since({ service: 'codedeploy', region: ours });
  return { clock, pass, request, isDown, since, silences };
}

test.each([unheard, failed])(
  'a region that gives nothing but $name is down after three minutes, where another one answers',
  async (error) => {
    const { clock, pass, request, isDown, since } = aWatch();
    await request(theirs);
    await request(ours, error);
    const first = clock.now();
    for (const half of [timing.silent / 2, timing.silent / 2]) {
      await pass(half);
      await request(ours, error);
    }
    expect(since()).toBeUndefined();
    await request(theirs);
    expect(since()).toBe(first);
    expect(isDown()).toBe(true);
  },
);

test('it is not down before, nor once it has answered, were it with a refusal', async () => {
  const { pass, request, isDown, since } = aWatch();
  await request(ours, unheard);
  await request(theirs);
  await pass(timing.silent - 10_000);
  expect(since()).toBeDefined();
  expect(isDown()).toBe(false);
  await request(ours, throttled);
  await pass(timing.silent);
  expect(since()).toBeUndefined();
});

test('that it did not answer once, long before, makes no silence of one more request', async () => {
  const { clock, pass, request, isDown, since } = aWatch();
  await request(ours, unheard);
  await pass(10 * timing.silent);
  await request(ours, unheard);
  const second = clock.now();
  await request(theirs);
  expect(since()).toBe(second);
  expect(isDown()).toBe(false);
});

test.each([
  Object.assign(new Error('blocked'), {
    $metadata: { httpStatusCode: 403 },
    $response: { headers: { 'content-type': 'text/html' } },
  }),
  Object.assign(new Error('self-signed'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }),
])('$message: what stands between is not an answer of a region', async (error) => {
  const { pass, request, isDown, since } = aWatch();
  await request(ours, unheard);
  await request(theirs, error);
  expect(since()).toBeUndefined();
  await request(theirs);
  await request(ours, error);
  await pass(timing.silent / 2);
  await request(ours, unheard);
  await pass(timing.silent / 2);
  expect(isDown()).toBe(true);
});

test('that another of its services does not answer says nothing of this one', async () => {
  const { pass, request, silences } = aWatch();
  await request(ours, unheard);
  await request(theirs);
  await pass(timing.silent);
  expect(silences.isDown({ service: 's3', region: ours })).toBe(false);
});
