import { spawn } from 'node:child_process';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { ConsulCheckDefinition } from '../../../../appspec/consul/definitions.ts';

/* The checks of an agent of Consul: https://developer.hashicorp.com/consul/docs/services/usage/checks. Runs inside hosts. */

type Made = { status: 'passing' | 'warning' | 'critical'; output: string };

/** In what the output of a check begins that hosts cannot make; see emulator/host/consul.ts. */
export const NOT_MADE = 'not made on hosts of a rehearsal: ';

/** Makes a check once. Undefined for one that is told from outside. */
export async function makeCheck(
  check: ConsulCheckDefinition,
  runsScripts: boolean,
): Promise<Made | undefined> {
  const limit = milliseconds(check.timeout) ?? 10_000;
  switch (check.kind) {
    case 'http':
      return askHttp(check, limit);
    case 'tcp':
      return connect(check.address, limit);
    case 'args':
      return runsScripts ? run(check.args, limit) : undefined;
    case 'other':
      return { status: 'critical', output: `${NOT_MADE}${check.what}` };
    case 'ttl':
      return undefined;
  }
}

function askHttp(
  { url, method, header, body }: Extract<ConsulCheckDefinition, { kind: 'http' }>,
  limit: number,
): Promise<Made> {
  return new Promise((resolve) => {
    const fail = (error: Error & { code?: string }) =>
      resolve({
        status: 'critical',
        output: `${method} ${url}: ${error.message || (error.code ?? '')}`,
      });
    if (!URL.canParse(url)) return fail(new Error('it is not an address'));
    const secure = url.startsWith('https:');
    const options = { method, headers: header, timeout: limit, rejectUnauthorized: false };
    const call = (secure ? https : http).request(url, options, (response) => {
      const code = response.statusCode ?? 0;
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text = (text + chunk.toString('utf8')).slice(0, 4096);
      });
      response.on('end', () => {
        const isGood = code >= 200 && code < 300;
        const status = isGood ? 'passing' : code === 429 ? 'warning' : 'critical';
        const output = `HTTP ${method} ${url}: ${code} ${response.statusMessage} Output: ${text}`;
        resolve({ status, output });
      });
      response.on('error', fail);
    });
    call.on('timeout', () => call.destroy(new Error(`no answer within ${limit} ms`)));
    call.on('error', fail);
    call.end(body);
  });
}

function connect(address: string, limit: number): Promise<Made> {
  return new Promise((resolve) => {
    const at = address.lastIndexOf(':');
    const socket = net.connect({ host: address.slice(0, at), port: Number(address.slice(at + 1)) });
    const end = (made: Made) => {
      socket.destroy();
      resolve(made);
    };
    socket.setTimeout(limit, () => end({ status: 'critical', output: `${address}: timed out` }));
    socket.on('connect', () =>
      end({ status: 'passing', output: `TCP connect ${address}: Success` }),
    );
    socket.on('error', ({ message }) => end({ status: 'critical', output: message }));
  });
}

function run([program = '', ...args]: readonly string[], limit: number): Promise<Made> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      cwd: '/',
      timeout: limit,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-4096);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', ({ message }) => resolve({ status: 'critical', output: message }));
    child.on('close', (code) =>
      resolve({ status: code === 0 ? 'passing' : code === 1 ? 'warning' : 'critical', output }),
    );
  });
}

/** `10s`, `1m30s`; undefined for what is none. */
export function milliseconds(time: string | undefined): number | undefined {
  const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  const parts = [...(time ?? '').matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0);
}
