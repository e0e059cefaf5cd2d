import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { uidOf } from '../../../src/emulator/wire/peer.ts';
import { anEmulator } from '../an-emulator.ts';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 2 1
   2: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 3 1
   3: 0100007F:C351 0100007F:01BB 01 00000000:00000000 00:00000000 00000000     0        0 4 1
   4: 0200007F:C351 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 5 1
   5: 0100007F:C352 0100007F:01BB 01 00000000:00000000 00:00000000 00000000     0        0 6 1
`;

test.each([
  ['127.0.0.1', 50_000, 1000],
  ['127.0.0.1', 9, undefined],
  ['::1', 50_000, undefined],
  // Root has the same port toward another service.
  ['127.0.0.2', 50_001, 1000],
  ['127.0.0.1', 50_002, undefined],
])('whose socket has %s:%i', (remoteAddress, remotePort, uid) => {
  const here = { localAddress: '127.0.0.1', localPort: 8080 };
  expect(uidOf({ remoteAddress, remotePort, ...here }, TABLE)).toBe(uid);
});

/** Asks for a role with a token that anybody could write, as another user of this machine. */
const ASK = `
const [url, role, localAddress, localPort] = process.argv.slice(1);
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const claims = { iss: 'https://id.example.com', sub: 'x', aud: 'sts.amazonaws.com', iat: now, exp: now + 60 };
const body = new URLSearchParams({
  Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: role, RoleSessionName: 'builder',
  WebIdentityToken: [encode({ alg: 'none' }), encode(claims), 'x'].join('.'),
});
const { request } = require('node:http');
const headers = { 'content-type': 'application/x-www-form-urlencoded' };
const from = localAddress ? { localAddress, localPort: Number(localPort) } : {};
request(url, { method: 'POST', headers, ...from }, async (answer) => {
  let text = '';
  for await (const piece of answer) text += piece;
  console.log(answer.statusCode, /<(?:Code|AccessKeyId)>/.exec(text)?.[0]);
}).end(String(body));
`;

describe('a web identity token', () => {
  async function ask(uid?: number, from: readonly string[] = []): Promise<string> {
    const emulator = await anEmulator();
    const role = 'arn:aws:iam::111111111111:role/deploy';
    const child = spawn(process.execPath, ['-e', ASK, emulator.url, role, ...from], {
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

  asRoot(
    'nor is one who takes a port that a connection of root has, from another address',
    async () => {
      const server = createServer((socket) => socket.resume());
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const mine = connect(port, '127.0.0.1');
      await once(mine, 'connect');
      try {
        expect(await ask(65_534, ['127.0.0.2', String(mine.localPort)])).toBe('403 <Code>');
      } finally {
        mine.destroy();
        server.close();
      }
    },
  );

  test('of its own user is taken', async () => {
    expect(await ask()).toMatch(/^200 <AccessKeyId>/);
  });
});
