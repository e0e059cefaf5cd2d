import type { EventReport } from '../../service.ts';

/** The agent's own numbers: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/hook_executor.rb`, ScriptError. */
const UNKNOWN_ERROR = 5;
const FAILED_AFTER_RESTART = 7;

/** A script that did not do what it should; `code` is 1 to 4, or 6. */
export class ScriptError extends Error {
  readonly code: number;
  readonly script: string;

  constructor(code: number, script: string, message: string) {
    super(message);
    this.name = 'ScriptError';
    this.code = code;
    this.script = script;
  }
}

export const succeeded: EventReport = {
  errorCode: 0,
  scriptName: '',
  message: 'Succeeded: ',
  log: '',
};

/** @param log undefined where it is not UTF-8: the agent then has nothing but this to say, under the code "Unknown" */
export function scriptReport(error: ScriptError, log: string | undefined): EventReport {
  const { code, script, message } = error;
  if (log !== undefined) return { errorCode: code, scriptName: script, message, log };
  return {
    errorCode: UNKNOWN_ERROR,
    scriptName: script,
    message: 'Attempting minimal diagnostics',
    log: 'Exception JSON::GeneratorError occured',
  };
}

export function unknownReport(error: Error): EventReport {
  return { errorCode: UNKNOWN_ERROR, scriptName: '', message: error.message, log: '' };
}

export const afterRestart: EventReport = {
  errorCode: FAILED_AFTER_RESTART,
  scriptName: '',
  message: 'Failed: Failing in-progress lifecycle event after an agent restart.',
  log: '',
};
