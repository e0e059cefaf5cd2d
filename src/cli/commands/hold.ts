import { wallTime } from '../../clock.ts';
import { momentForm, parseMoment } from '../../config/moment.ts';
import { type Problem, UsageError } from '../../problem.ts';
import { freezeEnvironment, holdEnvironment } from '../../release/guard/set-hold.ts';
import { quoted } from '../../words/quoted.ts';
import { changeHold } from '../change-hold.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';

/** From now until it is lifted, or for a time that begins and ends by itself. */
export async function holdCommand(inputs: InputsOf<'hold'>, ports: CommandPorts): Promise<number> {
  const time = timeOf(inputs, wallTime(ports.clock));
  if (!time) return changeHold('hold', inputs, ports, holdEnvironment);
  return changeHold('hold', inputs, ports, (environment, words, holdPorts) =>
    freezeEnvironment(environment, { ...words, ...time }, holdPorts),
  );
}

function timeOf(
  { from, until }: Pick<InputsOf<'hold'>, 'from' | 'until'>,
  now: number,
): { from: string; until: string } | undefined {
  if (from === undefined && until === undefined) return undefined;
  const problems: Problem[] = [];
  const read = (name: string, text: string) => {
    const moment = parseMoment(text);
    const message = `--${name} must be ${momentForm}, not ${quoted(text)}`;
    if (moment === undefined) problems.push({ code: 'bad-option-value', message });
    return moment ?? 0;
  };
  const begins = from === undefined ? now : read('from', from);
  if (until === undefined)
    throw new UsageError([
      ...problems,
      { code: 'missing-option', message: '--from needs --until: when the hold ends' },
    ]);
  const ends = read('until', until);
  if (problems.length === 0 && ends <= Math.max(begins, now))
    problems.push({
      code: 'bad-option-value',
      message: `--until ${quoted(until)} is not after ${ends <= now ? 'now' : 'the time at which the hold begins'}`,
    });
  if (problems.length > 0) throw new UsageError(problems);
  return { from: new Date(begins).toISOString(), until: new Date(ends).toISOString() };
}
