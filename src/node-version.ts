/** As `engines` of package.json asks for. */
const oldest = 20;

/** Why this Node.js cannot run fanout; undefined where it can. */
export function whyTooOld(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= oldest) return undefined;
  return `fanout needs Node.js ${oldest} or newer, and this is ${version}: choose a newer one in the job (GitHub: actions/setup-node; GitLab: the job's image; TeamCity: the agent)`;
}
