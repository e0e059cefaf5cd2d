/** How a roll-out over instances ended. */
export type RollOut = 'succeeded' | 'failed' | 'halted';

/**
 * Deploys to as many instances at a time as may be missing, and to no more once so many have failed that only the minimum
 * is left. It has succeeded when the minimum, and at least one, did; so a failure of the last instance can be borne.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/instances-health.html#minimum-healthy-hosts
 */
export function rollOut<T>(options: {
  targets: readonly T[];
  minimum: number;
  /** How many must have succeeded whatever the minimum is. */
  least?: number;
  /** Whether it went well. */
  deploy: (target: T) => Promise<boolean>;
  isHalted: () => boolean;
}): Promise<RollOut> {
  const { targets, minimum, least = 1, deploy, isHalted } = options;
  const waiting = [...targets];
  let running = 0;
  let failed = 0;
  return new Promise((resolve, reject) => {
    const step = () => {
      while (waiting.length > 0 && running < targets.length - minimum - failed && !isHalted()) {
        running += 1;
        deploy(waiting.shift() as T).then((ok) => {
          running -= 1;
          if (!ok) failed += 1;
          step();
        }, reject);
      }
      if (running > 0) return;
      const succeeded = targets.length - waiting.length - failed;
      if (isHalted()) resolve('halted');
      else
        resolve(
          waiting.length === 0 && succeeded >= Math.max(least, minimum) ? 'succeeded' : 'failed',
        );
    };
    step();
  });
}
