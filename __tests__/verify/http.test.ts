import type { RequestListener } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { anHttpCheck, aTime, json, problemIn } from './a-check.ts';
import { serve } from './servers.ts';

const wellRunning = json({ version: '1.214' });

/** Answers the nth request, counted from 1, by what `pick` gives for it. */
function byTurn(pick: (turn: number) => RequestListener): RequestListener {
  let turn = 0;
  return (request, response) => pick(++turn)(request, response);
}

const notReady: RequestListener = (_, response) => response.writeHead(503).end();
const redirectTo =
  (location: string, status = 302): RequestListener =>
  (_, response) =>
    response.writeHead(status, { location }).end();

describe('a destination is verified', () => {
  test('when its status endpoint answers with the version, several times in a row', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      asked += 1;
      wellRunning(request, response);
    });
    expect(await problemIn(anHttpCheck(`${url}/status`, { consecutive: 3 }))).toBeUndefined();
    expect(asked).toBe(3);
  });

  test('once it has become ready', async () => {
    const url = await serve(byTurn((turn) => (turn < 3 ? notReady : wellRunning)));
    expect(await problemIn(anHttpCheck(url))).toBeUndefined();
  });

  test('when it is slow, but not too slow', async () => {
    const time = aTime();
    const url = await serve(async (request, response) => {
      await time.pass(14_000);
      wellRunning(request, response);
    });
    expect(await problemIn(anHttpCheck(url), { time })).toBeUndefined();
  });

  test('after redirects within its host', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/') redirectTo('/a')(request, response);
      else if (request.url === '/a') redirectTo(`${url}/status`, 308)(request, response);
      else wellRunning(request, response);
    });
    expect(await problemIn(anHttpCheck(url))).toBeUndefined();
  });

  test('by a redirect itself, where that is what must be answered', async () => {
    const url = await serve(redirectTo('https://login.example.com/', 301));
    expect(await problemIn(anHttpCheck(url, { status: 301, json: {} }))).toBeUndefined();
  });

  test('by text in its body, and is sent the headers of the check', async () => {
    const url = await serve((request, response) => {
      const fine = request.headers['x-token'] === 'of 1.214';
      response.end(fine ? '<p>orders 1.214</p>' : 'who are you?');
    });
    const headers = { 'X-Token': 'of ${version}' };
    const contains = 'orders ${version}<';
    expect(await problemIn(anHttpCheck(url, { json: {}, headers, contains }))).toBeUndefined();
  });
});

describe('a destination is not verified', () => {
  test('when another version answers, and nothing else of the answer is told', async () => {
    const url = await serve(json({ version: '1.213', password: 'hunter2' }));
    const problem = await problemIn(anHttpCheck(`${url}/status`));
    expect(problem).toBe(`${url}/status: version is "1.213", expected "1.214" (7 tries in 30 s)`);
  });

  test('when it flaps', async () => {
    const version = (turn: number) => (turn % 2 ? '1.214' : '1.213');
    const url = await serve(byTurn((turn) => json({ version: version(turn) })));
    expect(await problemIn(anHttpCheck(url))).toMatch(
      /version is "1.213", .* \(7 tries in 30 s; it held 1 of 2 times in a row at the end\)$/,
    );
  });

  test.each<[string, RequestListener, string]>([
    ['never ready', notReady, 'status 503, expected 200 (7 tries in 30 s)'],
    ['not JSON', (_, response) => response.end('<html>'), 'the body is not JSON'],
    ['of 10 MB', (_, response) => response.end('x'.repeat(10e6)), 'larger than 1048576 bytes'],
    ['a redirect elsewhere', redirectTo('http://localhost:9/'), 'another host, "localhost"'],
    ['a redirect to another port', redirectTo('http://127.0.0.1:9/'), 'connect ECONNREFUSED'],
    ['a redirect to a file', redirectTo('file:///etc/passwd'), 'redirected to "file:"'],
    ['a redirect to nowhere', redirectTo('http://['), 'redirected to what is not an address'],
    ['a redirect without end', redirectTo('/'), 'more than 5 redirects'],
    ['cut off', (_, response) => response.socket?.destroy(), 'socket hang up'],
  ])('when its answer is %s', async (_, listener, problem) => {
    expect(await problemIn(anHttpCheck(await serve(listener)))).toContain(problem);
  });

  test('when it would have the headers of the check sent to another port', async () => {
    let asked = 0;
    const other = await serve((request, response) => {
      asked += 1;
      wellRunning(request, response);
    });
    const url = await serve(redirectTo(`${other}/`));
    const problem = await problemIn(anHttpCheck(url, { headers: { authorization: 'a secret' } }));
    expect(problem).toContain('is not followed with the headers of the check');
    expect(asked).toBe(0);
  });

  test('when it does not answer in time', async () => {
    const time = aTime();
    const url = await serve(() => void time.pass(30_000));
    expect(await problemIn(anHttpCheck(url), { time })).toBe(
      'no answer within 30 s (1 try in 30 s)',
    );
  });

  test('when its answer does not end in time', async () => {
    const time = aTime();
    const url = await serve((_, response) => {
      response.write('{"version":', () => void time.pass(20_000));
    });
    expect(await problemIn(anHttpCheck(url, { timeout: 20_000 }), { time })).toContain(
      'no answer within 20 s',
    );
  });

  test('by the last try alone, which has as much time as any other', async () => {
    const time = aTime();
    const slowly: RequestListener = async (request, response) => {
      await time.pass(1_000);
      json({ version: '1.213' })(request, response);
    };
    const problem = await problemIn(anHttpCheck(await serve(slowly)), { time });
    expect(problem).toContain('version is "1.213"');
  });

  test('when nothing listens there', async () => {
    // Port 1 of this machine, which browsers refuse for the same reason.
    expect(await problemIn(anHttpCheck('http://127.0.0.1:1/'))).toContain('ECONNREFUSED');
  });
});

test('a run that is cancelled waits for no answer', async () => {
  const controller = new AbortController();
  const url = await serve(() => controller.abort(new Error('cancelled')));
  const checking = problemIn(anHttpCheck(url), { signal: controller.signal });
  await expect(checking).rejects.toThrow('cancelled');
});
