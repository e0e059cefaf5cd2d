import * as z from 'zod';
import { distinct, later } from './scalars.ts';

const account = z.string().regex(/^[a-z_][a-z0-9_.-]{0,31}$/i, {
  error: 'a name of a user, such as ec2-user',
});

const command = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.+-]{0,63}$/, {
  error: 'a command without a folder, such as docker',
});

const unit = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,127}$/, {
  error: 'a service of systemd, such as nginx or nginx.service',
});

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, {
  error: 'a variable of the environment, such as JAVA_HOME',
});

const stub = later(() =>
  z.strictObject({
    exit: z.int().min(0).max(255).optional().describe('The exit code. Default: 0.'),
    output: z.string().optional().describe('What it prints.'),
    stays: z
      .boolean()
      .optional()
      .describe('true: it runs until it is stopped, like the program of a service.'),
  }),
);

const limits = later(() =>
  z.strictObject({
    processes: z
      .int()
      .min(50)
      .max(1_000_000)
      .optional()
      .describe('The most processes and threads that each user of a host may have. Default: 4096.'),
    memory: z
      .int()
      .min(256)
      .max(1_000_000)
      .optional()
      .describe('The most private memory that a process may have, in MiB. Default: 4096.'),
    file: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe('The largest file that a host may write, in MiB. Default: 4096.'),
    free: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe(
        'How much disk must stay free where hosts write, in MiB: with less, running hosts are stopped. Default: 256.',
      ),
  }),
);

const host = later(() =>
  z.strictObject({
    root: z
      .string()
      .min(1)
      .optional()
      .describe(
        'A root folder to rehearse in, or a tarball of one, made by `docker export` or `debootstrap`. Relative to this file. Default: a view of this machine.',
      ),
    commands: z
      .record(command, stub)
      .optional()
      .describe(
        'Stub commands that only exit with a code, such as docker: { exit: 0 }. The log shows their arguments.',
      ),
    units: distinct(z.array(unit).min(1))
      .optional()
      .describe('Stub services of systemd that always start and do nothing, such as nginx.'),
    environment: z
      .record(variable, z.string({ error: 'text: put it in quotes' }))
      .optional()
      .describe('Environment variables of hooks, in addition to those that the agent sets.'),
    programs: distinct(z.array(command).min(1))
      .optional()
      .describe(
        'Programs of your own that instances have: if a hook calls one that the host of a rehearsal lacks, the event counts as not rehearsed, not as failed.',
      ),
    limits: limits.optional().describe('How much of this machine a host may use.'),
  }),
);

/** `rehearsal:` */
export const rehearsal = later(() =>
  z.strictObject({
    instances: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe('Instances in each deployment group. Default: 3.'),
    hookSeconds: z
      .number()
      .min(0)
      .max(3600)
      .optional()
      .describe('How long a lifecycle event takes, in seconds. Default: 2.'),
    users: distinct(z.array(account).min(1))
      .optional()
      .describe(
        'Users that hosts have, each with a group of the same name, in addition to those that the AppSpec file names.',
      ),
    host: host.optional().describe('How hosts differ from this machine.'),
  }),
);

export type RehearsalDefinition = z.infer<typeof rehearsal>;
