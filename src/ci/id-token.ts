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
  ports: Pick<HostPorts, 'env' | 'clock' | 'agentFor'>,
): Promise<string> {
  const address = ports.env.ACTIONS_ID_TOKEN_REQUEST_URL;
  const bearer = ports.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
  if (!address || !bearer) throw notPermitted();
  const url = new URL(address);
  url.searchParams.set('audience', audience);
  for (let attempt = 1; ; attempt++) {
    const answer = await get(url, bearer, ports).catch((error: Error) => error);
    if (!(answer instanceof Error) && answer.status === 200) return tokenOf(answer.body);
    const failure = answer instanceof Error ? answer : new Error(`status ${answer.status}`);
    const lasting = !(answer instanceof Error) && answer.status < 500 && answer.status !== 429;
    if (lasting || attempt === ATTEMPTS) {
      throw new Error(`GitHub gave no identity token (${url.host}): ${failure.message}`, {
        cause: failure,
      });
    }
    await ports.clock.sleep(1000 * 2 ** (attempt - 1));
  }
}

function notPermitted(): UsageError {
  return new UsageError([
    {
      message: 'GitHub lets this job ask for no identity token: `id-token: write` is missing',
      hint:
        'add `permissions: { id-token: write, contents: read }` to the job, and to the job that calls it if it is a reusable ' +
        'workflow; pull requests from forks never get one',
    },
  ]);
}

type Answer = { status: number; body: string };

async function get(
  url: URL,
  bearer: string,
  { agentFor }: Pick<HostPorts, 'agentFor'>,
): Promise<Answer> {
  const agent = agentFor?.(url);
  const options = {
    headers: {
      authorization: `Bearer ${bearer}`,
      accept: 'application/json',
      'user-agent': 'codedeploy-fanout',
    },
    timeout: TIMEOUT_MS,
    ...(agent ? { agent } : {}),
  };
  // Loaded only here: it takes longer than everything else at start.
  const { request } = await (url.protocol === 'http:' ? import('node:http') : import('node:https'));
  return new Promise((resolve, reject) => {
    const asked = request(url, options, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > MAX_BODY) asked.destroy(new Error('the answer is too long'));
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    asked.on('error', reject);
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
  throw new Error('GitHub gave no identity token: its answer holds none');
}
