import { invalid, Rejection } from '../rejection.ts';
import { noMethod } from '../ruby/errors.ts';
import { splitOnce } from '../ruby/methods.ts';
import type { Position, Value } from '../ruby/value.ts';

/** Sensitivities and categories of an SELinux context, `s0-s3:c0.c5,c7`. */
export type CategoryRange = { low: bigint; high: bigint; categories?: number[] };

const HIGHEST_CATEGORY = 1023;
const RULE = 'permissions/invalid-range';

/** @throws {Rejection} */
export function readRange(value: Value): CategoryRange {
  if (value.kind !== 'string') throw notText(value);
  const { value: text, at } = value;
  const [sensitivities = '', categories] = parts(text, ':', at);
  const [first = '', second] = parts(sensitivities, '-', at);
  const low = BigInt(level(first, 's', 'sensitivity', at));
  const high = second === undefined ? low : BigInt(level(second, 's', 'sensitivity', at));
  if (high < low) {
    const message = `The deployment failed because of a problem with the SELinux range specified (${text}) for the context parameter in the permissions section of the application specification file. Make corrections in the permissions section of the AppSpec file, and then try again.`;
    throw invalid(RULE, message, at);
  }
  if (categories === undefined) return { low, high };
  return { low, high, categories: readCategories(categories, at) };
}

/** A list or a map has Ruby's `include?`, which finds nothing in it; then `split` is missing. */
function notText(value: Value): Rejection {
  const method = value.kind === 'list' || value.kind === 'map' ? 'split' : 'include?';
  return new Rejection(RULE, 'ruby', noMethod(method, value).message, value.at);
}

function parts(text: string, separator: string, at: Position): string[] {
  const found = splitOnce(text, separator);
  if (found.length === 0 || found.includes('')) {
    throw invalid(RULE, `invalid range part ${text}`, at);
  }
  return found;
}

function level(text: string, letter: string, what: string, at: Position): string {
  if (!text.startsWith(letter) || !/^[0-9]+$/.test(text.slice(1))) {
    throw invalid(RULE, `invalid ${what} ${text}`, at);
  }
  return text.slice(1);
}

function category(text: string, at: Position): number {
  const number = Number(level(text, 'c', 'category', at));
  if (number > HIGHEST_CATEGORY) throw invalid(RULE, `invalid category ${text}`, at);
  return number;
}

function readCategories(text: string, at: Position): number[] {
  const seen = new Array<boolean>(HIGHEST_CATEGORY + 1).fill(false);
  let repeated = false;
  const list = text.split(',');
  while (list.at(-1) === '') list.pop();
  for (const part of list) {
    const [low, high] = readCategoryPart(part, at);
    for (let number = low; number <= high; number++) {
      repeated ||= seen[number] === true;
      seen[number] = true;
    }
  }
  if (repeated) throw invalid(RULE, 'duplicate categories', at);
  return seen.flatMap((present, number) => (present ? [number] : []));
}

function readCategoryPart(part: string, at: Position): [number, number] {
  if (!part.includes('.')) {
    const only = category(part, at);
    return [only, only];
  }
  const [first = '', last = ''] = parts(part, '.', at);
  const [low, high] = [category(first, at), category(last, at)];
  if (high < low) throw invalid(RULE, `invalid category range ${first}.${last}`, at);
  return [low, high];
}
