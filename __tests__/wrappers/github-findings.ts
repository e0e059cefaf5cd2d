import { validate } from '@actions/languageservice/validate';
import { validateAction } from '@actions/languageservice/validate-action';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** What GitHub's own language service finds wrong or doubtful. It remembers files by their address. */
export async function githubFindings(file: string, text: string): Promise<string[]> {
  const action = /(^|\/)action\.yml$/.test(file);
  const name = action ? 'action.yml' : '.github/workflows/w.yml';
  const uri = `file:///${encodeURIComponent(`${file}${text.length}`)}/${name}`;
  const found = await (action ? validateAction : validate)(
    TextDocument.create(uri, 'yaml', 1, text),
    {},
  );
  return found.map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}
