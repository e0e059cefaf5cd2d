import { spawn, spawnSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { systemClock } from '../../src/clock.ts';

/** https://github.com/getmoto/moto */
export const isMotoInstalled = spawnSync('moto_server', ['--help']).status === 0;

/** A server of AWS's services that nobody here wrote. */
export async function startMoto(): Promise<{ url: string; stop(): void }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  await answering(url);
  return { url, stop: () => void server.kill() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(url: string): Promise<void> {
  const deadline = systemClock.now() + 60_000;
  while (systemClock.now() < deadline) {
    const answer = await fetch(`${url}/moto-api/`).catch(() => undefined);
    if (answer) return;
    await systemClock.sleep(100);
  }
  throw new Error('moto_server does not answer');
}
