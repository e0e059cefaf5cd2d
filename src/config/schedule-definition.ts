import * as z from 'zod';
import { globs, later } from './scalars.ts';

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const dayForm = 'days such as "mon-fri" or "mon,wed,sat"';

/** Days of the week as numbers, Sunday being 0, of a text such as `mon-fri,sun`. */
const days = z
  .string({ error: dayForm })
  .refine((text) => daysOf(text) !== undefined, { error: dayForm })
  .transform((text) => daysOf(text) ?? []);

const time = z
  .string({ error: 'a time such as "09:00", in quotes' })
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'a time such as "09:00", in quotes' });

const zone = z
  .string()
  .refine(isZone, { error: 'a time zone such as "Europe/London" or "UTC"' })
  .describe('The time zone, by its IANA name. Daylight-saving time is taken into account.');

const momentForm = 'a date such as "2026-12-20", or with a time: "2026-12-20T18:00"';
const moment = z
  .string({ error: momentForm })
  .refine((text) => /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?$/.test(text) && isDate(text), {
    error: momentForm,
  });

const window = later(() =>
  z.strictObject({
    match: globs
      .optional()
      .describe(
        'The destinations that it applies to, by globs over their ids, such as "*/eu-*". Default: all.',
      ),
    days: days.describe('Days of the week, such as "mon-fri".'),
    from: time.describe('When it opens.'),
    to: time.describe('When it closes; before "from" it is on the next day.'),
    zone,
  }),
);

const freeze = later(() =>
  z
    .strictObject({
      from: moment.describe('When it begins.'),
      to: moment.describe('When it ends; deployments may start again at that moment.'),
      zone: zone.optional().describe('The time zone of both. Default: UTC.'),
      reason: z.string().min(1).max(200).describe('The reason, shown to whoever is refused.'),
    })
    .refine(({ from, to }) => from < to, { error: 'a freeze that ends after it begins' }),
);

/** When an environment may be deployed to. A rollback always may. */
export const schedule = {
  windows: z
    .array(window)
    .min(1)
    .max(50)
    .optional()
    .describe(
      'When deployments may run. At other times they are refused; rollback never is. Default: always.',
    ),
  freezes: z
    .array(freeze)
    .max(100)
    .optional()
    .describe(
      'Times in which nothing is deployed, whatever the windows say; rollback is not affected.',
    ),
};

export type WindowSetting = z.infer<typeof window>;
export type FreezeSetting = z.infer<typeof freeze>;

function daysOf(text: string): number[] | undefined {
  const found = new Set<number>();
  for (const part of text.toLowerCase().split(/\s*,\s*/)) {
    const [from = '', to = from, ...more] = part.split('-');
    const [first, last] = [from, to].map((name) => dayNames.indexOf(name));
    if (first === undefined || last === undefined || first < 0 || last < 0 || more.length > 0)
      return undefined;
    for (let day = first; ; day = (day + 1) % 7) {
      found.add(day);
      if (day === last) break;
    }
  }
  return [...found];
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isDate(text: string): boolean {
  const date = new Date(`${text.slice(0, 10)}T${text.slice(11) || '00:00'}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text.slice(0, 10));
}
