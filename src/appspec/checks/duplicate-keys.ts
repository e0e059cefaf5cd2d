import type { Finder } from '../finder.ts';
import { type MapValue, toText, type Value } from '../ruby/value.ts';

/** Keys that come twice in one mapping, anywhere. */
export function checkDuplicates(document: Value, finder: Finder): void {
  const open: Value[] = [document];
  for (let value = open.pop(); value; value = open.pop()) {
    if (value.kind === 'list') open.push(...value.items.toReversed());
    if (value.kind !== 'map') continue;
    reportRepeated(value, finder);
    for (const { value: inner } of [...value.entries.values()].toReversed()) open.push(inner);
  }
}

function reportRepeated({ repeated }: MapValue, finder: Finder): void {
  for (const { key, before } of repeated.first) {
    const message = `the key "${toText(key)}" stands here a second time; what is below the one in line ${before.at.line} is lost`;
    finder.add('yaml/duplicate-key', message, key.at);
  }
  finder.count('yaml/duplicate-key', repeated.count - repeated.first.length);
}
