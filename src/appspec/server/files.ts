import { asRuby, invalid } from '../rejection.ts';
import { each, fetch } from '../ruby/operations.ts';
import { isTruthy, type Position, toText, type Value } from '../ruby/value.ts';

/** Source and destination are anything but nil: the agent does not look at them before Install. */
export type FileEntry = { source: Value; destination: Value; at: Position };

/** @throws {Rejection} */
export function readFiles(value: Value | undefined): FileEntry[] {
  if (!isTruthy(value)) return [];
  const rule = 'files/not-a-list';
  return asRuby(rule, () => each(value)).map((item) => {
    const source = asRuby(rule, () => fetch(item, 'source'));
    const destination = asRuby(rule, () => fetch(item, 'destination'));
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
  });
}
