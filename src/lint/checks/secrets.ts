import type { Finder } from '../../appspec/finder.ts';
import type { BundleFindings } from '../findings.ts';
import { isVendored, secretsIn } from './secret-patterns.ts';

/** Files that hold credentials by what they are called. */
const NAMES: readonly [RegExp, string][] = [
  [/(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/, 'a private SSH key'],
  [/(?:^|\/)\.aws\/(?:credentials|config)$/, 'AWS credentials'],
  [/(?:^|\/)\.(?:netrc|pgpass|git-credentials|htpasswd)$/, 'passwords'],
  [/(?:^|\/)\.docker\/config\.json$/, 'registry credentials'],
  [/\.(?:p12|pfx|jks|keystore)$/i, 'a key store'],
  [/(?:^|\/)terraform\.tfstate(?:\.backup)?$/, 'Terraform state'],
];

/** Settings that a service reads into its environment; many have no credentials, and are there to be deployed. */
const SETTINGS =
  /(?:^|\/)\.env(?!\.[^/]*(?:example|sample|template|tmpl|dist|schema|defaults?|test)s?$)(?:\.[^/]+)?$/;
/** By what they are called; those that frameworks show to every browser are none. */
const CREDENTIAL =
  /^(?!(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|PUBLIC|EXPO_PUBLIC)_)\w*(?:SECRET|PASSW|PASSPHRASE|TOKEN|PRIVATE|CREDENTIAL|API_?KEY|ACCESS_?KEY|ENCRYPTION_?KEY|APP_KEY|SALT|_PASS$|_PWD$|_KEY$|_DSN$|_AUTH$)/i;
/** They say where a credential is. */
const PLACE_NAME = /_(?:ARN|FILE|PATH)$/i;
const PLACE = /^arn:/;
/** Of a URL: `scheme://user:password@host`. */
const WITH_PASSWORD = /:\/\/[^\s/:@$]*:[^\s/@$]+@/;

export function isSettings(path: string): boolean {
  return SETTINGS.test(path) && !isVendored(path);
}

/** @param bytes undefined where nobody looked into it */
export function checkSettings(bytes: Uint8Array | undefined, finder: Finder): void {
  if (!bytes) {
    finder.add('bundle/secret', 'the file name says that these are settings with credentials');
    return;
  }
  const lines = new TextDecoder('latin1').decode(bytes).split('\n');
  for (const [at, line] of lines.entries()) {
    const sign = line.indexOf('=');
    const name = line
      .slice(0, Math.max(0, sign))
      .replace(/^\s*export\s/, '')
      .trim();
    const value = line
      .slice(sign + 1)
      .trim()
      .replace(/^["']|["']$/g, '');
    if (!/^[A-Za-z_][\w.]*$/.test(name)) continue;
    if (value === '' || /^\$\{?\w+\}?$|^(?:true|false|null|\d{1,5})$/i.test(value)) continue;
    const isPlace = PLACE_NAME.test(name) || PLACE.test(value);
    const isCredential = CREDENTIAL.test(name) && !isPlace;
    if (!isCredential && !WITH_PASSWORD.test(value)) continue;
    const what = isCredential
      ? `the name ${name} says that it is a credential`
      : `the URL of ${name} has a password in it`;
    finder.add('bundle/secret', `these are settings, and ${what}`, { line: at + 1 });
    return;
  }
}

export function checkSecretName(path: string, findings: BundleFindings): void {
  const what = isVendored(path) ? undefined : NAMES.find(([pattern]) => pattern.test(path))?.[1];
  if (what) findings.of(path).add('bundle/secret', `the file name says that this is ${what}`);
}

/** Never says what it found, only where. */
export function checkSecretContent(path: string, bytes: Uint8Array, finder: Finder): void {
  if (isVendored(path)) return;
  const text = new TextDecoder('latin1').decode(bytes);
  for (const { what, index } of secretsIn(text)) {
    const line = text.slice(0, index).split('\n').length;
    finder.add('bundle/secret', `this is ${what}`, { line });
  }
}
