import { asRuby, attempt, invalid, type Reject, Rejection } from '../rejection.ts';
import { noMethod } from '../ruby/errors.ts';
import { each, present, strip, toInteger } from '../ruby/methods.ts';
import { entry, isTruthy, type Position, toText, type Value } from '../ruby/value.ts';

export type Script = {
  /** Relative to the bundle's root, also with a leading `/`. */
  location: string;
  /** "" counts as given: `su  -c` of it is root. */
  runas?: string;
  sudo: boolean;
  /** Seconds. */
  timeout: number;
  /** Where `location` is written. */
  at: Position;
};

/** Names are not checked by the agent: what is not an event of a deployment is never run. */
export type Hooks = Map<string, Script[]>;

const DEFAULT_TIMEOUT = 3600n;

export function readHooks(value: Value | undefined, reject: Reject): Hooks {
  const hooks: Hooks = new Map();
  if (!isTruthy(value)) return hooks;
  if (value.kind !== 'map') {
    const { message } = noMethod('each_pair', value);
    reject(new Rejection('hooks/not-a-mapping', 'ruby', message, value.at));
    return hooks;
  }
  for (const { key, value: scripts } of value.entries.values()) {
    if (!isTruthy(scripts)) continue;
    const list = attempt(reject, () => asRuby('hooks/scripts-not-a-list', () => each(scripts)));
    const read = (list ?? []).flatMap((script) => attempt(reject, () => readScript(script)) ?? []);
    // A name that is not text (`1:`, `:Stop:`) is a hook to the parser, but the name of no event.
    if (key.kind === 'string') hooks.set(key.value, read);
  }
  return hooks;
}

function readScript(script: Value): Script {
  if (script.kind !== 'map') {
    const { message } = noMethod('has_key?', script);
    throw new Rejection('hooks/scripts-not-a-list', 'ruby', message, script.at);
  }
  const location = present(entry(script, 'location'));
  const text = location ? strip(toText(location)) : '';
  if (!location || text === '') {
    const message =
      'The deployment failed because the application specification file specifies a script with no location value. Specify the location in the hooks section of the AppSpec file, and then try again.';
    throw invalid('hooks/no-location', message, location?.at ?? script.at);
  }
  const runas = present(entry(script, 'runas'));
  return {
    location: text,
    ...(runas && { runas: strip(toText(runas)) }),
    sudo: isTruthy(entry(script, 'sudo')),
    timeout: Number(readTimeout(entry(script, 'timeout'))),
    at: location.at,
  };
}

function readTimeout(value: Value | undefined): bigint {
  if (!isTruthy(value)) return DEFAULT_TIMEOUT;
  const timeout = asRuby('hooks/invalid-timeout', () => toInteger(value));
  if (timeout > 0n) return timeout;
  const message =
    'The deployment failed because an invalid timeout value was provided for a script in the application specification file. Make corrections in the hooks section of the AppSpec file, and then try again.';
  throw invalid('hooks/invalid-timeout', message, value.at);
}
