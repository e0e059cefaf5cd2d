import { defined } from '../../defined.ts';
import type { Os } from '../appspec.ts';
import { attempt, invalid, type Reject } from '../rejection.ts';
import type { Position } from '../ruby/value.ts';
import type { Permission, SelinuxContext } from '../server/permissions.ts';
import { readAce } from './acls.ts';
import type { Read } from './kinds.ts';
import { debugText } from './rust-text.ts';
import { textValue } from './sections.ts';
import { readRange } from './selinux-range.ts';
import { sentences } from './sentences.ts';
import type { RawContext, RawPermission } from './structs.ts';

export function readPermissions(
  raw: readonly Read<RawPermission>[],
  os: Os,
  reject: Reject,
): Permission[] {
  const [first] = raw;
  if (os === 'windows' && first) {
    reject(invalid('permissions/on-windows', sentences.windows, first.at));
    return [];
  }
  return raw.flatMap(({ value }) => attempt(reject, () => readPermission(value)) ?? []);
}

/** In the order in which the agent looks at them. */
function readPermission({ fields, wrong, at }: RawPermission): Permission | undefined {
  if (wrong.has('object')) return undefined;
  const { object, pattern, except, type, mode, acls, context, owner, group } = fields;
  const path = (object?.value ?? '').trim();
  if (!object || path === '') {
    throw invalid('permissions/no-object', sentences.object, object?.at ?? at);
  }
  const types = type?.value ? type.value.map(readType) : (['file', 'directory'] as const);
  const digits = mode?.value === undefined ? undefined : readMode(mode.value, mode.at);
  const aces = acls?.value?.map((entry) => readAce(entry.value, entry.at));
  const selinux = context?.value && readContext(context.value);
  const all = pattern?.value === undefined || pattern.value === '**';
  return {
    object: path,
    pattern: all ? '**' : textValue(pattern),
    except: (except?.value ?? []).map(textValue),
    type: [...types],
    ...(owner?.value !== undefined && { owner: textValue(owner) }),
    ...(group?.value !== undefined && { group: textValue(group) }),
    ...defined({ mode: digits }),
    ...(aces && { acls: aces }),
    ...(selinux && { context: selinux }),
    at: object.at,
  };
}

function readType({ value, at }: Read<string>): 'file' | 'directory' {
  if (value === 'file' || value === 'directory') return value;
  throw invalid('permissions/unknown-type', sentences.type(value), at);
}

function readMode(text: string, at: Position): string {
  const missing = 3 - new TextEncoder().encode(text).length;
  const mode = '0'.repeat(Math.max(0, missing)) + text;
  if (new TextEncoder().encode(mode).length > 4) {
    throw invalid('permissions/invalid-mode', sentences.modeLength(text), at);
  }
  for (const character of mode) {
    if (character >= '0' && character <= '7') continue;
    throw invalid('permissions/invalid-mode', sentences.modeCharacter(text, character), at);
  }
  return mode;
}

function readContext({ fields, wrong, at }: RawContext): SelinuxContext | undefined {
  if (wrong.has('type')) return undefined;
  const { name, type, range } = fields;
  if (type?.value === undefined) {
    const shown = (text: string | undefined) =>
      text === undefined ? 'None' : `Some(${debugText(text)})`;
    const raw = `RawContext { name: ${shown(name?.value)}, type_: None, range: ${shown(range?.value)} }`;
    throw invalid('permissions/invalid-context', sentences.context(raw), at);
  }
  return {
    type: textValue(type),
    ...(name?.value !== undefined && { user: textValue(name) }),
    ...(range?.value !== undefined && { range: readRange(range.value, range.at) }),
  };
}
