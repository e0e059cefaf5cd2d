/** An element whose content is text, or elements in order. */
export type Element = { name: string; children: Element[]; text: string };

/** Children of an element to be written: `undefined` leaves one out, a list repeats it, nested values nest. */
export type Content = string | number | boolean | { [name: string]: Value };
type Value = Content | undefined | readonly Content[];

export function xmlDocument(name: string, namespace: string | undefined, content: Content): string {
  const attribute = namespace ? ` xmlns="${namespace}"` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${attribute}>${inner(content)}</${name}>`;
}

/** Reads elements, text and character references; refuses document types, and everything else that is not plain XML. */
export function parseXml(source: string): Element {
  const root: Element = { name: '', children: [], text: '' };
  const open: Element[] = [root];
  const token = /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([\w.:-]+)((?:\s[^<>]*?)?)(\/?)>|[^<]+|</g;
  for (const [whole, closing, name, , empty] of source.matchAll(token)) {
    const parent = open.at(-1) ?? root;
    if (whole.startsWith('<?') || whole.startsWith('<!--')) continue;
    if (name === undefined) {
      if (whole.startsWith('<')) throw new SyntaxError(`not well-formed at "${whole}"`);
      parent.text += unescaped(whole);
    } else if (closing) {
      if (open.length < 2 || parent.name !== local(name)) {
        throw new SyntaxError(`unexpected </${name}>`);
      }
      open.pop();
    } else {
      const element: Element = { name: local(name), children: [], text: '' };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '' || !only) {
    throw new SyntaxError('not one whole element');
  }
  return only;
}

function child(element: Element, name: string): Element | undefined {
  return element.children.find((candidate) => candidate.name === name);
}

export function childText(element: Element, name: string): string | undefined {
  return child(element, name)?.text;
}

function inner(content: Content): string {
  if (typeof content !== 'object') return escaped(String(content));
  return Object.entries(content)
    .flatMap(([name, value]) => {
      if (value === undefined) return [];
      const list = Array.isArray(value) ? (value as readonly Content[]) : [value as Content];
      return list.map((item) => `<${name}>${inner(item)}</${name}>`);
    })
    .join('');
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function escaped(text: string): string {
  // A carriage return that is not escaped reaches the client as a line feed.
  return text.replace(/[&<>"]|(?![\t\n])\p{Cc}/gu, (character) => {
    const name = Object.keys(entities).find((entity) => entities[entity] === character);
    return name ? `&${name};` : `&#x${character.charCodeAt(0).toString(16)};`;
  });
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex || decimal) return String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10));
    const value = entities[name];
    if (value === undefined) throw new SyntaxError(`unknown entity ${whole}`);
    return value;
  });
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
