import { type AppSpec, examineAppSpec, hasByteOrderMark } from './appspec.ts';
import { checkDuplicates } from './checks/document.ts';
import { checkFiles } from './checks/files.ts';
import { checkHooks } from './checks/hooks.ts';
import { checkKeys } from './checks/keys.ts';
import { checkPermissions } from './checks/permissions.ts';
import { checkService, servicePlatform } from './ecs-lambda.ts';
import { Finder } from './finder.ts';
import type { Rejection } from './rejection.ts';
import type { MapValue } from './ruby/value.ts';
import type { Finding } from './rules.ts';

export type AppSpecReport = {
  /** A file that is no YAML is one for servers. */
  platform: 'server' | 'ecs' | 'lambda';
  /** For servers the agent's verdict on the file alone; for ECS and Lambda whether there are no errors. */
  ok: boolean;
  findings: Finding[];
};

export type LintOptions = {
  /** As the user named it. */
  file: string;
  /** Rules that are switched off; the agent's own cannot be. */
  off?: Iterable<string>;
};

/** Everything that can be said of an AppSpec file without its bundle. */
export function lintAppSpec(bytes: Uint8Array, { file, off = [] }: LintOptions): AppSpecReport {
  const finder = new Finder(file, off);
  const { document, another, spec, rejections } = examineAppSpec(bytes);
  const service = document && servicePlatform(document);
  if (service && document.kind === 'map') {
    checkDuplicates(document, finder);
    checkService(document, service, finder);
    return { platform: service, ok: !finder.hasErrors, findings: finder.findings() };
  }
  for (const rejection of rejections) addRejection(rejection, finder);
  if (another) {
    finder.add('yaml/second-document', 'a second document begins here', another);
  }
  if (document?.kind === 'map' && spec) {
    checkServer(document, spec, rejections.length > 0, finder);
  }
  if (hasByteOrderMark(bytes) && rejections.length === 0) {
    const at = { line: 1, column: 1 };
    finder.add('yaml/stray-byte-order-mark', 'the file begins with a byte order mark', at);
  }
  return { platform: 'server', ok: rejections.length === 0, findings: finder.findings() };
}

function addRejection({ rule, message, at, hint }: Rejection, finder: Finder): void {
  finder.add(rule, message, at, hint);
}

function checkServer(document: MapValue, spec: AppSpec, isRejected: boolean, finder: Finder): void {
  checkDuplicates(document, finder);
  checkKeys(document, finder);
  checkHooks(document, spec, finder);
  checkFiles(spec, finder);
  checkPermissions(document, spec, finder);
  const scripts = [...spec.hooks.values()].flat();
  if (!isRejected && spec.files.length === 0 && scripts.length === 0) {
    const message = 'there is nothing to copy and nothing to run';
    finder.add('appspec/does-nothing', message, document.at);
  }
}
