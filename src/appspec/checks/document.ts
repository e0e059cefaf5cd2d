import { type Finder, MOST } from '../finder.ts';
import { type MapValue, toText, type Value } from '../ruby/value.ts';

/** Keys that an equal one after them has replaced, anywhere. */
export function checkDuplicates(document: Value, finder: Finder): void {
  const open: Value[] = [document];
  for (let value = open.pop(); value; value = open.pop()) {
    if (value.kind === 'list') open.push(...value.items.toReversed());
    if (value.kind !== 'map') continue;
    reportReplaced(value, finder);
    for (const { value: inner } of [...value.entries.values()].toReversed()) open.push(inner);
  }
}

function reportReplaced(map: MapValue, finder: Finder): void {
  for (const { key, by } of map.replaced.slice(0, MOST)) {
    const message = `the key "${toText(by)}" stands here a second time; what is below the one in line ${key.at.line} is lost`;
    finder.add('yaml/duplicate-key', message, by.at);
  }
  finder.count('yaml/duplicate-key', Math.max(0, map.replaced.length - MOST));
}
