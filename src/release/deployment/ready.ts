import { faultText } from '../../aws/fault-text.ts';
import { type Fault, isTransient } from '../../aws/faults.ts';
import type { Destination } from '../../config/destination.ts';
import type { Problem } from '../../problem.ts';
import { notRehearsed } from '../outcome.ts';
import { proceed } from './continue-deployment.ts';
import type { DestinationPorts } from './destination-ports.ts';
import type { Interruption } from './judge-deployment.ts';

/** What is done when a blue/green deployment waits for its traffic to be shifted, as `onReady` has it. */
export function readiness(deploymentId: string, version: string, ports: DestinationPorts) {
  const { destination, calls, emit, role, verify, goesBack, waiting } = ports;
  const refusal = new AbortController();
  let interruption: Interruption | undefined;
  let isVerified = destination.onReady !== 'verify-then-continue';
  let isLeft = false;
  return {
    /** Aborted when the traffic is not to be shifted. */
    refused: refusal.signal,
    /** Why it is not to be. */
    interruption: () => interruption,
    /** It is to stay as it is. */
    isLeft: () => isLeft,
    /** Tells whether all is done; until then it is to be asked again. */
    async decide(): Promise<boolean> {
      // Nobody is asked when a failed run is undone, and whoever calls `continue` is who was waited for.
      if (destination.onReady === 'wait' && role === 'deployment' && !waiting) {
        emit({ kind: 'notice', level: 'info', problem: someoneMust(destination) });
        return true;
      }
      // What goes back, and what `continue` takes up, is not left a second time.
      if (destination.onReady === 'leave' && !goesBack && !waiting) {
        isLeft = true;
        refusal.abort();
        return true;
      }
      if (!isVerified) {
        const found = (await verify?.(destination, version, { deploymentId })) ?? [];
        const causes = found.filter(({ code }) => code !== notRehearsed);
        if (causes.length > 0) return refuse({ ...unverified, causes });
        isVerified = true;
      }
      const fault = await proceed(deploymentId, 'READY_WAIT', calls);
      if (!fault) return true;
      if (!isTransient(fault.kind)) return refuse(notShifted(fault));
      const text = `traffic is not shifted yet: ${faultText(fault)}`;
      emit({ kind: 'trouble', destination: destination.id, text });
      return false;
    },
  };

  function refuse(why: Interruption): true {
    interruption = why;
    refusal.abort();
    return true;
  }
}

const someoneMust = ({ id }: Destination): Problem => ({
  code: 'traffic-waits',
  destination: id,
  message: 'its new instances are ready: someone must now shift the traffic (onReady: wait)',
  hint: 'reroute the traffic in the console, or call ContinueDeployment with READY_WAIT',
});

const unverified = {
  outcome: 'not-verified' as const,
  reason: 'not verified before its traffic was shifted',
};

function notShifted({ name, message }: Fault): Interruption {
  const advice = 'allow the role codedeploy:ContinueDeployment';
  return {
    outcome: 'failed',
    reason: 'its traffic could not be shifted',
    causes: [{ instances: [], of: 0, code: name, message, advice }],
  };
}
