import type { EventReport, HostCommand } from '../../service.ts';
import { ServiceError } from '../../service.ts';
import { ScriptError, unknownReport } from '../agent/event-report.ts';
import { ArchiveError } from '../archive/archive-entry.ts';
import { messageOf } from './rust-errors.ts';

/** Where agent 2 has a bundle from. */
export type BundleSource = 'downloaded' | 'archive-reuse';

/**
 * @param source of DownloadBundle only
 * Source: `aws/aws-codedeploy-agent: src/command_poller/diagnostics.rs`, of 2.1.0.
 */
export function succeededAs2(source: BundleSource | undefined): EventReport {
  const message = source === undefined ? 'Succeeded' : `Succeeded: BundleSource=${source}`;
  return { errorCode: 0, scriptName: '', message, log: '' };
}

/** @param log the tail of the event's log */
export function failedAs2(command: HostCommand, error: unknown, log: string): EventReport {
  if (error instanceof ScriptError) {
    const { code, script, message } = error;
    return { errorCode: code, scriptName: script, message, log };
  }
  const text = wordsOf(command, error);
  const isInstall = command.event === 'Install';
  const message = isInstall
    ? `Install failed for group ${command.deploymentGroupId}: ${text}`
    : text;
  return unknownReport(new Error(message));
}

function wordsOf({ revision }: HostCommand, error: unknown): string {
  if (error instanceof ServiceError) {
    const { bucket, key, version } = revision;
    const where = `s3://${bucket}/${key}${version === undefined ? '' : ` (version ${version})`}`;
    return `S3 GetObject failed for ${where}: ${error.code}: ${error.message}`;
  }
  if (error instanceof ArchiveError && !error.message.startsWith('The disk')) {
    return `failed to read ${revision.bundleType === 'zip' ? 'zip' : 'tar'} archive: ${error.message}`;
  }
  return messageOf(error);
}
