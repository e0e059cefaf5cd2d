import type { DestinationView } from '../report/destination-view.ts';

/** https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv: 5 KB in all. */
const MAX_DOTENV = 5000;

/** `deployment-ids` as `FANOUT_DEPLOYMENT_IDS`. */
export function dotenvName(name: string): string {
  return `FANOUT_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

/**
 * Variables for later jobs. GitLab takes no spaces, line breaks or quotes' meaning in values, and refuses the whole file when it is
 * too large: what does not fit is left out, and said.
 */
export function dotenv(outputs: ReadonlyMap<string, string>): { text: string; leftOut: string[] } {
  const leftOut: string[] = [];
  let text = '';
  for (const [name, value] of outputs) {
    const safe = isJson(value) ? value.replaceAll(' ', '\\u0020') : value;
    const line = `${name}=${safe}\n`;
    if (safe === '') continue;
    if (/\s/.test(safe))
      leftOut.push(`${name} is not passed on: it contains spaces or line breaks`);
    else if (Buffer.byteLength(text + line) > MAX_DOTENV) {
      leftOut.push(
        `${name} is not passed on: GitLab accepts at most ${MAX_DOTENV} bytes of variables`,
      );
    } else text += line;
  }
  return { text, leftOut };
}

/** Links for the job's page (https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsannotations); nothing without any. */
export function annotationsReport(
  views: readonly DestinationView[],
  page: string | undefined,
): string | undefined {
  const links = views.flatMap(({ label, consoleUrl, result }) => {
    const url = result?.consoleUrl ?? consoleUrl;
    return url === undefined ? [] : { external_link: { label: label.id, url } };
  });
  const report = {
    ...(page && { Fanout: [{ external_link: { label: 'the page of this run', url: page } }] }),
    ...(links.length > 0 && { Deployments: links }),
  };
  return Object.keys(report).length > 0 ? `${JSON.stringify(report, undefined, 2)}\n` : undefined;
}

/** In JSON text every space outside of strings could go, and inside of them has another spelling. */
function isJson(value: string): boolean {
  return value.startsWith('{') && value.endsWith('}');
}
