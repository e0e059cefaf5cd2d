import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { aCommand, aTime, causeIn, problemIn } from './a-check.ts';
import { serve } from './servers.ts';

/** Asks a server of the test, which may then let time pass, and goes on. */
const tells = (url: string) => `require("http").get("${url}", (answer) => answer.resume());`;

describe('a command', () => {
  test('gets its values as environment variables, and no shell', async () => {
    const expected = {
      VERSION: '1.214',
      DIGEST: 'ab',
      APPLICATION: 'orders',
      DEPLOYMENT_GROUP: 'orders-production',
      ACCOUNT_NAME: 'retail',
      ACCOUNT_ID: '222222222222',
      REGION: 'eu-west-1',
    };
    const command = aCommand(`
      const { PATH, ...env } = process.env;
      require('assert').deepStrictEqual(env, ${JSON.stringify(expected)});
      require('assert').deepStrictEqual(process.argv.slice(1), ['$VERSION; exit 7']);
    `);
    if (command.kind !== 'command') throw new Error('it is a command');
    command.command = [...command.command, '$VERSION; exit 7'];
    expect(await causeIn(command)).toBeUndefined();
  });

  test('gets an empty id of an account whose id nobody knows: a shell may refuse what is not set', async () => {
    const command = aCommand(`require('assert').equal(process.env.ACCOUNT_ID, '')`);
    expect(await causeIn(command, { account: { name: 'retail' } })).toBeUndefined();
  });

  test('that fails is told with its exit code and its last words', async () => {
    const cause = await causeIn(aCommand(`console.error('no queue'); process.exit(3)`));
    expect(cause?.message).toMatch(/failed with exit code 3 \(1 try in 0 s\)$/);
    expect(cause?.log).toContain('no queue');
  });

  test('that is not there is told', async () => {
    const missing = { ...aCommand(''), command: ['./no-such-program'] };
    expect(await problemIn(missing as ReturnType<typeof aCommand>)).toContain(
      '"./no-such-program": spawn ./no-such-program ENOENT',
    );
  });

  test('may take all the time of its check', async () => {
    const time = aTime();
    const url = await serve(async (_, response) => {
      await time.pass(119_000);
      response.end();
    });
    const long = { ...aCommand(tells(url)), timeout: 120_000 };
    expect(await problemIn(long, { time })).toBeUndefined();
  });

  test('may not take more; what it started ends with it', async () => {
    const time = aTime();
    // Their connections are never answered, and close when they are gone.
    const closed: Promise<unknown>[] = [];
    const url = await serve(({ socket }) => {
      closed.push(once(socket, 'close'));
      if (closed.length === 2) void time.pass(120_000);
    });
    // The child of the child keeps the output open.
    const script = `
      const forever = '${tells(url)}';
      require('child_process').spawn(process.execPath, ['-e', forever], { stdio: 'inherit' });
      eval(forever);`;
    const endless = { ...aCommand(script), timeout: 120_000 };
    expect(await problemIn(endless, { time })).toContain('no answer within 120 s');
    expect(await Promise.all(closed)).toHaveLength(2);
  });

  test('that succeeds is not waited for when it left something running', async () => {
    const script = `
      const stay = 'setInterval(() => {}, 1000)';
      require('child_process').spawn(process.execPath, ['-e', stay], { stdio: 'inherit' }).unref();`;
    expect(await problemIn(aCommand(script))).toBeUndefined();
  });
});
