import { createInterface } from 'node:readline/promises';
import { CancelledError } from '../release/cancel.ts';

/** Where somebody can be asked. */
export type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream };

export type Question = {
  text: string;
  /** What an empty answer means. */
  preset: string;
  /** What an answer must be, as a phrase; undefined where it is fine. */
  wrong?: (answer: string) => string | undefined;
};

/** Asks one question after another, each until its answer is fine. The end of input ends the command. */
export function asking({ input, output }: Terminal, signal: AbortSignal) {
  // The terminal's own line editing: Ctrl-C stays a signal, which ends the command as any other.
  const lines = createInterface({ input, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  const stop = () => lines.close();
  signal.addEventListener('abort', stop, { once: true });
  return {
    async ask({ text, preset, wrong = () => undefined }: Question): Promise<string> {
      for (;;) {
        output.write(`${text}${preset ? ` [${preset}]` : ''}: `);
        const { value, done } = await answers.next();
        if (signal.aborted) throw signal.reason;
        if (done) throw new CancelledError('SIGINT');
        const answer = value.trim() || preset;
        const phrase = wrong(answer);
        if (phrase === undefined) return answer;
        output.write(`  must be ${phrase}\n`);
      }
    },
    end() {
      signal.removeEventListener('abort', stop);
      lines.close();
    },
  };
}
