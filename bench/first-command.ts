import { fanout, repository } from './fanout.ts';
import { measure, sideBySide } from './measure.ts';
import { type Bench, seconds } from './row.ts';

export const firstCommand: Bench = {
  name: 'first command',
  about: 'The README’s first command: 18 sandboxed hosts, all hooks really run.',
  async run() {
    const args = ['rehearse', '--config', 'examples/quickstart/fanout.yml'];
    const { ours } = await sideBySide({
      ours: () => measure({ run: fanout(...args), cwd: repository }),
    });
    return [
      {
        what: '`rehearse` of the quickstart',
        fanout: `${seconds(ours.seconds)} (${seconds(ours.cpu)} of processor)`,
        peers: '',
        aim: '≤ 5 s',
        reached: ours.seconds <= 5,
      },
    ];
  },
};
