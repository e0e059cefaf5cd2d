import { generateKeyPairSync, sign } from 'node:crypto';

/** A certificate for a name, signed by its own key, that holds from yesterday until `days` from now (RFC 5280). */
export function aCertificate(name: string, { days = 1 } = {}): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const issuer = sequence(set(sequence(commonName, tagged(0x0c, Buffer.from(name)))));
  const names = sequence(tagged(0x82, Buffer.from(name)));
  const signed = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    sequence(ecdsaWithSha256),
    issuer,
    sequence(time(-2), time(days)),
    issuer,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(sequence(subjectAltName, tagged(0x04, names)))),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', signed, privateKey)]);
  const certificate = sequence(signed, sequence(ecdsaWithSha256), tagged(0x03, signature));
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

const commonName = objectId('550403');
const subjectAltName = objectId('551d11');
const ecdsaWithSha256 = objectId('2a8648ce3d040302');

function objectId(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]));
}

function time(daysFromNow: number): Buffer {
  const at = new Date(Date.now() + daysFromNow * 24 * 60 * 60_000);
  const text = `${at.toISOString().replaceAll(/[-:T]|\..*/g, '')}Z`;
  return tagged(0x18, Buffer.from(text));
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function set(...parts: Buffer[]): Buffer {
  return tagged(0x31, Buffer.concat(parts));
}

/** Tag, length and value: the distinguished encoding rules of X.690. */
function tagged(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}
