import { type Problem, saidOf, together } from '../problem.ts';
import { ownerText } from '../release/object-keys.ts';
import type { DestinationResult } from '../release/outcome.ts';
import { tail } from '../words/printable.ts';
import { list } from '../words/quantities.ts';
import { backToTexts, messageTexts, otherTexts, whereTexts } from './cause-lines.ts';
import type { CollapsedCause } from './causes.ts';
import type { Facts } from './facts.ts';
import { causesIn, notes, verdictText } from './final.ts';
import { link, plain, preformatted, row } from './markdown.ts';
import { isFailure } from './outcomes.ts';
import { placeOf } from './problem-lines.ts';
import { cells, headings } from './table.ts';

/** GitHub drops a summary of more than 1 MiB as a whole (actions/runner: CreateStepSummaryCommand). */
const MAX_BYTES = 1024 * 1024;
/** Kept free for what says how much was left out. */
const RESERVE = 4096;

/** The run as Markdown: verdict, table with links, causes, warnings. */
export function summary(facts: Facts, causes = causesIn(facts), maxBytes = MAX_BYTES): string {
  const results = facts.finished?.results ?? [];
  const text = new Bounded(maxBytes - RESERVE);
  text.add(`## ${plain(titleOf(facts))}\n`);
  text.add(`${plain(verdictText(facts) ?? 'the run has not ended')}\n`);
  const problems = together(facts.finished?.problems ?? []);
  text.addEach(problems.map(problemMarkdown), (left) => `- and ${left} more`);
  if (results.length > 0) {
    text.add([row([...headings]), row(headings.map(() => '---'))].join('\n'));
    text.addEach(results.map(resultRow), (left) =>
      row([`and ${left} more`, ...headings.slice(1).map(() => '')]),
    );
  }
  text.addEach(causes.map(causeMarkdown), (left) => `\nand ${left} more causes`);
  text.addEach(
    notes(results).map(({ text, where }) => `\n${plain(`${text} (${list(where, 20)})`)}`),
    (left) => `\nand ${left} more`,
  );
  text.addEach(warnings(facts), (left) => `- and ${left} more warnings`);
  return text.toString();
}

/** Collects texts up to a number of UTF-8 bytes. */
class Bounded {
  #left: number;
  readonly #texts: string[] = [];
  readonly #encoder = new TextEncoder();

  constructor(maxBytes: number) {
    this.#left = maxBytes;
  }

  /** False where there was no room. */
  add(text: string): boolean {
    const size = this.#encoder.encode(text).length + 1;
    if (size > this.#left) return false;
    this.#left -= size;
    this.#texts.push(text);
    return true;
  }

  /** Adds what there is room for; `rest` says how many were left out. */
  addEach(texts: readonly string[], rest: (left: number) => string): void {
    const taken = texts.findIndex((text) => !this.add(text));
    if (taken >= 0) this.#texts.push(rest(texts.length - taken));
  }

  toString(): string {
    return `${this.#texts.join('\n')}\n`;
  }
}

function titleOf({ started, bundle }: Facts): string {
  if (!started) return 'fanout';
  const version = bundle ? ` ${bundle.version}` : '';
  return `${started.command} ${ownerText(started)}${version} to ${started.environment}`;
}

function resultRow(result: DestinationResult): string {
  const [destination, outcome, version, instances, time, deployment, back] = cells(result);
  const words = plain(outcome ?? '');
  return row([
    plain(destination ?? ''),
    isFailure(result.outcome) ? `**${words}**` : words,
    plain(version ?? ''),
    plain(instances ?? ''),
    plain(time ?? ''),
    link(deployment ?? '', result.consoleUrl),
    plain(back ?? ''),
  ]);
}

function causeMarkdown(cause: CollapsedCause): string {
  const links = cause.places.slice(0, 10).flatMap(({ consoleUrl, destination }) => {
    return consoleUrl === undefined ? [] : link(destination, consoleUrl);
  });
  const more = cause.places.length > 10 ? ` and ${cause.places.length - 10} more` : '';
  return [
    `\n### ${plain(`${cause.extent}: ${cause.title}`)}\n`,
    ...bullets('where', whereTexts(cause.places, 20)),
    ...bullets('message', messageTexts(cause).length > 0 ? [cause.message] : []),
    ...bullets('other logs', otherTexts(cause)),
    ...bullets('back to', backToTexts(cause.places, 20)),
    ...bullets('to do', cause.advice === undefined ? [] : [cause.advice]),
    ...(links.length > 0 ? [`- **console** ${links.join(', ')}${more}`] : []),
    ...(cause.log ? [`\n${preformatted(tail(cause.log, LOG).join('\n'))}`] : []),
  ].join('\n');
}

const LOG = { lines: 40, characters: 6000 };

function bullets(label: string, texts: readonly string[]): string[] {
  return texts.map((text) => `- **${label}** ${plain(text, 2000)}`);
}

function warnings({ warnings: notices }: Facts): string[] {
  if (notices.length === 0) return [];
  const texts = together(notices.map(({ problem }) => problem)).map(problemMarkdown);
  return ['\n### Warnings\n', ...texts];
}

function problemMarkdown(problem: Problem): string {
  const { hint } = problem;
  const message = saidOf(problem);
  const place = placeOf(problem);
  const where = place === '' ? '' : `${place}: `;
  return `- ${plain(where + (hint === undefined ? message : `${message} (${hint})`))}`;
}
