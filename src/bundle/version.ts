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

/** Negative, 0 or positive by their dotted numbers (1.214 > 1.99; 1.2 = 1.2.0); undefined if one is anything else. */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [dottedNumbers(a), dottedNumbers(b)];
  if (!left || !right) return undefined;
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [x, y] = [left[index] ?? 0n, right[index] ?? 0n];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

function dottedNumbers(version: string): bigint[] | undefined {
  return /^[0-9]+(\.[0-9]+)*$/.test(version) ? version.split('.').map(BigInt) : undefined;
}
