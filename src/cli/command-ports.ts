import type { Connect } from '../aws/clients.ts';
import type { Host } from '../ci/host.ts';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { RunPorts } from '../release/run/run-ports.ts';
import type { HttpGet } from '../verify/verify.ts';
import type { Terminal } from './ask.ts';

/** The world of a command. */
export type CommandPorts = {
  env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  cwd: string;
  host: Host;
  clock: Clock;
  /** The machine's own chance unless told otherwise. */
  random?: Random | undefined;
  /** How requests reach AWS, instead of connections. */
  connect?: Connect | undefined;
  /** Aborted with a {@link CancelledError} when the run is cancelled. */
  signal: AbortSignal;
  /** Where a person can be asked; present where there is one. */
  terminal?: Terminal | undefined;
  /** Asks status endpoints instead of the network, as in a rehearsal. */
  httpGet?: HttpGet | undefined;
  /** Why no status endpoint can be asked, where that is so: in a rehearsal on whose hosts nothing runs. */
  unanswered?: string | undefined;
  /** What was not rehearsed is not a success. */
  isStrict?: boolean | undefined;
  /** Check a destination, instead of what the configuration asks for. */
  checks?: Pick<RunPorts, 'verify' | 'ask'> | undefined;
  /** Everything happens in an emulator that is gone afterwards: there will be nothing to finish. */
  isRehearsal?: true | undefined;
  /** What a rehearsal takes away from its environment, and this process and its job have anyway. */
  envOfJob?: CommandPorts['env'] | undefined;
};
