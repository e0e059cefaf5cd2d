import { ofArchives } from './defences/archives.ts';
import { ofBuilds } from './defences/builds.ts';
import { ofBytes } from './defences/bytes.ts';
import { ofChecks } from './defences/checks.ts';
import { ofHosts } from './defences/hosts.ts';
import type { Removal } from './removal.ts';

export const defences: readonly Removal[] = [
  ...ofBytes,
  ...ofBuilds,
  ...ofHosts,
  ...ofChecks,
  ...ofArchives,
];
