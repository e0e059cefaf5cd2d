import type { Finder } from '../../appspec/finder.ts';
import type { BundleFindings } from '../findings.ts';

/** Files that hold credentials by what they are called. */
const NAMES: readonly [RegExp, string][] = [
  [
    /(?:^|\/)\.env(?!\.[^/]*(?:example|sample|template|tmpl|dist|schema|defaults?|test)s?$)(?:\.[^/]+)?$/,
    'settings with credentials',
  ],
  [/(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/, 'a private SSH key'],
  [/(?:^|\/)\.aws\/(?:credentials|config)$/, 'AWS credentials'],
  [/(?:^|\/)\.(?:netrc|pgpass|git-credentials|htpasswd)$/, 'passwords'],
  [/(?:^|\/)\.docker\/config\.json$/, 'registry credentials'],
  [/\.(?:p12|pfx|jks|keystore)$/i, 'a key store'],
  [/(?:^|\/)terraform\.tfstate(?:\.backup)?$/, 'Terraform state'],
];
/** What others published; private keys in it are for its tests. */
const VENDORED = /(?:^|\/)(?:node_modules|bower_components|site-packages|vendor)\//;
const EXAMPLE = /EXAMPLE/;

export function isVendored(path: string): boolean {
  return VENDORED.test(path);
}

export function checkSecretName(path: string, findings: BundleFindings): void {
  const what = isVendored(path) ? undefined : NAMES.find(([pattern]) => pattern.test(path))?.[1];
  if (what) findings.of(path).add('bundle/secret', `by its name the file is ${what}`);
}

/** Never says what it found, only where. */
export function checkSecretContent(path: string, bytes: Uint8Array, finder: Finder): void {
  if (isVendored(path)) return;
  const text = new TextDecoder('latin1').decode(bytes);
  for (const [pattern, what] of CONTENTS) {
    for (const match of text.matchAll(pattern)) {
      if (EXAMPLE.test(match[0])) continue;
      const line = text.slice(0, match.index).split('\n').length;
      finder.add('bundle/secret', `here is ${what}`, { line });
      break;
    }
  }
}

const CONTENTS: readonly [RegExp, string][] = [
  [/-----BEGIN (?:[A-Z]{1,16} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g, 'a private key'],
  [/(?<![A-Za-z0-9/+=])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9/+=])/g, 'an AWS access key'],
  [
    /aws_?secret_?access_?key["']?\s{0,8}[:=]\s{0,8}["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
    'an AWS secret key',
  ],
  [/_authToken\s{0,8}=\s{0,8}[\w-]{20,}/g, 'an npm token'],
  [/\bgh[pousr]_[A-Za-z0-9]{36}\b/g, 'a GitHub token'],
];
