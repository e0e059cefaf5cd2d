import type { Agent } from 'node:http';
import type { Clock } from '../clock.ts';
import { UsageError } from '../problem.ts';
import type { HostPorts } from './ports.ts';

const ATTEMPTS = 4;
const TIMEOUT_MS = 20_000;
const MAX_BODY = 64 * 1024;

/**
 * Asks GitHub for a token that tells AWS which job this is; it lives five minutes. The protocol is that of actions/toolkit:
 * packages/core/src/oidc-utils.ts, which itself prints to stdout and so cannot be used where stdout is for one JSON object.
 */
export async function requestIdToken(
  audience: string,
  { env, clock }: Pick<HostPorts, 'env' | 'clock'>,
): Promise<string> {
  const address = env.ACTIONS_ID_TOKEN_REQUEST_URL;
  const bearer = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (!address || !bearer) throw notPermitted();
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  // Loaded only here: it takes longer than everything else at start.
  const { openAgents } = await import('../aws/http-agents.ts');
  const agents = openAgents(env);
  try {
    const { httpAgent, httpsAgent } = await agents.single();
    const agent = url.protocol === 'http:' ? httpAgent : httpsAgent;
    return tokenOf(await answerOf(url, () => get(url, bearer, agent), clock));
  } finally {
    agents.close();
  }
}

/** Asks again while that may help. */
async function answerOf(url: URL, ask: () => Promise<Answer>, clock: Clock): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask().catch((error: Error) => error);
    if (!(answer instanceof Error) && answer.status === 200) return answer.body;
    const failure = answer instanceof Error ? answer : new Error(`status ${answer.status}`);
    const lasting = !(answer instanceof Error) && answer.status < 500 && answer.status !== 429;
    if (lasting || attempt === ATTEMPTS) {
      throw new Error(`GitHub gave no identity token (${url.host}): ${failure.message}`, {
        cause: failure,
      });
    }
    await clock.sleep(1000 * 2 ** (attempt - 1));
  }
}

function notPermitted(): UsageError {
  return new UsageError([
    {
      code: 'no-id-token',
      message: 'this job may not ask GitHub for an identity token: `id-token: write` is missing',
      hint:
        'add `permissions: { id-token: write, contents: read }` to the job, and to the job that calls it if it is a reusable ' +
        'workflow; pull requests from forks never get one',
    },
  ]);
}

type Answer = { status: number; body: string };

async function get(url: URL, bearer: string, agent: Agent): Promise<Answer> {
  const { request } = await (url.protocol === 'http:' ? import('node:http') : import('node:https'));
  const headers = {
    authorization: `Bearer ${bearer}`,
    accept: 'application/json',
    'user-agent': 'codedeploy-fanout',
  };
  // A time-out of the request itself would begin only when a proxy has answered.
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, agent, signal: limit }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > MAX_BODY) asked.destroy(new Error('the answer is too long'));
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    });
    asked.on('error', (error) =>
      reject(limit.aborted ? new Error(`no answer within ${TIMEOUT_MS / 1000} s`) : error),
    );
    asked.end();
  });
}

/** The answer is a secret as a whole: no part of it is shown. */
function tokenOf(body: string): string {
  let value: unknown;
  try {
    value = (JSON.parse(body) as { value?: unknown }).value;
  } catch {
    value = undefined;
  }
  if (typeof value === 'string' && value !== '') return value;
  throw new Error('GitHub gave no identity token: its answer has none');
}
