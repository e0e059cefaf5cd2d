import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { UsageError } from '../problem.ts';
import { readNamedFile } from '../read-named-file.ts';
import type { SavedPlan } from '../release/saved-plan.ts';
import { machineJson } from '../report/machine-json.ts';

const place = z.object({
  id: z.string(),
  account: z.string(),
  region: z.string(),
  application: z.string(),
  deploymentGroup: z.string(),
  bucket: z.string(),
  running: z.string().nullable(),
  attempted: z.string().nullable(),
});

const definition = z.object({
  fanout: z.literal('plan/1'),
  environment: z.string(),
  application: z.string(),
  bundle: z.string().nullable(),
  version: z.string(),
  digest: z.string().nullable(),
  waves: z.array(z.object({ name: z.string(), destinations: z.array(place) })),
});

/** Reads what `plan --out` has written. Throws a {@link UsageError} for anything else. */
export function readPlan(path: string, cwd: string): SavedPlan {
  let text: string;
  try {
    text = readNamedFile(resolve(cwd, path));
  } catch (error) {
    const message = `cannot read the plan "${path}": ${(error as Error).message}`;
    throw new UsageError([{ code: 'file-unreadable', message }], { cause: error });
  }
  const read = definition.safeParse(parsed(text));
  if (read.success) return read.data;
  const message = `"${path}" is not a plan that "fanout plan --out" of this version has written`;
  throw new UsageError([{ code: 'file-unreadable', message, hint: 'make the plan again' }]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** With what the approver reads: how the files differ. Their names are anybody's. */
export function writePlan(path: string, plan: SavedPlan & { files: unknown }, cwd: string): void {
  try {
    writeFileSync(resolve(cwd, path), `${machineJson(plan, 2)}\n`);
  } catch (error) {
    const message = `cannot write the plan "${path}": ${(error as Error).message}`;
    throw new UsageError([{ code: 'file-unwritable', message }], { cause: error });
  }
}
