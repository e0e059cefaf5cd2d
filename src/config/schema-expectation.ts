import type * as z from 'zod';

/**
 * What a schema asks for, as a phrase that follows "must be". It is the message of every issue whose schema does not
 * bring its own: `z.string({ error: 'a duration such as "45m"' })`. After a line break a message may hold a hint.
 */
export function expectation(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return types[wholeNumber(issue) ? 'int' : issue.expected] ?? issue.expected;
    case 'invalid_value':
      return choice(issue.values);
    case 'too_small':
      return size(issue.origin, 'at least', Number(issue.minimum), issue.inclusive);
    case 'too_big':
      return size(issue.origin, 'at most', Number(issue.maximum), issue.inclusive);
    case 'invalid_format':
      return issue.pattern ? `text like ${issue.pattern}` : `text in the form "${issue.format}"`;
    case 'invalid_union':
      return alternatives(issue.errors);
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'a name';
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    default:
      return 'something else';
  }
}

const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

function wholeNumber({ inst }: z.core.$ZodRawIssue): boolean {
  const def = inst?._zod.def;
  return def !== undefined && 'format' in def && def.format === 'safeint';
}

function choice(values: readonly unknown[]): string {
  const words = values.map((value) => (typeof value === 'string' ? value : `${value}`));
  return words.length === 1 ? `${words[0]}` : `one of ${words.join(', ')}`;
}

function size(origin: string, bound: string, limit: number, inclusive = true): string {
  if (origin === 'string')
    return bound === 'at least' && limit === 1
      ? 'text that is not empty'
      : `text of ${bound} ${limit} characters`;
  if (origin === 'array' || origin === 'set' || origin === 'object' || origin === 'record')
    return `a ${origin === 'array' ? 'list' : 'mapping'} with ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  if (!inclusive) return `${bound === 'at least' ? 'more' : 'less'} than ${limit}`;
  return `${bound} ${limit}`;
}

function alternatives(branches: readonly z.core.$ZodIssue[][]): string {
  const phrases = branches.flatMap((issues) => {
    const own = issues.find((issue) => issue.path.length === 0);
    return own && own.code !== 'unrecognized_keys' ? [own.message.split('\n')[0] ?? ''] : [];
  });
  return [...new Set(phrases)].join(' or ') || 'something else';
}
