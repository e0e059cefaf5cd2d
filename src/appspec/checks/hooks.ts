import { closest } from '../../words/closest.ts';
import type { Agents } from '../agent-versions.ts';
import type { AppSpec } from '../appspec.ts';
import type { Finder } from '../finder.ts';
import { reservedEvents, scriptEvents } from '../lifecycle-events.ts';
import { leavesBundle } from '../paths.ts';
import { strip, toInteger } from '../ruby/methods.ts';
import { entry, isTruthy, type MapValue, toText, type Value } from '../ruby/value.ts';

const EVENT_SECONDS = 3600;
const SCRIPT_EVENTS: readonly string[] = scriptEvents;
const RESERVED: readonly string[] = reservedEvents;

/** Blanks, and what a shell does something with wherever it stands. */
const SPECIAL = /[\s'"`$&;|<>()\\]/;
/** On Windows a backslash is part of a path. */
const SPECIAL_ON_WINDOWS = /[\s'"`$&;|<>()^%]/;

/** Written like a path of the host; others that begin with a slash work as they stand. */
const OF_HOST = /^(?:[A-Za-z]:|\/(?:bin|boot|etc|home|lib|mnt|opt|root|sbin|srv|tmp|usr|var)\/)/;

/** Hooks that the agent takes and does not run, or runs differently than they read. */
export function checkHooks(document: MapValue, spec: AppSpec, finder: Finder): void {
  const hooks = entry(document, 'hooks');
  if (hooks?.kind !== 'map') return;
  for (const { key, value } of hooks.entries.values()) {
    const event = toText(key);
    checkEvent(event, key, value, finder);
    for (const script of value.kind === 'list' ? value.items : []) {
      if (script.kind === 'map') checkScript(script, spec.os, finder);
    }
    checkSum(event, key, spec, finder);
  }
}

function checkEvent(event: string, key: Value, value: Value, finder: Finder): void {
  if (RESERVED.includes(event)) {
    const message = `"${event}" runs no scripts: the agent ignores this hook`;
    finder.add('hooks/reserved-event', message, key.at);
  } else if (key.kind !== 'string' || !SCRIPT_EVENTS.includes(event)) {
    const meant = finder.isFull ? undefined : closest(event, SCRIPT_EVENTS);
    const message = `"${event}" is not a lifecycle event: the agent never runs this hook, and the deployment succeeds`;
    const hint = meant ? `did you mean "${meant}"?` : undefined;
    finder.add('hooks/unknown-event', message, key.at, hint);
  }
  if (!isTruthy(value) || (value.kind === 'list' && value.items.length === 0)) {
    finder.add('hooks/no-scripts', `the hook "${event}" has no scripts`, key.at);
  }
}

function checkScript(script: MapValue, os: 'linux' | 'windows', finder: Finder): void {
  const location = entry(script, 'location');
  const runas = entry(script, 'runas');
  if (location) checkLocation(location, os, isTruthy(runas) ? 'both' : '1', finder);
  const timeout = entry(script, 'timeout');
  if (timeout) checkTimeout(timeout, finder);
  const sudo = entry(script, 'sudo');
  if (os === 'windows') {
    for (const [name, value] of Object.entries({ runas, sudo })) {
      if (!isTruthy(value)) continue;
      finder.add('hooks/user-on-windows', `"${name}" is ignored on Windows`, value.at);
    }
    return;
  }
  if (runas && runas.kind !== 'nil' && strip(toText(runas)) === '') {
    finder.add('hooks/empty-runas', 'an empty "runas" runs the script as root', runas.at);
  }
  if (sudo && sudo.kind !== 'boolean' && isTruthy(sudo)) {
    const message = `"sudo" is ${describe(sudo)}, which counts as true`;
    finder.add('hooks/sudo-is-text', message, sudo.at);
  }
}

function describe(value: Value): string {
  return value.kind === 'string' ? `the text "${value.value}"` : toText(value);
}

/** @param split whose command line is split at spaces: agent 2 has one only with runas */
function checkLocation(value: Value, os: 'linux' | 'windows', split: Agents, finder: Finder): void {
  const location = strip(toText(value));
  const special = (os === 'windows' ? SPECIAL_ON_WINDOWS : SPECIAL).exec(location)?.[0];
  if (special !== undefined) {
    const what = special.trim() === '' ? 'a space' : `the sign ${special}`;
    const message = `the path "${location}" has ${what} in it, and the agent puts it into a command line without quotes`;
    finder.add('hooks/blank-in-location', message, value.at, undefined, split);
  }
  if (leavesBundle(location)) {
    const message = `the path "${location}" leaves the bundle`;
    finder.add('hooks/location-outside', message, value.at);
  } else if (OF_HOST.test(location)) {
    const message = `the path "${location}" is looked for in the bundle, not from the root of the host`;
    finder.add('hooks/absolute-location', message, value.at);
  }
}

/** The values that the agent refuses have been reported as such. */
function checkTimeout(value: Value, finder: Finder): void {
  const read = secondsOf(value);
  if (read === undefined || read <= 0) return;
  const written =
    value.kind === 'integer' || value.kind === 'float' ? value.written : toText(value);
  if (written === String(read)) return;
  const message = `the timeout "${written}" is ${read} second${read === 1 ? '' : 's'} to the agent`;
  const unit = /^\s*(\d+)\s*(m|h)/i.exec(written);
  const seconds = unit ? Number(unit[1]) * (unit[2]?.toLowerCase() === 'h' ? 3600 : 60) : read;
  finder.add('hooks/surprising-timeout', message, value.at, `write timeout: ${seconds}`);
}

function secondsOf(value: Value): number | undefined {
  if (value.kind === 'integer' || value.kind === 'string') return Number(toInteger(value));
  if (value.kind !== 'float' || !Number.isFinite(value.value)) return undefined;
  return Number.isInteger(value.value) ? undefined : Math.trunc(value.value);
}

function checkSum(event: string, key: Value, spec: AppSpec, finder: Finder): void {
  const scripts = spec.hooks.get(event) ?? [];
  const sum = scripts.reduce((seconds, script) => seconds + script.timeout, 0);
  if (sum <= EVENT_SECONDS || !SCRIPT_EVENTS.includes(event)) return;
  const message = `the timeouts of "${event}" come to ${sum} seconds; the service gives an event ${EVENT_SECONDS} in all`;
  finder.add('hooks/event-timeout', message, key.at);
}
