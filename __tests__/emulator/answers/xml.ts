export type Element = { name: string; text: string; children: Element[] };

/** As much of XML as services answer with: elements, text, and attributes, which are passed over. */
export function parseXml(document: string): Element {
  const root: Element = { name: '', text: '', children: [] };
  const open = [root];
  const token = /<\?[^>]*\?>|<\/([\w:]+)>|<([\w:]+)((?:\s[^>]*?)?)(\/?)>|([^<]+)/g;
  for (const [, closed, opened, , isEmpty, text] of document.matchAll(token)) {
    const current = open.at(-1);
    if (!current) throw new Error('an element too many is closed');
    if (text !== undefined) current.text += text;
    else if (opened !== undefined) {
      const child: Element = { name: opened, text: '', children: [] };
      current.children.push(child);
      if (!isEmpty) open.push(child);
    } else if (closed !== undefined && open.pop()?.name !== closed) {
      throw new Error(`</${closed}> closes another element`);
    }
  }
  const [only, second] = root.children;
  if (!only || second || open.length !== 1)
    throw new Error(`no document: ${document.slice(0, 80)}`);
  return only;
}
