import type { Environment } from '../../../src/config/destination.ts';
import type { OutcomeRule } from '../../../src/emulator/codedeploy/outcome-rule.ts';
import { type Problem, RefusedError } from '../../../src/problem.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import type { Cause } from '../../../src/release/outcome.ts';
import { gather, noFacts } from '../../../src/report/facts.ts';
import { verdictText } from '../../../src/report/final.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';
import { type Command, type Fault, hasCome, type Moment, regions, rulesOf } from './cells.ts';

const minute = 60_000;

export type Ended = {
  exit: number;
  /** By region. */
  outcomes: Record<string, string>;
  problems: Problem[];
  /** Of its log, without times. */
  lastLine: string;
  /** By the run's clock. */
  seconds: number;
};

/** A region begins to fail at a moment of a command; `next` is the run after it, when all is well again. */
export async function playCell(
  command: Command,
  moment: Moment,
  fault: Fault,
  region: string,
): Promise<{ ended: Ended; hasFailed: boolean; next: Ended }> {
  const { world, environment } = await aWorld(command, moment);
  const other = regions.find((one) => one !== region);
  if (moment === 'rollback') world.arm([failsIn(other as string)]);
  const so = { region, ended: 0 };
  let hasFailed = false;
  const onEvent = (event: RunEvent) => {
    if (event.kind === 'finished') so.ended += 1;
    if (hasFailed || !hasCome(moment, event, so)) return;
    hasFailed = true;
    world.emulator.arm(rulesOf(fault, region));
  };
  // What is slow or denied by AWS does not keep the service itself from answering.
  const isSilent = (where: string) =>
    hasFailed && where === region && fault !== 'slow' && fault !== 'denied';
  const verify = async ({ region: where }: { region: string }): Promise<Cause[]> => {
    if (!isSilent(where)) return [];
    await world.clock.sleep(aSmokeCheck.timeout);
    return [{ instances: [], of: 0, script: 'smoke', message: 'no answer' }];
  };
  const ask = async (_: unknown, { region: where }: { region: string }) =>
    isSilent(where) ? { problem: 'no answer' } : undefined;
  const ended = await timed(world, () => begin(world, command, { onEvent, verify, ask }));

  world.emulator.arm([]);
  world.arm([]);
  const again = { ...environment, after: [], waves: unbaked(environment) };
  const next = await timed(world, () =>
    command === 'rollback'
      ? world.rollBack({ to: '1.213' })
      : world.deploy({ version: '1.214', environment: again }),
  );
  return { ended, hasFailed, next };
}

/** Where 1.213 runs, and 1.214 is proven before it; for what goes back 1.214 runs. */
async function aWorld(command: Command, moment: Moment) {
  const source = environmentOf('test', 'before');
  const after = command === 'deploy' ? [] : ['test'];
  const environment = { ...environmentOf('production', moment), after };
  const world = await openWorld({ environment, before: [source], instances: 1, leaps: true });
  const first = { ...environment, after: [], waves: unbaked(environment) };
  await world.deploy({ version: '1.213', content: 'before', environment: first });
  if (command === 'rollback') await world.deploy({ version: '1.214', environment: first });
  if (command === 'promote') await world.deploy({ version: '1.214', environment: source });
  return { world, environment };
}

function environmentOf(name: string, moment: Moment): Environment {
  const destinations = regions.map((region) =>
    aDestination({
      id: `retail/${region}`,
      region,
      deploymentGroup: `orders-${name}`,
      bucket: `deploy-${name}-${region}`,
      timeout: 10 * minute,
      rollback: { auto: [] },
      verify: [aSmokeCheck],
    }),
  );
  const goesBack = moment === 'rollback';
  const bake = moment === 'bake' ? 5 * minute : 0;
  const waves = [aWave({ destinations, maxFailures: goesBack ? 0 : 4, bake })];
  return anEnvironment({ name, waves, onFailure: goesBack ? 'rollback' : 'continue' });
}

function unbaked({ waves }: Environment) {
  return waves.map((wave) => ({ ...wave, bake: 0 }));
}

function failsIn(region: string): OutcomeRule {
  const fail = { script: 'scripts/check.sh', exitCode: 1, log: '' };
  const which = { destination: [`*/${region}`], version: ['*1.214*'] };
  return { ...which, event: 'AfterInstall', then: { fail } };
}

type How = Pick<NonNullable<Parameters<World['promote']>[0]>, 'onEvent' | 'verify' | 'ask'>;

function begin(world: World, command: Command, how: How): ReturnType<World['deploy']> {
  if (command === 'deploy') return world.deploy({ version: '1.214', ...how });
  return command === 'promote' ? world.promote(how) : world.rollBack(how);
}

async function timed(world: World, run: () => ReturnType<World['deploy']>): Promise<Ended> {
  const began = world.clock.now();
  const ended = await run().then(
    ({ exitCode: exit, results, events }) => ({
      exit,
      outcomes: byRegion(results),
      problems: [],
      lastLine: untimed(verdictText(events.reduce(gather, noFacts)) ?? ''),
    }),
    (error) => {
      if (!(error instanceof RefusedError)) throw error;
      const { problems } = error;
      const [{ message = '', hint = '' } = {}] = problems;
      return { exit: 3, outcomes: {}, problems: [...problems], lastLine: `${message}: ${hint}` };
    },
  );
  return { ...ended, seconds: Math.round((world.clock.now() - began) / 1000) };
}

function untimed(line: string): string {
  return line.replace(/ \((?:\d+[hms] ?)+\)/, '');
}

function byRegion(results: Awaited<ReturnType<World['deploy']>>['results']) {
  return Object.fromEntries(
    [...results].map(([id, { outcome }]) => [id.replace('retail/', ''), outcome]),
  );
}
