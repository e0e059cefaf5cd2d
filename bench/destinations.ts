import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurationOf, type Emulator, startEmulator } from './emulator.ts';
import { fanout } from './fanout.ts';
import { type Measured, measure } from './measure.ts';
import { type Bench, megabytes, type Row, seconds } from './row.ts';
import { slowest } from './slowest.ts';

/** Accounts × regions, and what their run should keep to: seconds over the slowest deployment, MB, seconds of processor. */
const sizes = [
  { accounts: 2, regions: 5, over: 2, memory: 200, cpu: 8 },
  { accounts: 6, regions: 5, over: 2, memory: 200, cpu: 8 },
  { accounts: 10, regions: 10, over: 5, memory: 200, cpu: 8 },
  { accounts: 20, regions: 15, over: 5, memory: 200, cpu: 8 },
  { accounts: 100, regions: 10, over: 15, memory: 500, cpu: 27 },
];

export const destinations: Bench = {
  name: 'destinations',
  about: 'A deployment to ever more destinations of ten instances each, all at once.',
  slow: true,
  async run() {
    const rows: Row[] = [];
    const taken: { count: number; run: Taken }[] = [];
    const began = Date.now();
    for (const size of sizes) {
      const count = size.accounts * size.regions;
      if (Date.now() - began > longest) {
        rows.push(notRun(count));
        continue;
      }
      const run = await deploy(size.accounts, size.regions);
      taken.push({ count, run });
      rows.push(rowOf(count, run, size));
    }
    rows.push(await throttled());
    return [...rows, exponents(taken)];
  },
};

/** 300 destinations, of whose calls every fifth is refused for its rate. */
async function throttled(): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-throttled-'));
  const scenario = join(folder, 'throttled.yml');
  writeFileSync(scenario, 'faults: [{ service: codedeploy, every: 5, then: throttle }]\n');
  const { over, peak, cpu, calls } = await deploy(20, 15, '--scenario', scenario);
  rmSync(folder, { recursive: true });
  return {
    what: '300 destinations, every fifth call throttled',
    fanout: `+ ${seconds(over)} over the slowest, ${megabytes(peak)}, ${seconds(cpu)} of processor, ${calls} calls`,
    peers: '',
    aim: '≤ + 25 s',
    reached: over <= 25,
  };
}

/** Ms after which no further size is begun. */
const longest = 8 * 60_000;

function notRun(count: number): Row {
  const fanout = `not run: those before took ${longest / 60_000} minutes`;
  return { what: `${count} destinations`, fanout, peers: '', aim: '', reached: false };
}

type Taken = Measured & { over: number; calls: number };

async function deploy(accounts: number, regions: number, ...more: string[]): Promise<Taken> {
  const emulator = await startEmulator(configurationOf(accounts, regions), ...more);
  try {
    const began = Date.now();
    const command = fanout('deploy', 'production', '--version', '1');
    const measured = await measure({ run: command, cwd: emulator.folder, env: emulator.env });
    const calls = total(emulator);
    const over = measured.seconds - (await slowest(emulator, { accounts, regions }, began));
    return { ...measured, over, calls };
  } finally {
    await emulator.stop();
  }
}

function total(emulator: Emulator): number {
  return Object.values(emulator.calls()).reduce((sum, count) => sum + count, 0);
}

function rowOf(count: number, run: Taken, aim: (typeof sizes)[number]): Row {
  const { over, peak, cpu, calls } = run;
  return {
    what: `${count} destinations`,
    fanout: `+ ${seconds(over)} over the slowest, ${megabytes(peak)}, ${seconds(cpu)} of processor, ${calls} calls`,
    peers: '',
    aim: `≤ + ${aim.over} s, ≤ ${aim.memory} MB, ≤ ${aim.cpu} s`,
    reached: over <= aim.over && peak <= aim.memory && cpu <= aim.cpu,
  };
}

/** How each cost grows with the destinations: 1 is in step, 2 as their square. By least squares over the logarithms. */
function exponents(taken: readonly { count: number; run: Taken }[]): Row {
  const of = (cost: (run: Taken) => number) => {
    const points = taken.map(({ count, run }) => [Math.log(count), Math.log(cost(run))] as const);
    const mean = (index: 0 | 1) =>
      points.reduce((sum, point) => sum + point[index], 0) / points.length;
    const [x, y] = [mean(0), mean(1)];
    const above = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
    return above / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  };
  const cost = {
    time: of(({ seconds: taken }) => taken),
    memory: of(({ peak }) => peak),
    processor: of(({ cpu }) => cpu),
    calls: of(({ calls }) => calls),
  };
  return {
    what: 'exponent of each cost',
    fanout: Object.entries(cost)
      .map(([name, value]) => `${name} ${value.toFixed(2)}`)
      .join(', '),
    peers: '',
    aim: '≤ 1.05',
    reached: Object.values(cost).every((value) => value <= 1.05),
  };
}
