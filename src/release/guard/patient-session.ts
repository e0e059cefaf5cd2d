import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import { faultOf } from '../../aws/faults.ts';
import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import { timing } from '../timing.ts';

type Ports = { clock: Clock; signal: AbortSignal };

/** The same session, but what is read of CodeDeploy and refused for its rate is asked again for as long as a creation is. */
export function patientSession(aws: AwsSession, ports: Ports): AwsSession {
  return { ...aws, codedeploy: (destination) => patientCalls(aws.codedeploy(destination), ports) };
}

function patientCalls(calls: CodeDeployCalls, ports: Ports): CodeDeployCalls {
  const asked = <A extends unknown[], T>(ask: (...args: A) => Promise<T>) => {
    return (...args: A): Promise<T> => whileThrottled(() => ask(...args), ports);
  };
  return {
    ...calls,
    getGroup: asked(calls.getGroup),
    getConfig: asked(calls.getConfig),
    getDeployments: asked(calls.getDeployments),
    listTargets: asked(calls.listTargets),
    getTargets: asked(calls.getTargets),
  };
}

/** Each call waits by itself between its tries. */
async function whileThrottled<T>(ask: () => Promise<T>, { clock, signal }: Ports): Promise<T> {
  const began = clock.now();
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      const isOver = clock.now() - began >= timing.create.goesOn;
      if (isOver || faultOf(error).kind !== 'throttled') throw error;
    }
  }
}
