import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { withAny } from '../../any-signal.ts';
import { type Fault, faultOf, isTransient } from '../../aws/faults.ts';
import type { Clock } from '../../clock.ts';
import { type Random, systemRandom } from '../../random.ts';
import { timing } from '../timing.ts';

/** What one look at a deployment gave. */
type Reading = { info: DeploymentInfo } | { fault: Fault };

/** Looks at a deployment after `delay` ms, together with others that are due. */
export type Read = {
  (deploymentId: string, delay: number): Promise<Reading>;
  /** Of how many deployments somebody waits for the next look. */
  followers?(): number;
  /** Has a deployment looked at by then, where somebody waits for a later look at it. */
  hasten?(deploymentId: string, at: number): void;
};

/**
 * One poller for one account and region: everyone who follows a deployment there asks it for the next
 * look, and looks that fall due at about the same time share a call. After throttling or a fault of
 * the service all wait longer, for these limits are the account's and region's, not the deployment's.
 * A look never rejects for what AWS answers; it rejects with the signal's reason once that is aborted.
 */
export function pollDeployments(
  getDeployments: (ids: readonly string[]) => Promise<DeploymentInfo[]>,
  {
    clock,
    signal,
    random = systemRandom,
  }: { clock: Clock; signal: AbortSignal; random?: Random | undefined },
): Read {
  const waiting = new Map<string, Waiter>();
  let running = false;
  let wake = new AbortController();
  let backoff = 0;

  const read: Read = (deploymentId, delay) =>
    new Promise((resolve, reject) => {
      const due = clock.now() + Math.max(delay, backoff);
      waiting.set(deploymentId, { due, resolve, reject });
      if (running) wake.abort();
      else void serve();
    });
  return Object.assign(read, {
    followers: () => waiting.size + 1,
    hasten(deploymentId: string, at: number) {
      const waiter = waiting.get(deploymentId);
      const due = Math.max(at, clock.now() + backoff);
      if (!waiter || waiter.due <= due) return;
      waiter.due = due;
      wake.abort();
    },
  });

  async function serve() {
    running = true;
    try {
      while (waiting.size > 0) {
        const rest = Math.min(...[...waiting.values()].map(({ due }) => due)) - clock.now();
        if (rest > 0) await nap(rest);
        else await look();
      }
    } catch (error) {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    } finally {
      running = false;
    }
  }

  /** Sleeps, unless someone comes who is due sooner. */
  async function nap(ms: number) {
    wake = new AbortController();
    await withAny([signal, wake.signal], (either) => clock.sleep(ms, either)).catch(
      () => undefined,
    );
    signal.throwIfAborted();
  }

  async function look() {
    const now = clock.now();
    const ids = [...waiting]
      .filter(([, { due }]) => due <= now + timing.look.together)
      .map(([id]) => id);
    const batch = ids.slice(0, timing.look.batch);
    const readings = await readBatch(batch);
    for (const id of batch) {
      waiting.get(id)?.resolve(readings.get(id) ?? { fault: missing(id) });
      waiting.delete(id);
    }
  }

  async function readBatch(ids: readonly string[]): Promise<Map<string, Reading>> {
    try {
      const infos = await getDeployments(ids);
      backoff = 0;
      return new Map(infos.map((info) => [info.deploymentId ?? '', { info }]));
    } catch (error) {
      signal.throwIfAborted();
      const fault = faultOf(error);
      if (isTransient(fault.kind)) backoff = nextBackoff(backoff, random);
      return new Map(ids.map((id) => [id, { fault }]));
    }
  }
}

type Waiter = { due: number; resolve(reading: Reading): void; reject(reason: unknown): void };

/** Doubles, with jitter, so that many builds that were throttled together do not come back together. */
function nextBackoff(backoff: number, random: Random): number {
  const { least, most } = timing.look.throttled;
  return Math.min(most, Math.max(least, backoff * 2) * (0.75 + random.next() / 2));
}

/** BatchGetDeployments leaves out what it does not find; a deployment just created may not be found yet. */
function missing(deploymentId: string): Fault {
  return faultOf(
    Object.assign(new Error(`deployment ${deploymentId} was not in the answer`), {
      name: 'DeploymentDoesNotExistException',
    }),
  );
}
