import type { Option } from './option.ts';
import { all, ofOne, recorded } from './takers.ts';

/** What is written, where, and how. */
export const outputOptions = {
  json: {
    type: 'flag',
    commands: [...ofOne, 'status', 'lint', 'package', 'rehearse', 'init', 'explain', 'bootstrap'],
    help: 'Print the result as one JSON object; the log goes to stderr.',
    ci: true,
  },
  events: {
    type: 'path',
    commands: recorded,
    help: 'Write events to a file, one JSON object a line.',
    value: 'FILE',
    ci: true,
  },
  notes: {
    type: 'path',
    commands: [...recorded],
    help: 'Where a run keeps its notes and its zip; finish looks for them there.',
    value: 'DIR',
    otherwise:
      '.fanout, or a temporary folder where that cannot be written to; RUNNER_TEMP on GitHub',
    ci: false,
  },
  'events-followed': {
    type: 'path',
    commands: ['serve'],
    input: 'events',
    help: 'The file of events to follow.',
    value: 'FILE',
    otherwise: 'the notes of the run in this folder',
    ci: false,
  },
  'events-file': {
    type: 'list',
    commands: ['page'],
    help: 'Files that --events wrote, one for each job of a release.',
    value: 'FILE...',
    ci: false,
  },
  page: {
    type: 'path',
    commands: [...recorded, 'status'],
    help: 'Write the run as one page of HTML: timeline, instances, causes; for status, what runs where.',
    value: 'FILE',
    ci: true,
  },
  junit: {
    type: 'path',
    commands: recorded,
    help: 'Write the run to a JUnit file, each destination and each check as a test.',
    value: 'FILE',
    ci: true,
  },
  redact: {
    type: 'patterns',
    commands: recorded,
    help: 'A regular expression; what it matches in text from instances is hidden.',
    value: 'PATTERN',
    ci: true,
  },
  ci: {
    type: 'choice',
    commands: all,
    choices: ['github', 'teamcity', 'gitlab', 'terminal'],
    help: 'Whose log format to use.',
    otherwise: 'what this runs in',
    ci: false,
  },
  debug: {
    type: 'flag',
    commands: all,
    help: 'Print more details.',
    ci: true,
  },
  'no-color': {
    type: 'flag',
    commands: all,
    help: 'Print without colours.',
    ci: false,
  },
} as const satisfies Record<string, Option>;
