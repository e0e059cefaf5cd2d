import http from 'node:http';
import https from 'node:https';
import { describe, expect, test } from '@jest/globals';
import { anHttpCheck, causeIn, json } from './a-check.ts';
import { aCertificate } from './certificate.ts';
import { serve, serveTls } from './servers.ts';

const name = 'orders.example.com';
const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
const status = json({ version: '1.214' });

/** Where the client trusts `ca` alone. */
function trusting(ca: string) {
  return { httpAgent: new http.Agent(), httpsAgent: new https.Agent({ ca }) };
}

async function overTls(pair: { key: string; cert: string }, trusted: string) {
  const port = await serveTls(pair, status);
  const one = anHttpCheck(`https://${name}:${port}/status`);
  return causeIn(one, { resolve, agents: trusting(trusted) });
}

describe('over TLS', () => {
  test('a destination is verified whose certificate is trusted and names its host', async () => {
    const pair = aCertificate(name);
    expect(await overTls(pair, pair.cert)).toBeUndefined();
  });

  test('a certificate that nobody trusted has signed is refused, with what to do about it', async () => {
    const other = aCertificate(name);
    expect(await overTls(aCertificate(name), other.cert)).toMatchObject({
      message: expect.stringMatching(/^its certificate is not trusted: .*self-signed/),
      advice: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });

  test('a certificate of another host is refused', async () => {
    const pair = aCertificate('shop.example.com');
    const cause = await overTls(pair, pair.cert);
    expect(cause?.message).toContain(`Host: ${name}. is not in the cert's altnames`);
  });

  test('a certificate that has expired is refused', async () => {
    const pair = aCertificate(name, { days: -1 });
    expect((await overTls(pair, pair.cert))?.message).toContain('certificate has expired');
  });

  test('a port that speaks no TLS is told as that', async () => {
    const { port } = new URL(await serve(status));
    const cause = await causeIn(anHttpCheck(`https://127.0.0.1:${port}/`));
    expect(cause?.message).toMatch(/^no TLS could be agreed on: .*(wrong version|packet length)/);
  });

  test('no redirect leads to plain HTTP', async () => {
    const pair = aCertificate(name);
    const port = await serveTls(pair, (_, response) =>
      response.writeHead(302, { location: `http://${name}/status` }).end(),
    );
    const one = anHttpCheck(`https://${name}:${port}/`);
    const cause = await causeIn(one, { resolve, agents: trusting(pair.cert) });
    expect(cause?.message).toContain('redirected from https to http');
  });
});
