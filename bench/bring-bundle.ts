import { randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Distance, placeAt } from './distance.ts';
import { eventsOf, startEmulator } from './emulator.ts';
import { fanout } from './fanout.ts';
import { measure } from './measure.ts';

const size = 100_000_000;

/** What it takes to bring 100 MB that do not shrink to all buckets: seconds, MB of memory, and bytes that left in bundles. */
export async function bringBundle(
  configuration: string,
  distance: Distance,
  /** What goes wrong meanwhile, as a scenario. */
  scenario = '{}',
): Promise<{ taken: number; peak: number; bundles: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-scenario-'));
  const file = join(folder, 'scenario.yml');
  writeFileSync(file, scenario);
  const emulator = await startEmulator(configuration, '--speed', '20', '--scenario', file);
  const proxy = await placeAt(emulator.url, distance);
  try {
    writeFileSync(join(emulator.folder, 'content'), randomFillSync(Buffer.alloc(size)));
    const env = { ...emulator.env, AWS_ENDPOINT_URL: proxy.url };
    const command = fanout('deploy', 'production', '--version', '1', '--events', 'events.jsonl');
    const { peak } = await measure({ run: command, cwd: emulator.folder, env });
    const uploads = eventsOf(emulator.folder).filter(({ kind }) => kind === 'uploaded');
    const began = Math.min(...uploads.map(({ at, seconds: took }) => at - Number(took) * 1_000));
    const taken = (Math.max(...uploads.map(({ at }) => at)) - began) / 1_000;
    return { taken, peak, bundles: proxy.counts.bytes / size };
  } finally {
    proxy.close();
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
