import type { Clock } from '../clock.ts';
import type { EventOf, RunEvent } from '../release/events.ts';
import { timing } from '../release/timing.ts';
import { type Block, block } from '../report/block.ts';
import {
  advanceDestination,
  type DestinationView,
  newDestination,
} from '../report/destination-view.ts';
import { type Facts, gather, noFacts } from '../report/facts.ts';
import { heartbeat } from '../report/heartbeat.ts';
import type { Line } from '../report/line.ts';
import { news } from '../report/lines.ts';
import { phaseAfter } from '../report/phase.ts';

/** What a host does with what the {@link LogWriter} has to say. */
export interface LineSink {
  /** Before the lines of an event; `view` is its destination before it. True where it has said the event itself. */
  event?(event: RunEvent, view: DestinationView | undefined): boolean;
  lines(lines: readonly Line[]): void;
  /** A destination has ended. */
  ended(block: Block, view: DestinationView): void;
  /** The run has ended. */
  finished(facts: Facts): void;
  /** Anything of a destination may have changed. */
  changed?(): void;
}

/** Turns a run's events into what is said: each thing once, failures at once, and something after every minute of silence. */
export class LogWriter {
  facts: Facts = noFacts;
  readonly views = new Map<string, DestinationView>();
  readonly #sink: LineSink;
  readonly #clock: Clock;
  readonly #log: { readonly lastWriteAt: number };
  readonly #ended = new AbortController();
  #startedAt = 0;
  #phase: string | undefined;
  #watching = false;
  readonly #blocks = new Map<string, string>();

  /** `log` tells when something was last printed, by whomever. */
  constructor(sink: LineSink, clock: Clock, log: { readonly lastWriteAt: number }) {
    this.#sink = sink;
    this.#clock = clock;
    this.#log = log;
  }

  take(event: RunEvent): void {
    this.facts = gather(this.facts, event);
    this.#watchFrom(event);
    if (event.kind === 'run-started') {
      for (const label of event.destinations) this.views.set(label.id, newDestination(label));
    }
    this.#phase = phaseAfter(this.#phase, event);
    const view = 'destination' in event ? this.views.get(event.destination ?? '') : undefined;
    const said = this.#sink.event?.(event, view) ?? false;
    if (event.kind === 'run-finished') {
      this.stop();
      this.#sink.finished(this.facts);
      return;
    }
    if (!said) this.#say(news(view, event));
    if (view) this.#advance(view, event);
    this.#sink.changed?.();
  }

  /** No more is said of silence. */
  stop(): void {
    this.#ended.abort();
  }

  #advance(view: DestinationView, event: RunEvent): void {
    const next = advanceDestination(view, event);
    this.views.set(view.label.id, next);
    if (event.kind === 'finished') this.#end(next, event);
  }

  /** What its instances did is not said again of a destination that ends again. */
  #end(view: DestinationView, { result }: EventOf<'finished'>): void {
    const ended = block(view, result);
    const said = ended.lines.map(({ text }) => text).join('\n');
    const isSaid = this.#blocks.get(view.label.id) === said;
    this.#blocks.set(view.label.id, said);
    this.#sink.ended(isSaid ? { ...ended, lines: [] } : ended, view);
  }

  #say(lines: readonly Line[]): void {
    if (lines.length === 0) return;
    this.#sink.lines(lines);
  }

  #watchFrom(event: RunEvent): void {
    if (this.#watching || this.#ended.signal.aborted) return;
    this.#watching = true;
    this.#startedAt = event.at;
    void this.#watch(this.#ended.signal);
  }

  async #watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = this.#clock.now();
      const line = heartbeat(
        {
          lastLineAt: this.#log.lastWriteAt,
          startedAt: this.#startedAt,
          destinations: this.views.values(),
          phase: this.#phase,
        },
        now,
      );
      if (line) this.#say([line]);
      const silent = now - this.#log.lastWriteAt;
      const wait = silent < timing.silence ? timing.silence - silent : timing.silence;
      await this.#clock.sleep(wait, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    }
  }
}
