/** As `engines` of package.json asks for. */
const oldest = { major: 20, minor: 19 };

/** Why this Node.js cannot run fanout; undefined where it can. */
export function whyTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return undefined;
  return `fanout needs Node.js ${oldest.major}.${oldest.minor} or newer, and this is ${version}: choose a newer one in the job (GitHub: actions/setup-node; GitLab: the job's image; TeamCity: the agent)`;
}
