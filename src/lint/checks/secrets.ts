import type { Finder } from '../../appspec/finder.ts';
import type { BundleFindings } from '../findings.ts';
import { isVendored, secretsIn } from './secret-patterns.ts';

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
export function checkSecretName(path: string, findings: BundleFindings): void {
  const what = isVendored(path) ? undefined : NAMES.find(([pattern]) => pattern.test(path))?.[1];
  if (what) findings.of(path).add('bundle/secret', `by its name the file is ${what}`);
}

/** Never says what it found, only where. */
export function checkSecretContent(path: string, bytes: Uint8Array, finder: Finder): void {
  if (isVendored(path)) return;
  const text = new TextDecoder('latin1').decode(bytes);
  for (const { what, index } of secretsIn(text)) {
    const line = text.slice(0, index).split('\n').length;
    finder.add('bundle/secret', `here is ${what}`, { line });
  }
}
