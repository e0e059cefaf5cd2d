// node --import ./build/run-typescript.js build/mutate/play-schedules.ts [COUNT] [FIRST]
// Plays schedules of the lease until one of them shows a violation.
import { playSchedule } from '../../__tests__/release/guard/schedules.ts';

const [count = 2_000, first = 1] = process.argv.slice(2).map(Number);
for (let seed = first; seed < first + count; seed++) {
  const { violations } = await playSchedule(seed);
  if (violations[0] === undefined) continue;
  console.log(`seed ${seed}: ${violations[0]}`);
  break;
}
