import { defined } from '../defined.ts';
import { hasByteOrderMark } from './byte-order-mark.ts';
import { readDocument } from './document.ts';
import {
  asRuby,
  attempt,
  invalid,
  type Reject,
  Rejection,
  type RejectionRule,
} from './rejection.ts';
import { fetch } from './ruby/methods.ts';
import { isTruthy, type Position, toText, type Value } from './ruby/value.ts';
import { type FileEntry, readFiles } from './server/files.ts';
import { type Hooks, readHooks } from './server/hooks.ts';
import { type Permission, readPermissions } from './server/permissions.ts';

export type Os = 'linux' | 'windows';
export type FileExistsBehavior = 'DISALLOW' | 'OVERWRITE' | 'RETAIN';

/** An AppSpec file for EC2/on-premises instances as the CodeDeploy agent holds it. */
export type AppSpec = {
  os: Os;
  /** By lifecycle event; a hook without a value is left out, one with an empty list is kept. */
  hooks: Hooks;
  files: FileEntry[];
  permissions: Permission[];
  fileExistsBehavior?: FileExistsBehavior;
};

export type Reading =
  | { ok: true; spec: AppSpec; document: Value }
  | {
      ok: false;
      /** As the agent reports it; the text of exceptions that are not the agent's own is that of Ruby 3.1. */
      message: string;
      rule: RejectionRule;
      kind: Rejection['kind'];
      line: number;
      column: number;
      hint?: string;
      /** Where it is YAML. */
      document?: Value;
    };

/**
 * Reads an AppSpec file as the CodeDeploy agent 1.8 on Ruby 3.1 (Psych 4) does, with the same verdict.
 * Order and messages: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/application_specification/`.
 *
 * @param os the agent's platform; without it, the one the file names
 */
export function readAppSpec(bytes: Uint8Array, os?: Os): Reading {
  const { document, spec, rejections } = examineAppSpec(bytes, os);
  const [first] = rejections;
  if (document && spec && !first) return { ok: true, spec, document };
  if (!first) throw new Error('an AppSpec file was neither read nor rejected');
  const { message, rule, kind, at, hint } = first;
  return {
    ok: false,
    message,
    rule,
    kind,
    line: at.line,
    column: at.column,
    ...defined({ hint, document }),
  };
}

export type Examination = {
  /** Where it is YAML. */
  document?: Value;
  /** Where there is a second one, which the agent does not read. */
  another?: Position;
  /** What can be read of it, also where the agent would not take it. */
  spec?: AppSpec;
  /** In the agent's order: it stops at the first. */
  rejections: Rejection[];
};

/** The same, but with everything that is wrong. */
export function examineAppSpec(bytes: Uint8Array, os?: Os): Examination {
  const examination = examine(bytes, os);
  const [first] = examination.rejections;
  if (!first || !hasByteOrderMark(bytes)) return examination;
  const unmarked = examine(bytes.subarray(3), os);
  if (unmarked.rejections[0]?.message === first.message) return examination;
  const at = { line: 1, column: 1 };
  const mark = new Rejection('yaml/byte-order-mark', first.kind, first.message, at);
  return { ...unmarked, rejections: [mark, ...unmarked.rejections] };
}

function examine(bytes: Uint8Array, os: Os | undefined): Examination {
  const rejections: Rejection[] = [];
  const reject: Reject = (rejection) => rejections.push(rejection);
  const read = attempt(reject, () => readDocument(bytes));
  if (!read) return { rejections };
  const spec = attempt(reject, () => readSpec(read.document, os, reject));
  return { ...read, ...defined({ spec }), rejections };
}

function readSpec(document: Value, agentOs: Os | undefined, reject: Reject): AppSpec {
  const top = document.at;
  if (!isTruthy(document)) {
    const message =
      "The deployment failed because the application specification file was empty. Make sure your AppSpec file defines at minimum the 'version' and 'os' properties.";
    throw invalid('appspec/empty', message, top);
  }
  const get = (key: string) => asRuby('appspec/not-a-mapping', () => fetch(document, key));
  const version = get('version');
  attempt(reject, () => checkVersion(version, top));
  const os = attempt(reject, () => readOs(get('os'), agentOs, top)) ?? agentOs ?? 'linux';
  const hooks = readHooks(get('hooks'), reject);
  const files = readFiles(get('files'), reject);
  const permissions = readPermissions(get('permissions'), os, reject);
  const behavior = attempt(reject, () => readFileExistsBehavior(get('file_exists_behavior')));
  return { os, hooks, files, permissions, ...(behavior && { fileExistsBehavior: behavior }) };
}

function checkVersion(value: Value | undefined, top: Position): void {
  if ((value?.kind === 'integer' || value?.kind === 'float') && Number(value.value) === 0) return;
  const message = `The deployment failed because an invalid version value (${value ? toText(value) : ''}) was entered in the application specification file. Make sure your AppSpec file specifies "0.0" as the version, and then try again.`;
  const quoted = value?.kind === 'string' && value.value.trim() === '0.0';
  const hint = quoted
    ? 'write version: 0.0 without quotes; the agent compares it with the number, whatever its own message says'
    : undefined;
  throw invalid('version/invalid', message, value?.at ?? top, hint);
}

function readOs(value: Value | undefined, agentOs: Os | undefined, top: Position): Os {
  const text = value?.kind === 'string' ? value.value : undefined;
  if ((text === 'linux' || text === 'windows') && (!agentOs || agentOs === text)) return text;
  const message = `The deployment failed because the application specification file specifies an unsupported operating system (${value ? toText(value) : ''}). Specify either "linux" or "windows" in the os section of the AppSpec file, and then try again.`;
  throw invalid('os/unsupported', message, value?.at ?? top);
}

const FILE_EXISTS_BEHAVIORS: readonly string[] = ['DISALLOW', 'OVERWRITE', 'RETAIN'];

function readFileExistsBehavior(value: Value | undefined): FileExistsBehavior | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'string' && FILE_EXISTS_BEHAVIORS.includes(value.value)) {
    return value.value as FileExistsBehavior;
  }
  const message = `The deployment failed because an invalid file_exists_behavior value (${toText(value)}) was entered in the application specification file. Make sure your AppSpec file specifies one of ${FILE_EXISTS_BEHAVIORS.join(',')} as the file_exists_behavior, and then try again.`;
  throw invalid('file-exists-behavior/invalid', message, value.at);
}
