// node --import ./build/run-typescript.js build/mutate/attacks-find.ts [WORD]
// Takes what keeps attacks off out of a copy, one after the other, and tells what the test that makes the attack says then.
import { defences } from './defences.ts';
import { tellWhatNotices } from './tell-what-notices.ts';

const [word = ''] = process.argv.slice(2);
process.exitCode = tellWhatNotices(defences.filter(({ name }) => name.includes(word)));
