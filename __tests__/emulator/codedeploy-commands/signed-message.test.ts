import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { createSigner } from '../../../src/emulator/codedeploy-commands/signed-message.ts';
import { signedContent } from './an-agent.ts';

const signer = createSigner(Date.now());
const hasOpenSsl = spawnSync('openssl', ['version']).status === 0;

function verifiedByOpenSsl(message: string): { text: string; said: string } {
  const argv = ['smime', '-verify', '-noverify', '-inform', 'PEM', '-binary'];
  const { stdout, stderr } = spawnSync('openssl', argv, { input: message });
  return { text: stdout.toString(), said: stderr.toString() };
}

describe('A specification is signed with a key that the process makes; agents take it of any signer.', () => {
  const contents = [
    '{}',
    '{"DeploymentId":"d-1","ApplicationName":"Bestellungen für Zürich"}',
    'x'.repeat(127),
    'x'.repeat(128),
    'x'.repeat(70_000),
  ];

  test.each(contents)('as Node.js reads it: %.30s', async (content) => {
    expect(signedContent(await signer.sign(content))).toBe(content);
  });

  (hasOpenSsl ? test : test.skip).each(contents)(
    'as OpenSSL verifies it: %.30s',
    async (content) => {
      const { text, said } = verifiedByOpenSsl(await signer.sign(content));
      expect(said).toContain('Verification successful');
      expect(text).toBe(content);
    },
  );

  (hasOpenSsl ? test : test.skip)('another content is not verified', async () => {
    const message = await signer.sign('{"Key":"one.zip"}');
    const [label, ...rest] = message.trim().split('\n');
    const end = rest.pop();
    const bytes = Buffer.from(rest.join(''), 'base64');
    bytes.write('two', bytes.indexOf('one.zip'));
    const forged = [label, ...(bytes.toString('base64').match(/.{1,64}/g) ?? []), end, ''];
    expect(verifiedByOpenSsl(forged.join('\n')).said).toContain('Verification failure');
    expect(() => signedContent(forged.join('\n'))).toThrow('the signature is wrong');
  });

  (hasOpenSsl ? test : test.skip)('with a certificate that lasts beyond 2050, too', async () => {
    const message = await createSigner(Date.UTC(2049, 11, 31)).sign('{}');
    expect(verifiedByOpenSsl(message).said).toContain('Verification successful');
  });
});
