import type { Problem } from '../problem.ts';

/**
 * What is wrong with a version: it becomes part of S3 keys and of a deployment's description, so it is 1 to 64 letters,
 * digits and `. _ + -`, and begins with a letter or a digit.
 */
export function versionProblems(version: string): Problem[] {
  const hint =
    'a version has 1 to 64 letters, digits, ".", "_", "+" or "-", and begins with a letter or a digit';
  const shown = JSON.stringify(version);
  if (version === '') return [{ code: 'bad-version', message: 'the version is empty', hint }];
  const strange = [...new Set(version.match(/[^A-Za-z0-9._+-]/gu))].map((one) =>
    JSON.stringify(one),
  );
  if (strange.length > 0) {
    return [
      { code: 'bad-version', message: `version ${shown} has ${strange.join(', ')} in it`, hint },
    ];
  }
  if (!/^[A-Za-z0-9]/.test(version)) {
    return [{ code: 'bad-version', message: `version ${shown} begins with "${version[0]}"`, hint }];
  }
  if (version.length > 64) {
    return [
      { code: 'bad-version', message: `version ${shown} has ${version.length} characters`, hint },
    ];
  }
  return [];
}

/**
 * Negative, 0 or positive: as SemVer where both are that, with or without a "v" (v1.2.2 < 1.2.3; 1.3.0-rc.1 < 1.3.0), else by
 * dotted numbers (1.214 > 1.99; 1.2 = 1.2.0); undefined if one is anything else.
 */
export function compareVersions(a: string, b: string): number | undefined {
  const [one, other] = [semVer(a), semVer(b)];
  if (one && other)
    return compareNumbers(one.numbers, other.numbers) || comparePrereleases(one.pre, other.pre);
  const [left, right] = [dottedNumbers(a), dottedNumbers(b)];
  return left && right ? compareNumbers(left, right) : undefined;
}

type SemVer = { numbers: bigint[]; pre: string[] };

/** https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string; what follows "+" does not count. */
function semVer(version: string): SemVer | undefined {
  const [, core = '', pre = ''] =
    /^v?((?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2})(?:-([\w-]+(?:\.[\w-]+)*))?(?:\+[\w.-]+)?$/.exec(
      version,
    ) ?? [];
  const identifiers = pre === '' ? [] : pre.split('.');
  if (core === '' || identifiers.some((one) => /^0\d+$|_/.test(one))) return undefined;
  return { numbers: core.split('.').map(BigInt), pre: identifiers };
}

/** https://semver.org/#spec-item-11 */
function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Math.sign(b.length - a.length);
  for (const [index, one] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = compareIdentifiers(one, other);
    if (order !== 0) return order;
  }
  return a.length < b.length ? -1 : 0;
}

function compareIdentifiers(a: string, b: string): number {
  const [isNumber, isOtherNumber] = [a, b].map((one) => /^\d+$/.test(one));
  if (isNumber && isOtherNumber) return compareNumbers([BigInt(a)], [BigInt(b)]);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

function compareNumbers(a: readonly bigint[], b: readonly bigint[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [x, y] = [a[index] ?? 0n, b[index] ?? 0n];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

function dottedNumbers(version: string): bigint[] | undefined {
  return /^[0-9]+(\.[0-9]+)*$/.test(version) ? version.split('.').map(BigInt) : undefined;
}
