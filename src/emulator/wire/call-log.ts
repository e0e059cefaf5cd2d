import type { ServiceName } from './service-protocol.ts';

/** One request that reached the emulator, as the log tells it. Holds no secret. */
export type CallRecord = {
  service: ServiceName | 'checks' | 'unknown';
  operation: string;
  /** The caller's account; absent where the caller is not known. */
  account?: string;
  region?: string;
  /** ARN of the caller. */
  principal?: string;
  /** HTTP status; 0 where no answer was sent. */
  status: number;
  /** The code of the refusal. */
  error?: string;
  /** `bucket/key`, a role's ARN, an application. */
  about?: string;
  /** The fault of the scenario that was carried out. */
  fault?: string;
  /** Milliseconds since the epoch by the emulator's clock. */
  at: number;
};

/** Keeps the newest calls, so that an emulator left running does not grow without end. */
export function callLog(limit = 20_000) {
  const calls: CallRecord[] = [];
  return {
    calls: calls as readonly CallRecord[],
    add(call: CallRecord): void {
      calls.push(call);
      if (calls.length > limit) calls.splice(0, Math.ceil(limit / 10));
    },
  };
}

/** One line for people. What clients send may hold line breaks and worse: control characters are written out. */
export function describeCall(call: CallRecord): string {
  const where = [call.account, call.region].filter(Boolean).join('/');
  const what = [`${call.service} ${call.operation}`, where, call.about].filter(Boolean).join(' ');
  const answer = call.status === 0 ? 'no answer' : `${call.status}`;
  const line = [what, answer, call.error, call.fault && `(${call.fault})`]
    .filter(Boolean)
    .join(' ');
  return line.replace(/\p{Cc}/gu, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}
