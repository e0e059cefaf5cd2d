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
    exit: z.int().min(0).max(255).optional().describe('The code that it ends with. Default: 0.'),
    output: z.string().optional().describe('What it prints.'),
    stays: z
      .boolean()
      .optional()
      .describe('true: it runs until it is ended, as the program of a service does.'),
  }),
);

const limits = later(() =>
  z.strictObject({
    processes: z
      .int()
      .min(50)
      .max(1_000_000)
      .optional()
      .describe('Processes and threads of each user of a host. Default: 4096.'),
    memory: z
      .int()
      .min(256)
      .max(1_000_000)
      .optional()
      .describe('Memory of its own that a process may have, in MiB. Default: 4096.'),
    file: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe('How long a file may be that a host writes, in MiB. Default: 4096.'),
    free: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe(
        'What must stay free where hosts write, in MiB: a host that is there when it is less is ended. Default: 256.',
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
        'A root folder to rehearse in, or a tarball of one, as `docker export` and `debootstrap` make them. Relative to this file. Default: a view of this machine.',
      ),
    commands: z
      .record(command, stub)
      .optional()
      .describe(
        'Commands that do nothing but end with a code, such as docker: { exit: 0 }. The log says what they were called with.',
      ),
    units: distinct(z.array(unit).min(1))
      .optional()
      .describe('Services of systemd that do nothing and always start, such as nginx.'),
    environment: z
      .record(variable, z.string({ error: 'text: put it in quotes' }))
      .optional()
      .describe('What hooks find in their environment besides what the agent gives them.'),
    programs: distinct(z.array(command).min(1))
      .optional()
      .describe(
        'Programs of your own that instances have: where a hook calls one that the host of a rehearsal lacks, the event is not rehearsed and has not failed.',
      ),
    limits: limits.optional().describe('What a host may use up of the machine that rehearses.'),
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
        'Users that hosts have, each with a group of its name, besides those that the AppSpec file names. They have those too.',
      ),
    host: host.optional().describe('What hosts are besides the kind of machine that rehearses.'),
  }),
);

export type RehearsalDefinition = z.infer<typeof rehearsal>;
