// node --import ./build/run-typescript.js build/mutate/endings-find.ts [WORD]
// Takes what makes runs end right out of a copy, one after the other, and tells what the test of that says then.
import { endings } from './endings.ts';
import { tellWhatNotices } from './tell-what-notices.ts';

const [word = ''] = process.argv.slice(2);
process.exitCode = tellWhatNotices(endings.filter(({ name }) => name.includes(word)));
