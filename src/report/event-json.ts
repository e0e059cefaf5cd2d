import type { RunEvent } from '../release/events.ts';
import { machineJson } from './machine-json.ts';

/** A line of the file that `--events` names, with its line break. */
export function eventLine(event: RunEvent): string {
  return `${machineJson(event)}\n`;
}
