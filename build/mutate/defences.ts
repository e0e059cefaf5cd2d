import type { Defence } from './defence.ts';
import { ofArchives } from './defences/archives.ts';
import { ofBuilds } from './defences/builds.ts';
import { ofBytes } from './defences/bytes.ts';
import { ofChecks } from './defences/checks.ts';
import { ofHosts } from './defences/hosts.ts';

export const defences: readonly Defence[] = [
  ...ofBytes,
  ...ofBuilds,
  ...ofHosts,
  ...ofChecks,
  ...ofArchives,
];
