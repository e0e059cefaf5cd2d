import type { Environment } from '../../config/destination.ts';
import type { MeanwhileRule } from '../../emulator/scenario/meanwhile-definition.ts';
import type { Scenario } from '../../emulator/scenario/scenario.ts';
import { longestRun } from '../../release/guard/guard.ts';
import { recordsDestinationOf } from '../../release/guard/home-choice.ts';
import { deployByConsole } from './by-console.ts';
import { type Job, type JobOrder, openJob } from './job.ts';
import { type Plot, type Told, versions } from './plot.ts';
import type { Stage } from './stage.ts';

/** `gone` resolves when it has ended or is killed. */
type Process = {
  job: Job;
  isOver(): boolean;
  gone: Promise<unknown>;
  done: Promise<void>;
  kill(finishAfter: number): void;
};

/** Jobs at work and what happens to them, until every one of them has ended or was finished. */
export async function play(plot: Plot, scenario: Scenario, stage: Stage): Promise<Told> {
  const { world, emulation, endpoints, eye } = stage;
  const { clock } = world;
  const exitCodes: string[] = [];
  const limit = longest(stage.environments, scenario);
  const underWay: Promise<void>[] = [];
  const jobs: Job[] = [];
  const processes: Process[] = [];
  let runs = 0;
  /** Of the run that is played. */
  let attempt = 1;

  async function carryOut(job: Job, killed: Promise<'killed'>): Promise<number | 'killed'> {
    const { command } = job.order;
    const over = new AbortController();
    const late = clock.sleep(limit, over.signal).then(
      () => undefined,
      () => undefined,
    );
    const code = await Promise.race([job.carryOut(), late, killed]);
    over.abort();
    exitCodes.push(`${command} ${code ?? 'did not end'}`);
    if (code === undefined)
      eye.report('every command ends', `${command} of run ${job.run} within ${limit / 60_000} min`);
    if (code === 70)
      eye.report('no exit 70', `${command} of run ${job.run}: ${job.said.join('; ')}`);
    if (typeof code === 'number') eye.over(job, code);
    return code ?? 1;
  }

  /**
   * As a CI's post step does after every job, and people after it, until it says that all is done. CodeDeploy gives up an agent that is
   * silent after an hour.
   */
  async function finish({ order, run }: Job): Promise<void> {
    let said: string[] = [];
    for (const until = clock.now() + 100 * 60_000; clock.now() < until; ) {
      const again = open({ ...order, command: 'finish', offset: clockOf(order) });
      const code = await carryOut(again, never);
      said = again.said;
      if (code === 0 || code === 70) return;
      await clock.sleep(120_000);
    }
    eye.report('finish ends', `of run ${run}: ${said.slice(-3).join('; ')}`);
  }

  function clockOf({ folder }: JobOrder): number {
    return folder === main.job.order.folder ? offset : 0;
  }

  function open(order: JobOrder): Job {
    const job = openJob(world, order);
    jobs.push(job);
    return job;
  }

  function begin(asked: Partial<JobOrder> & Pick<JobOrder, 'command'>): Process {
    const run = asked.run ?? ++runs;
    const folder = jobs.length + 1;
    const job = open({
      ...{ environment: plot.environment.name, version: versions.other },
      ...{ attempt: 1, offset: 0, ...asked, run, folder },
    });
    eye.began(job);
    let die: () => void = () => undefined;
    const killed = new Promise<'killed'>((resolve) => {
      die = () => resolve('killed');
    });
    let isOver = false;
    let wait = 0;
    const running = carryOut(job, killed);
    const work = async () => {
      const code = await running;
      isOver = true;
      if (code === 'killed') await clock.sleep(wait);
      if (leavesSomething(job.order)) await finish(job);
      eye.gone(job);
    };
    const done = work();
    underWay.push(done);
    const process: Process = {
      ...{ job, isOver: () => isOver, gone: running, done },
      kill(finishAfter) {
        if (isOver) return;
        wait = finishAfter;
        job.kill();
        die();
      },
    };
    processes.push(process);
    return process;
  }

  let offset = offsetAtStart(scenario);
  const main = begin({ command: plot.command, version: versions.next, offset });
  const began = clock.now();
  for (const { after, at, ...rule } of scenario.meanwhile)
    if (after) stage.onCall(after, () => underWay.push(clock.sleep(at).then(() => happen(rule))));
  for (const { after, at, ...rule } of scenario.meanwhile) {
    if (after) continue;
    await clock.sleep(Math.max(0, began + at - clock.now()));
    await happen(rule);
  }
  for (let known = 0; known < underWay.length; ) {
    known = underWay.length;
    await Promise.all(underWay);
  }
  const text = namesIn(jobs);
  eye.ended((id) => text.some((one) => one.includes(id)));
  await clock.sleep(4 * 60_000);
  eye.freed();
  return { violations: eye.violations, exitCodes };

  /** A CI begins no attempt before it knows of the end of the last one, with all its jobs. */
  async function again(): Promise<void> {
    const { run } = main.job.order;
    const ofRun = () => processes.filter(({ job }) => job.order.run === run);
    for (let known = 0; known < ofRun().length; ) {
      known = ofRun().length;
      await Promise.all(ofRun().map(({ gone }) => gone));
    }
    attempt += 1;
    await begin({ ...main.job.order, attempt, offset }).done;
  }

  /** The command that is played, or once it has ended the job that began last. */
  function atWork(): Process {
    return main.isOver() ? (processes.findLast((one) => !one.isOver()) ?? main) : main;
  }

  async function happen({
    then,
    for: duration = 0,
  }: Pick<MeanwhileRule, 'then' | 'for'>): Promise<void> {
    const { run } = main.job.order;
    if (then === 'kill') atWork().kill(0);
    else if (then === 'cancel') atWork().job.cancel();
    else if (then === 'twin') begin({ command: 'deploy', run, attempt });
    else if (then === 'again') underWay.push(again());
    else if (typeof then === 'string') begin({ command: then });
    else if ('kill' in then) atWork().kill(then.kill);
    else if ('deploy' in then) begin({ command: 'deploy', environment: then.deploy });
    else if ('console' in then) await deployByConsole(emulation.codedeploy, then.console);
    else if ('unwell' in then) endpoints.makeUnwell(then.unwell, clock.now() + duration);
    else if ('sleep' in then) {
      const { job } = atWork();
      eye.sleeps(job);
      job.sleep(then.sleep);
    } else offset = then.clock;
  }
}

function leavesSomething({ command }: JobOrder): boolean {
  return command !== 'hold' && command !== 'unhold';
}

/** What is not to be killed. */
const never = new Promise<'killed'>(() => undefined);

/**
 * What people can read when all is over: problems and lines that were printed, the results of runs that came to their end,
 * and the notes of those that did not.
 */
function namesIn(jobs: readonly Job[]): string[] {
  return jobs.flatMap((job) => {
    const notes = job.notes();
    const results = job.events.filter(({ kind }) => kind === 'run-finished');
    return [
      ...job.said,
      ...results.map((event) => JSON.stringify(event)),
      ...(notes.includes('"kind":"run-finished"') ? [] : [notes]),
    ];
  });
}

function offsetAtStart({ meanwhile }: Scenario): number {
  for (const { after, at, then } of meanwhile)
    if (!after && at === 0 && typeof then === 'object' && 'clock' in then) return then.clock;
  return 0;
}

/** No command may take longer: its own limits, once more for what is undone, and waiting for other jobs. */
function longest(environments: readonly Environment[], { faults, meanwhile }: Scenario): number {
  const quiet = Math.max(0, ...faults.map(({ to = 0 }) => to * 1000));
  const one = (environment: Environment) =>
    longestRun(environment) + recordsDestinationOf(environment).busyTimeout;
  const rounds = 2 + meanwhile.length;
  return quiet + rounds * Math.max(...environments.map(one)) + 20 * 60_000;
}
