import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CommandPorts } from '../../cli/command-ports.ts';
import { makeBundle } from '../../cli/make-bundle.ts';
import { environmentOf, type Project } from '../../cli/project.ts';
import { allDestinations } from '../../config/destination.ts';
import type { Scenario } from '../../emulator/scenario/scenario.ts';
import { UsageError } from '../../problem.ts';
import { seededRandom } from '../../random.ts';
import { many } from '../../words/quantities.ts';
import { drawScenario } from './draw.ts';
import type { Plot } from './plot.ts';
import { scenarioText } from './scenario-text.ts';
import { shrink } from './shrink.ts';
import type { Violation } from './sight.ts';
import { stories } from './story.ts';

export type SearchRequest = {
  project: Project;
  /** Its name. */
  environment: string;
  command: Plot['command'];
  /** The options that say where the configuration is, and what holds in it. */
  args: readonly string[];
  first: number;
  count: number;
  /** What goes wrong, where it is not to be drawn from each seed. */
  scenario?: Scenario | undefined;
};

/** Says something after so many seeds. */
const reportEvery = 50;

/** Tries seed after seed; what breaks an invariant is shrunk and written to a file. Gives the exit code. */
export async function search(
  request: SearchRequest,
  ports: Pick<CommandPorts, 'env' | 'cwd' | 'host' | 'clock' | 'signal'>,
): Promise<number> {
  const { project, command, args, first, count } = request;
  const { host, signal, cwd } = ports;
  const environment = environmentOf(project, request.environment, () => undefined);
  const folder = await mkdtemp(join(tmpdir(), 'fanout-search-'));
  const bugs = unhandled();
  const stacks = Error.stackTraceLimit;
  // Errors are what most of a search's stories are about, and their stacks take a sixth of its time: who plays one again has them.
  if (count > 1) Error.stackTraceLimit = 0;
  let began = process.cpuUsage();
  let found = 0;
  let seed = first;
  try {
    const out = join(folder, 'bundle.zip');
    const bundle = await makeBundle(project, out, { ...ports, emit: () => undefined });
    const plot: Plot = { project, environment, command, bundle, ports, args };
    const { tell, outline } = stories(plot);
    const others = (project.configuration?.environments ?? []).filter(
      (name) => name !== environment.name,
    );
    const destinations = allDestinations(environment);
    const isLeft = destinations.some(({ onReady }) => onReady === 'leave');
    const scene = { destinations, others, isLeft, outline: await outline() };
    began = process.cpuUsage();
    const scenarioOf = (of: number) =>
      request.scenario ?? drawScenario(seededRandom(~of), scene, of);
    const violationsOf = async (of: number, scenario: Scenario) => {
      const { violations, exitCodes } = await tell(of, scenario);
      host.debug(`seed ${of}: ${exitCodes.join(', ')}`);
      return [...violations, ...bugs.taken()];
    };
    for (; seed < first + count && !signal.aborted; seed++) {
      const scenario = scenarioOf(seed);
      const violations = await violationsOf(seed, scenario);
      if (violations.length > 0) {
        found += 1;
        host.print(`seed ${seed}: ${violations.map(inWords).join('; ')}`);
        const least = request.scenario
          ? scenario
          : await shrink(scenario, violations, (smaller) => violationsOf(seed, smaller));
        const path = resolve(cwd, `fanout-seed-${seed}.yml`);
        const replay = `fanout rehearse ${command} ${environment.name} --search 1 --seed ${seed} --scenario ${path}`;
        await writeFile(path, scenarioText(least, [...violations.map(inWords), replay]));
        host.print(`  again: ${replay}`);
      }
      const done = seed - first + 1;
      if (done % reportEvery === 0)
        host.print(
          `${many(done, 'seed')} tried, ${found} with a violation; the next is ${seed + 1}`,
        );
    }
  } finally {
    bugs.end();
    Error.stackTraceLimit = stacks;
    await rm(folder, { recursive: true, force: true });
  }
  const told = found === 0 ? 'no violation' : `${found} with a violation`;
  const each = (process.cpuUsage(began).user / 1e6 / Math.max(1, seed - first)).toFixed(2);
  host.print(
    `${many(seed - first, 'seed')} from ${first} tried: ${told}; ${each} s of the processor each`,
  );
  return found === 0 ? 0 : 1;
}

function inWords({ invariant, what }: Violation): string {
  return `violated: ${invariant} (${what})`;
}

/** A promise that nobody looks after would end a real process. */
function unhandled() {
  const violations: Violation[] = [];
  const note = (error: unknown) => {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    violations.push({ invariant: 'no exit 70', what });
  };
  process.on('unhandledRejection', note);
  return {
    taken: () => violations.splice(0),
    end: () => void process.off('unhandledRejection', note),
  };
}

/** Throws a {@link UsageError} for what a search has no use for. */
export function refuseWithSearch({ events, json }: { events?: string; json: boolean }): void {
  const useless = [...(events === undefined ? [] : ['--events']), ...(json ? ['--json'] : [])];
  if (useless.length > 0)
    throw new UsageError(
      useless.map((option) => ({
        code: 'options-conflict',
        message: `${option} has no effect with --search`,
      })),
    );
}
