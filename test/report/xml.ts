/** An element of a parsed text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Parses XML by the plain rules; throws where it is not well formed. Only what the project writes: no comments, no
 * processing instructions besides the first, no CDATA, numeric entities.
 */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const body = text.replace(/^<\?xml[^?]*\?>/, '');
  for (const [token] of body.matchAll(/<[^>]*>|[^<]+/g)) {
    const parent = open.at(-1) as XmlElement;
    const tag = /^<(\/?)([A-Za-z][\w.:-]*)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>$/.exec(token);
    if (tag === null) {
      if (token.includes('<') || token.includes('>')) throw new Error(`not a tag: ${token}`);
      parent.text += decode(token);
      continue;
    }
    const [, isEnd, name = '', attributes = '', isEmpty] = tag;
    if (isEnd !== '') {
      if (open.pop()?.name !== name) throw new Error(`unexpected </${name}>`);
      continue;
    }
    const element: XmlElement = { name, attributes: readAttributes(attributes), children: [], text: '' };
    parent.children.push(element);
    if (isEmpty === '') open.push(element);
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('elements are left open, or there are several');
  return root.children[0] as XmlElement;
}

/** All elements of a name, in document order. */
export function elements(root: XmlElement, name: string): XmlElement[] {
  return [...(root.name === name ? [root] : []), ...root.children.flatMap((child) => elements(child, name))];
}

function readAttributes(text: string): Record<string, string> {
  const entries = [...text.matchAll(/([\w.:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, decode(value)]);
  if (new Set(entries.map(([key]) => key)).size !== entries.length) throw new Error(`an attribute twice: ${text}`);
  return Object.fromEntries(entries);
}

function decode(text: string): string {
  if (/&(?!#\d+;)/.test(text)) throw new Error(`a bare &: ${text}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) throw new Error('a character XML cannot hold');
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
