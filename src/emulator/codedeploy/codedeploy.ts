import type { Clock } from '../../clock.ts';
import {
  type CodeDeployCall,
  type CodeDeployService,
  type HostFactory,
  type ObjectReader,
  type Seed,
  ServiceError,
} from '../service.ts';
import type { Context } from './context.ts';
import { createEngine } from './engine/create-engine.ts';
import { raiseAlarm, scaleOut } from './engine/triggers.ts';
import { flatten, unflatten } from './graph.ts';
import { handlers } from './handlers.ts';
import { createIds } from './ids.ts';
import { interrupt } from './interrupt.ts';
import { operationNames } from './model.generated.ts';
import { isOffered, type Offered } from './offered.ts';
import type { OutcomeRule } from './outcome-rule.ts';
import { createOutcomes } from './planned-outcomes.ts';
import type { Group, Scope } from './state.ts';
import { openStateFile } from './state-file.ts';
import { validateInput } from './validate-input.ts';
import { assertError, assertOutput } from './validate-output.ts';
import { type GroupView, viewOf } from './view.ts';
import { createWorld } from './world.ts';

export type CodeDeployOptions = {
  seed: Seed;
  clock: Clock;
  objects: ObjectReader;
  /** Absent, instances are scripted: their events take their time and succeed unless an outcome says otherwise. */
  hosts?: HostFactory | undefined;
  outcomes?: readonly OutcomeRule[] | undefined;
  /** How long a scripted hook takes on the clock; 2 unless told otherwise. */
  hookSeconds?: number | undefined;
  /** How many items a page of a list has; 10 unless told otherwise. */
  pageSize?: number | undefined;
  /** The same number gives the same ids in the same order; 1 unless told otherwise. */
  idSeed?: number | undefined;
  /** A folder in which to keep what there is; what is in it is there again after a start. */
  state?: string | undefined;
  /** What there is at the start, as {@link EmulatedCodeDeploy.capture} gave it. */
  captured?: CapturedScopes | undefined;
};

/** CodeDeploy at a moment; what becomes of it later leaves this as it is. */
export type CapturedScopes = readonly unknown[];

/** CodeDeploy's service, and what a scenario or a test does to its world. Groups are named as their destination. */
export interface EmulatedCodeDeploy extends CodeDeployService {
  /** Puts other outcomes in place of the present ones and counts the groups' deployments from 1 again. */
  arm(outcomes: readonly OutcomeRule[]): void;
  /** Launches instances of a group; what was last deployed there with success is on them. */
  scaleOut(destination: string, count: number): void;
  /** An alarm goes off in an account and region, and stays in alarm. */
  raiseAlarm(account: string, region: string, name: string): void;
  clearAlarm(account: string, region: string, name: string): void;
  /** How all groups are at this moment. */
  view(): GroupView[];
  /** What there is now, for another emulator of the same seed to begin with. Nothing may be under way. */
  capture(): CapturedScopes;
}

/** An emulated CodeDeploy for the compute platform Server. Its behaviour is in docs/emulator.md. */
export function createCodeDeploy(options: CodeDeployOptions): EmulatedCodeDeploy {
  const {
    seed,
    clock,
    objects,
    outcomes = [],
    hookSeconds = 2,
    pageSize = 10,
    idSeed = 1,
    state,
    captured,
  } = options;
  const now = clock.now();
  const file = state === undefined ? undefined : openStateFile(state);
  const scopes = file?.scopes ?? (captured ? restored(captured) : new Map<string, Scope>());
  for (const scope of scopes.values()) interrupt(scope, now);
  // Where something is kept, its ids are taken.
  const ids = createIds(scopes.size === 0 ? idSeed : idSeed + now);
  const world = createWorld(seed, scopes, { ids, now });
  // A failure to keep the state is told by the next call that changes something.
  const keep = () => void file?.keep().catch(() => undefined);
  const { engine, assertWhole, close } = createEngine({
    clock,
    ids,
    objects,
    hookMs: hookSeconds * 1000,
    outcomes: createOutcomes(outcomes),
    hosts: options.hosts,
    onEnd: keep,
  });
  let ending: Promise<void> | undefined;
  const groups = (): Group[] =>
    [...world.scopes()].flatMap(({ applications }) =>
      [...applications.values()].flatMap((application) => [...application.groups.values()]),
    );
  return {
    async handle(call) {
      if (ending !== undefined) throw closed();
      assertWhole();
      const { account, region, input, asOf } = call;
      const operation = operationOf(call);
      const context: Context = { engine, scope: world.scope(account, region), pageSize, asOf };
      const output = await answer(context, operation, input);
      if (!/^(Get|List|BatchGet)/.test(operation)) await file?.keep();
      return output;
    },
    close() {
      ending ??= close(closed()).then(() => file?.keep());
      return ending;
    },
    arm(rules) {
      engine.outcomes = createOutcomes(rules);
      for (const group of groups()) group.count = 0;
    },
    scaleOut(destination, count) {
      const found = groups().filter(({ seed: { destination: name } }) => name === destination);
      if (found.length === 0)
        throw new Error(`no deployment group belongs to the destination "${destination}"`);
      for (const group of found)
        scaleOut(engine, world.scope(group.seed.account, group.seed.region), group, count);
    },
    raiseAlarm: (account, region, name) => raiseAlarm(world.scope(account, region), name),
    view: () =>
      groups().map((group) => viewOf(world.scope(group.seed.account, group.seed.region), group)),
    capture: () => flatten(scopes),
    clearAlarm: (account, region, name) => void world.scope(account, region).alarms.delete(name),
  };
}

function restored(captured: CapturedScopes): Map<string, Scope> {
  return unflatten(captured) as Map<string, Scope>;
}

function closed(): ServiceError {
  return new ServiceError('ServiceUnavailableException', 'The emulator is closing', 503);
}

async function answer<O extends Offered>(
  context: Context,
  operation: O,
  input: unknown,
): Promise<unknown> {
  try {
    const output = await handlers[operation](context, validateInput(operation, input));
    assertOutput(operation, output);
    return output;
  } catch (error) {
    if (error instanceof ServiceError) assertError(operation, error);
    throw error;
  }
}

function operationOf({ operation }: CodeDeployCall): Offered {
  if (isOffered(operation)) return operation;
  const message = operationNames.includes(operation)
    ? `This emulator does not offer ${operation} of CodeDeploy`
    : `CodeDeploy has no operation ${operation}`;
  throw new ServiceError('UnknownOperationException', message, 501);
}
