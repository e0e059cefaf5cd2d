import type { ArchiveEntry } from './archive/archive-entry.ts';

/** What is at a path of a host, links followed. */
export type Presence = {
  kind: 'absent' | 'file' | 'directory';
  /** Whether the path itself is a symbolic link, also one that leads nowhere. */
  link: boolean;
  /** With setuid, setgid and sticky bits. */
  mode: number;
  modified: number;
  /** Not even root of the host may write to it: it is the machine's. */
  denied: boolean;
};

/** A folder's content in depth, links to folders followed; parents before children, names sorted. */
export type TreeEntry = { path: string; directory: boolean };

/** Work on files; paths are absolute on the host. What each does and says when it fails is in file-work.ts. */
export type Step =
  /** `exact`: to exactly that path, also where a folder or a link is. */
  | { do: 'copy'; source: string; destination: string; exact?: boolean }
  | { do: 'mkdir'; path: string }
  /** `followed`: a link whose target is gone counts as gone. */
  | { do: 'remove'; path: string; followed?: boolean }
  | { do: 'chmod'; path: string; mode: number }
  /** `lenient`: names that do not exist are no failure, and change nothing. */
  | { do: 'chown'; path: string; owner?: string; group?: string; lenient?: boolean }
  | { do: 'folders'; path: string }
  | { do: 'clear'; path: string }
  /** All of a folder, links as links, with the modes but not the owners. */
  | { do: 'duplicate'; source: string; destination: string }
  | { do: 'write'; path: string; text: string }
  | { do: 'append'; path: string; text: string }
  | { do: 'unpack'; store: string; entries: ArchiveEntry[]; path: string };

/** How far a list of steps came; without `failed`, to its end. */
export type Applied = { done: number; failed?: Failure };

/** Why a step failed: either the system's code with the Ruby function that would meet it, or Ruby's own text. */
export type Failure = { code: string; call: string; path: string } | { text: string };

type Command = { argv: string[]; env: Record<string, string> };

/** What a process did in the end; `failed` where it could not even be started. */
export type Exit = { code: number | null; pid: number } | { failed: string };

/** A process under way on a host. */
export interface Running {
  exited: Promise<Exit>;
  /** Resolves when nobody holds that output open any more. */
  closed: { stdout: Promise<void>; stderr: Promise<void> };
  /** To the process and all of its group. */
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
  /** Reads no further from one output: who writes to it waits when the pipe is full. */
  ignore(stream: 'stdout' | 'stderr'): void;
  /** Reads no further; who writes meets a closed pipe. */
  abandon(): void;
}

export type Output = (stream: 'stdout' | 'stderr', chunk: Buffer) => void;

export type HttpRequest = {
  port: number;
  method: string;
  path: string;
  headers?: Record<string, string> | undefined;
};
export type HttpAnswer = { status: number; headers: Record<string, string>; body: Buffer };

/** The files and, where they may run, the processes of one host. */
export interface Machine {
  /** Where the agent keeps its revisions and notes: the absolute path that diagnostics show. */
  readonly agentRoot: string;
  stat(paths: readonly string[]): Promise<Presence[]>;
  tree(path: string): Promise<TreeEntry[]>;
  names(path: string): Promise<string[]>;
  read(path: string): Promise<Buffer>;
  apply(steps: readonly Step[]): Promise<Applied>;
  /** Absent where hooks are checked but not run. */
  processes?: Processes;
  close(): Promise<void>;
}

export interface Processes {
  start(command: Command, output: Output): Running;
  /** Asks a service on the host's own loopback interface. */
  http(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
}

/** The host ended under the agent's feet: a script killed the agent or the whole of the sandbox. */
export class MachineLost extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MachineLost';
  }
}

/** A file that could not be read. */
export class FileFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super('text' in failure ? failure.text : `${failure.code} ${failure.call} ${failure.path}`);
    this.name = 'FileFailure';
    this.failure = failure;
  }
}
