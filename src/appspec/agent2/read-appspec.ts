import { defined } from '../../defined.ts';
import type { AppSpec, FileExistsBehavior, Os } from '../appspec.ts';
import { hasByteOrderMark } from '../byte-order-mark.ts';
import { attempt, invalid, type Reject, Rejection, type RejectionRule } from '../rejection.ts';
import type { Position } from '../ruby/value.ts';
import { openDocument } from './document.ts';
import { type About, Kinds, type Mismatch } from './kinds.ts';
import { readPermissions } from './permissions.ts';
import { floatText } from './rust-text.ts';
import { readFiles, readHooks } from './sections.ts';
import { sentences } from './sentences.ts';
import { appSpecReader, type RawAppSpec } from './structs.ts';

export type Agent2Examination = {
  /** What can be read of it, also where the agent would not take it. */
  spec?: AppSpec;
  /** In the agent's order: it stops at the first. */
  rejections: Rejection[];
  /** Where agent 1 merges what this one ignores. */
  merges: Position[];
};

/**
 * Reads an AppSpec file as the CodeDeploy agent 2 does, with the same verdict: the kinds of the whole file in its
 * order, then version, os, file_exists_behavior, hooks, files, permissions.
 * Source: `aws/aws-codedeploy-agent: src/application_specification/`, on serde_yaml 0.9.34.
 */
export function examineForAgent2(bytes: Uint8Array): Agent2Examination {
  const examination = examine(bytes);
  const [first] = examination.rejections;
  if (!first || !hasByteOrderMark(bytes)) return examination;
  // The mark is the first character of the first line: what it breaks is not a fault of its own.
  const unmarked = examine(bytes.subarray(3));
  if (unmarked.rejections[0]?.message === first.message) return examination;
  const mark = new Rejection('yaml/byte-order-mark', first.kind, first.message, START);
  return { ...unmarked, rejections: [mark, ...unmarked.rejections] };
}

function examine(bytes: Uint8Array): Agent2Examination {
  const text = decode(bytes);
  if (text === undefined) {
    const rejection = new Rejection('yaml/encoding', 'yaml', NOT_FOUND, START, NOT_UTF8);
    return { rejections: [rejection], merges: [] };
  }
  if (/^\p{White_Space}*$/u.test(text)) {
    return { rejections: [invalid('appspec/empty', sentences.empty, START)], merges: [] };
  }
  const kinds = new Kinds(openDocument(bytes));
  const raw = kinds.read((root) => appSpecReader(kinds)(root, '', 'root'));
  const rejections = kinds.mismatches.map(toRejection);
  const spec = raw && readSpec(raw.value, (rejection) => rejections.push(rejection));
  return { ...defined({ spec }), rejections, merges: kinds.merges };
}

/** The agent opens the file as UTF-8, and says of whatever goes wrong with it that it is not there. */
const NOT_FOUND =
  'The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory';
const NOT_UTF8 = 'save the file as UTF-8: agent 2 says so of a file that is not';
const START: Position = { line: 1, column: 1 };

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const RULES: Readonly<Record<About, RejectionRule>> = {
  syntax: 'yaml/syntax',
  root: 'appspec/not-a-mapping',
  version: 'version/invalid',
  os: 'os/unsupported',
  hooks: 'hooks/not-a-mapping',
  scripts: 'hooks/scripts-not-a-list',
  timeout: 'agent-2/timeout',
  sudo: 'agent-2/sudo',
  files: 'files/not-a-list',
  permissions: 'permissions/not-a-list',
  except: 'permissions/except-not-a-list',
  type: 'permissions/type-not-a-list',
  acls: 'permissions/invalid-acl',
  context: 'permissions/invalid-context',
  text: 'agent-2/text',
  repeated: 'agent-2/repeated-key',
  documents: 'agent-2/second-document',
};

function toRejection({ about, message, at }: Mismatch): Rejection {
  const isEncoding = about === 'syntax' && message.startsWith('control characters');
  const rule = isEncoding ? 'yaml/encoding' : RULES[about];
  return new Rejection(rule, 'yaml', sentences.yaml(message), at);
}

function readSpec({ fields, wrong }: RawAppSpec, reject: Reject): AppSpec {
  const { version, os: system, file_exists_behavior: chosen, hooks, files, permissions } = fields;
  if (version) attempt(reject, () => checkVersion(version.value, version.at));
  const os = system && attempt(reject, () => readOs(system.value, system.at));
  const behavior =
    chosen?.value === undefined || wrong.has('file_exists_behavior')
      ? undefined
      : attempt(reject, () => readBehavior(chosen.value ?? '', chosen.at));
  return {
    os: os ?? 'linux',
    hooks: readHooks(hooks?.value ?? new Map(), reject),
    files: readFiles(files?.value ?? [], reject),
    permissions: readPermissions(permissions?.value ?? [], os ?? 'linux', reject),
    ...(behavior && { fileExistsBehavior: behavior }),
  };
}

/** Rust's `f64::EPSILON`: what is nearer to zero is zero to the agent. */
const NEARLY = 2.220446049250313e-16;

function checkVersion(version: number, at: Position): void {
  if (Math.abs(version) < NEARLY) return;
  throw invalid('version/invalid', sentences.version(floatText(version)), at);
}

function readOs(text: string, at: Position): Os {
  if (text === 'linux' || text === 'windows') return text;
  throw invalid('os/unsupported', sentences.os(text), at);
}

function readBehavior(text: string, at: Position): FileExistsBehavior {
  if (text === 'DISALLOW' || text === 'OVERWRITE' || text === 'RETAIN') return text;
  throw invalid('file-exists-behavior/invalid', sentences.behavior(text), at);
}
