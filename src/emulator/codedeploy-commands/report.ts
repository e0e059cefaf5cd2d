import { type EventReport, ServiceError } from '../service.ts';

/** The agent's code for everything that is not the end of a script. */
const UNKNOWN_ERROR = 5;

/** What an agent says of an event; of diagnostics that cannot be read, only whether it went well. */
export function reportOf(
  status: 'Succeeded' | 'Failed',
  diagnostics: string | undefined,
): EventReport {
  const told = parsed(diagnostics ?? '{}');
  const text = (name: string) => (typeof told[name] === 'string' ? told[name] : '');
  const code = told.error_code;
  // A failure is one whatever its code says, and the code of the least it can say is "Unknown".
  const failure = typeof code === 'number' && code !== 0 ? code : UNKNOWN_ERROR;
  return {
    errorCode: status === 'Succeeded' ? 0 : failure,
    scriptName: text('script_name'),
    message: text('message'),
    log: text('log'),
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw refused('the diagnostics are not JSON', { cause });
  }
  throw refused('the diagnostics are no JSON object');
}

export function refused(message: string, options?: ErrorOptions): ServiceError {
  return new ServiceError('ClientException', message, 400, options);
}
