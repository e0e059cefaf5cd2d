import type { EventReport } from '../../service.ts';
import type { Enums, Structures } from '../model.generated.ts';
import type { Ending } from '../planned-outcomes.ts';

/** What came of one lifecycle event of one instance. */
export type Result = { ok: boolean; diagnostics: Structures['Diagnostics'] };

/** What the instance shows for an event that its agent never took. */
export const unanswered: Result = {
  ok: false,
  diagnostics: {
    errorCode: 'UnknownError',
    scriptName: '',
    message:
      'CodeDeploy agent was not able to receive the lifecycle event. Check the CodeDeploy agent logs on your host and make sure the agent is running and can connect to the CodeDeploy server.',
    logTail: '',
  },
};

/** An agent's report as the service tells it. */
export function resultOf(report: EventReport, ending: Ending | undefined): Result {
  if (report.lacking && !ending)
    return { ok: true, diagnostics: unrehearsed(report, report.lacking) };
  return { ok: report.errorCode === 0, diagnostics: diagnosticsOf(report, ending) };
}

/** An event that the host could not do, and that fails nothing: AWS knows no such thing. */
function unrehearsed(
  { errorCode, scriptName, message, log }: EventReport,
  { what, isLater }: NonNullable<EventReport['lacking']>,
): Structures['Diagnostics'] {
  const lacks = `the host lacks ${what.join(', ')}`;
  const failure = errorCode === 0 ? '' : `\n${message}`;
  return {
    errorCode: 'Success',
    scriptName,
    message: `Not rehearsed: ${isLater ? `failed after ${lacks}` : lacks}${failure}`,
    logTail: tail(log),
  };
}

// The words are those of the agent's instance_agent/plugins/codedeploy/hook_executor.rb and command_executor.rb.
/** What the agent reports of an event that a scenario lets end badly. */
export function reportOf(ending: Ending): EventReport {
  switch (ending.kind) {
    case 'timeout': {
      const seconds = Math.round(ending.after / 1000);
      const message = `Script at specified location: ${ending.script} failed to complete in ${seconds} seconds`;
      return { errorCode: 3, scriptName: ending.script, message, log: '' };
    }
    case 'fail': {
      const { script = '', exitCode, log } = ending;
      const usual = `Script at specified location: ${script} failed with exit code ${exitCode}`;
      return {
        errorCode: script ? 4 : 5,
        scriptName: script,
        message: ending.message ?? usual,
        log,
      };
    }
    case 'diskFull':
      return unknown('The disk is (or was) full during extraction.');
    default:
      throw new Error(`${ending.kind} has no report`);
  }
}

export const succeeded: EventReport = { errorCode: 0, scriptName: '', message: '', log: '' };

/** The service's own verdict; its words are not AWS's. */
export const overdue: EventReport = unknown('The lifecycle event did not end within one hour.');

/** A report of everything that is not the end of a script. */
export function unknown(message: string): EventReport {
  return { errorCode: 5, scriptName: '', message, log: '' };
}

function diagnosticsOf(report: EventReport, ending: Ending | undefined): Structures['Diagnostics'] {
  // What a success looks like whatever the agent said: awscli's examples/deploy/get-deployment-target.rst.
  if (report.errorCode === 0) {
    return { errorCode: 'Success', scriptName: '', message: 'Succeeded', logTail: '' };
  }
  const given = ending?.kind === 'fail' ? ending.code : undefined;
  return {
    errorCode:
      (given as Enums['LifecycleErrorCode'] | undefined) ??
      codes[report.errorCode] ??
      'UnknownError',
    scriptName: report.scriptName,
    message: report.message,
    logTail: tail(report.log),
  };
}

const codes: Readonly<Record<number, Enums['LifecycleErrorCode']>> = {
  1: 'ScriptMissing',
  2: 'ScriptNotExecutable',
  3: 'ScriptTimedOut',
  4: 'ScriptFailed',
};

/** "The last portion of the diagnostic log. If available, CodeDeploy returns up to the last 4 KB" (API reference, Diagnostics). */
function tail(log: string): string {
  const bytes = Buffer.from(log);
  if (bytes.length <= 4096) return log;
  // A character that was cut in two is left out.
  return bytes
    .subarray(-4096)
    .toString()
    .replace(/^\uFFFD+/, '');
}
