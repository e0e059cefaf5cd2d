import { invalid } from '../rejection.ts';
import type { Position } from '../ruby/value.ts';
import type { CategoryRange } from '../server/selinux-range.ts';
import { sentences } from './sentences.ts';

const HIGHEST_SENSITIVITY = 255;
const HIGHEST_CATEGORY = 1023;

/**
 * `s0[-s3][:c0.c5,c7]`; what follows a second `-`, `:` or `.` is not looked at.
 * Source: `aws/aws-codedeploy-agent: src/application_specification/selinux.rs`.
 *
 * @throws {Rejection}
 */
export function readRange(text: string, at: Position): CategoryRange {
  const level = (part: string | undefined, letter: string, most: number): number => {
    const digits = /^\+?([0-9]+)$/.exec(part?.slice(1) ?? '')?.[1];
    const number = Number(digits);
    if (part?.startsWith(letter) && digits !== undefined && number <= most) return number;
    throw invalid('permissions/invalid-range', sentences.range(text), at);
  };
  const ordered = (low: number, high: number): [number, number] => {
    if (high >= low) return [low, high];
    throw invalid('permissions/invalid-range', sentences.range(text), at);
  };
  const [sensitivities = '', categories] = text.split(':');
  const [first, second] = sensitivities.split('-');
  const lowest = level(first, 's', HIGHEST_SENSITIVITY);
  const highest = second === undefined ? lowest : level(second, 's', HIGHEST_SENSITIVITY);
  const [low, high] = ordered(lowest, highest).map(BigInt) as [bigint, bigint];
  if (categories === undefined) return { low, high };
  const numbers = new Set<number>();
  for (const part of categories.split(',')) {
    const [from, to = part.includes('.') ? '' : from] = part.split('.');
    const [start, end] = ordered(
      level(from, 'c', HIGHEST_CATEGORY),
      level(to, 'c', HIGHEST_CATEGORY),
    );
    for (let number = start; number <= end; number++) numbers.add(number);
  }
  return { low, high, categories: [...numbers] };
}
