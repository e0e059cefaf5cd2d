import { attempt, invalid, type Reject } from '../rejection.ts';
import type { Position, Value } from '../ruby/value.ts';
import type { FileEntry } from '../server/files.ts';
import type { Hooks, Script } from '../server/hooks.ts';
import type { Read } from './kinds.ts';
import { sentences } from './sentences.ts';
import type { RawFile, RawHooks, RawScript } from './structs.ts';

const DEFAULT_TIMEOUT = 3600;

export function readHooks(raw: RawHooks, reject: Reject): Hooks {
  const hooks: Hooks = new Map();
  for (const [event, { value: scripts }] of raw) {
    if (!scripts || scripts.length === 0) continue;
    hooks.set(
      event,
      scripts.flatMap(({ value }) => attempt(reject, () => readScript(value)) ?? []),
    );
  }
  return hooks;
}

function readScript({ fields, wrong, at }: RawScript): Script | undefined {
  const { location, runas, sudo, timeout } = fields;
  if (wrong.has('location')) return undefined;
  const path = (location?.value ?? '').trim();
  if (!location || path === '') {
    throw invalid('hooks/no-location', sentences.location, location?.at ?? at);
  }
  const user = (runas?.value ?? '').trim();
  if (timeout?.value === 0) throw invalid('hooks/invalid-timeout', sentences.timeout, timeout.at);
  return {
    location: path,
    ...(user !== '' && { runas: user }),
    sudo: sudo?.value ?? false,
    timeout: timeout?.value ?? DEFAULT_TIMEOUT,
    at: location.at,
  };
}

export function readFiles(raw: readonly Read<RawFile>[], reject: Reject): FileEntry[] {
  return raw.flatMap(({ value }) => attempt(reject, () => readFile(value)) ?? []);
}

function readFile({ fields, wrong, at }: RawFile): FileEntry | undefined {
  if (wrong.size > 0) return undefined;
  const { source, destination } = fields;
  if (!source?.value) throw invalid('files/no-source', sentences.source, source?.at ?? at);
  if (!destination?.value) {
    const message = sentences.destination(source.value);
    throw invalid('files/no-destination', message, destination?.at ?? at);
  }
  return { source: textValue(source), destination: textValue(destination), at };
}

/** A text of agent 2 as the value that agent 1 would have of it in quotes. */
export function textValue({ value = '', at }: { value?: string | undefined; at: Position }): Value {
  return { kind: 'string', value, at };
}
