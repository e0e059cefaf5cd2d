import { asRuby, attempt, invalid, type Reject } from '../rejection.ts';
import { each, fetch } from '../ruby/methods.ts';
import { isTruthy, type Position, toText, type Value } from '../ruby/value.ts';

/** Source and destination are anything but nil: the agent does not look at them before Install. */
export type FileEntry = { source: Value; destination: Value; at: Position };

export function readFiles(value: Value | undefined, reject: Reject): FileEntry[] {
  if (!isTruthy(value)) return [];
  const items = attempt(reject, () => asRuby(RULE, () => each(value))) ?? [];
  return items.flatMap((item) => attempt(reject, () => readEntry(item)) ?? []);
}

const RULE = 'files/not-a-list';

function readEntry(item: Value): FileEntry {
  const source = asRuby(RULE, () => fetch(item, 'source'));
  const destination = asRuby(RULE, () => fetch(item, 'destination'));
  if (!source) {
    const message =
      'The deployment failed because the application specification file specifies a destination file, but no source file. Update the files section of the AppSpec file, and then try again.';
    throw invalid('files/no-source', message, item.at);
  }
  if (!destination) {
    const message = `The deployment failed because the application specification file specifies only a source file (${toText(source)}). Add the name of the destination file to the files section of the AppSpec file, and then try again.`;
    throw invalid('files/no-destination', message, item.at);
  }
  return { source, destination, at: item.at };
}
