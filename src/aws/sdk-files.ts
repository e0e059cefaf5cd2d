import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { externalDataInterceptor, loadSharedConfigFiles } from '@smithy/core/config';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the files in which the AWS SDK looks for profiles, endpoints and regions, and lets every client of this process see
 * them as they are now, whoever writes to them later.
 */
export async function holdSdkFiles(env: Env): Promise<void> {
  await Promise.all(
    pathsOf(env).map(async (path) => {
      const content = await readFile(path, 'utf8').catch(() => '');
      externalDataInterceptor.interceptFile(path, content);
    }),
  );
}

/** Those of the names that are profiles of these files: whatever runs on this machine may use them. */
export async function profilesThere(names: readonly string[], env: Env): Promise<string[]> {
  if (names.length === 0) return [];
  const contents = await Promise.all(
    pathsOf(env).map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  const headings = contents
    .join('\n')
    .matchAll(/^[ \t]*\[[ \t]*(?:profile[ \t]+)?(["']?)([^\]\r\n]*?)\1[ \t]*\]/gm);
  const there = new Set([...headings].map(([, , name]) => name));
  return names.filter((name) => there.has(name));
}

/** Whether the SDK finds this profile, in files as they are held. */
export async function isProfileThere(name: string): Promise<boolean> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  return name in configFile || name in credentialsFile;
}

/** As the SDK finds them (@smithy/core: config/shared-ini-file-loader). */
function pathsOf(env: Env): string[] {
  const home = env.HOME || env.USERPROFILE || homedir();
  const config = env.AWS_CONFIG_FILE || join(home, '.aws', 'config');
  const credentials = env.AWS_SHARED_CREDENTIALS_FILE || join(home, '.aws', 'credentials');
  return [config, credentials].map((path) =>
    path.startsWith('~/') ? join(home, path.slice(2)) : path,
  );
}
