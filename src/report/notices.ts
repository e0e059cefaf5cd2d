import type { RunEvent } from '../release/events.ts';
import { ownerText } from '../release/object-keys.ts';
import { type DestinationResult, isAsAsked, isGood } from '../release/outcome.ts';
import { duration, many } from '../words/quantities.ts';
import { inWords, outcomeText } from './outcomes.ts';

export type Occasion = 'start' | 'failure' | 'end';

/** What a chat hears about a run, in the form that Slack reads; to be asked for each event in its turn. Nothing of logs is in it. */
export function noticesOfRun(): (event: RunEvent) => { on: Occasion; text: string } | undefined {
  let run = '';
  let command = '';
  let link = '';
  let version = '';
  let hasFailed = false;
  const said = (on: Occasion, text: string) => {
    const head = [run, version].filter((part) => part !== '').join(' ');
    return { on, text: `${escaped(`${head}: ${text}`)}${link}` };
  };
  return (event) => {
    switch (event.kind) {
      case 'run-started': {
        const { environment, destinations, by, waves } = event;
        command = event.command;
        run = `${command} of ${ownerText(event)} to ${environment}`;
        link = event.link === undefined ? '' : ` <${escaped(event.link)}|build>`;
        const where = `${many(destinations.length, 'destination')} in ${many(waves.length, 'wave')}`;
        return said('start', `started${by === undefined ? '' : ` by ${by}`}, ${where}`);
      }
      case 'bundle-ready':
        version = event.version;
        return undefined;
      case 'finished': {
        const { destination, result } = event;
        if (hasFailed || isAsMeant(result, command)) return undefined;
        hasFailed = true;
        return said('failure', `${destination} ${outcomeText(result)}`);
      }
      case 'run-finished': {
        const good = event.results.filter(({ outcome }) => isGood(outcome)).length;
        const of = event.results.length;
        const count = of === 0 ? '' : `, ${good} of ${many(of, 'destination')}`;
        return said('end', `${inWords(event.verdict)} after ${duration(event.seconds)}${count}`);
      }
      default:
        return undefined;
    }
  };
}

/** What is to be stopped has not failed when it is. */
function isAsMeant({ outcome }: DestinationResult, command: string): boolean {
  const isStopped = outcome === 'stopped' || outcome === 'rolled-back';
  return isAsAsked(outcome) || outcome === 'skipped' || (command === 'stop' && isStopped);
}

/** https://api.slack.com/reference/surfaces/formatting#escaping */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
