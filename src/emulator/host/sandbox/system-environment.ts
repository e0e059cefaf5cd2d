export const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The environment of the agent, a service of systemd: no HOME, no USER. */
export const SYSTEM_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: SYSTEM_PATH,
  LANG: 'C.UTF-8',
};

/** What a host of that instance is called. */
export function hostName(instance: string): string {
  const bare = instance.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  return bare.replace(/^-+/, '').slice(0, 63).replace(/-+$/, '') || 'host';
}
