import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { uidOf } from '../../../src/emulator/wire/peer.ts';
import { anEmulator } from '../an-emulator.ts';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 2 1
   2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 3 1
`;

test.each([
  [50_000, 1000],
  [8080, 0],
  [9, undefined],
])('whose socket has port %i', (port, uid) => expect(uidOf(port, TABLE)).toBe(uid));

/** Asks for a role with a token that anybody could write, as another user of this machine. */
const ASK = `
const [url, role] = process.argv.slice(1);
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const claims = { iss: 'https://id.example.com', sub: 'x', aud: 'sts.amazonaws.com', iat: now, exp: now + 60 };
const body = new URLSearchParams({
  Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: role, RoleSessionName: 'builder',
  WebIdentityToken: [encode({ alg: 'none' }), encode(claims), 'x'].join('.'),
});
fetch(url, { method: 'POST', body }).then(async (answer) => {
  console.log(answer.status, /<(?:Code|AccessKeyId)>/.exec(await answer.text())?.[0]);
});
`;

describe('a web identity token', () => {
  async function ask(uid?: number): Promise<string> {
    const emulator = await anEmulator();
    const role = 'arn:aws:iam::111111111111:role/deploy';
    const child = spawn(process.execPath, ['-e', ASK, emulator.url, role], {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'inherit'],
      ...(uid !== undefined && { uid, gid: uid }),
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await once(child, 'close');
    return output.trim();
  }

  const asRoot = process.getuid?.() === 0 ? test : test.skip;

  asRoot(
    "Another user of this machine than the emulator's own and root is refused, as anybody could write such a token; only Linux tells who it is.",
    async () => {
      expect(await ask(65_534)).toBe('403 <Code>');
    },
  );

  test('of its own user is taken', async () => {
    expect(await ask()).toMatch(/^200 <AccessKeyId>/);
  });
});
