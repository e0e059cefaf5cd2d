import { generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { der } from './der.ts';

export type Signer = {
  /** A PKCS#7 message in PEM that holds the content and its signature: https://www.rfc-editor.org/rfc/rfc2315. */
  sign(content: string): Promise<string>;
};

/**
 * Signs with a key of its own, which is made when it is first needed. The agent verifies the signature and takes it of
 * any signer: aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/deployment_specification.rb.
 *
 * @param now milliseconds since the epoch; from then on the certificate is valid for ten years
 */
export function createSigner(now: number): Signer {
  let key: Promise<SigningKey> | undefined;
  return {
    async sign(content) {
      key ??= makeKey(now);
      return pem(signedMessage(Buffer.from(content), await key));
    },
  };
}

type SigningKey = { key: KeyObject; certificate: Buffer };

async function makeKey(now: number): Promise<SigningKey> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { key: pair.privateKey, certificate: certificateOf(pair, now) };
}

const algorithm = (identifier: string) => der.sequence(der.identifier(identifier), der.nothing());
const sha256 = algorithm('2.16.840.1.101.3.4.2.1');
const rsaEncryption = algorithm('1.2.840.113549.1.1.1');
const sha256WithRsa = algorithm('1.2.840.113549.1.1.11');
const data = der.identifier('1.2.840.113549.1.7.1');
const signedData = der.identifier('1.2.840.113549.1.7.2');
const commonName = der.identifier('2.5.4.3');
const serial = der.integer(1);
const signer = der.sequence(
  der.set(der.sequence(commonName, der.text('fanout emulator: deployment specifications'))),
);

/** Signed by itself: https://www.rfc-editor.org/rfc/rfc5280#section-4.1. */
function certificateOf(
  { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject },
  now: number,
): Buffer {
  const day = 86_400_000;
  const content = der.sequence(
    serial,
    sha256WithRsa,
    signer,
    der.sequence(der.time(new Date(now - day)), der.time(new Date(now + 3650 * day))),
    signer,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  return der.sequence(content, sha256WithRsa, der.bits(sign('sha256', content, privateKey)));
}

function signedMessage(content: Buffer, { key, certificate }: SigningKey): Buffer {
  const information = der.sequence(
    der.integer(1),
    der.sequence(signer, serial),
    sha256,
    rsaEncryption,
    der.octets(sign('sha256', content, key)),
  );
  const message = der.sequence(
    der.integer(1),
    der.set(sha256),
    der.sequence(data, der.context(0, der.octets(content))),
    der.context(0, certificate),
    der.set(information),
  );
  return der.sequence(signedData, der.context(0, message));
}

function pem(message: Buffer): string {
  const lines = message.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PKCS7-----', ...lines, '-----END PKCS7-----', ''].join('\n');
}
