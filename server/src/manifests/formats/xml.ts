import { parse } from 'txml/txml';
import type { TNode } from 'txml/txml';
import type { Read } from './json.ts';

export interface XmlElement {
  /** Without a namespace prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The element's own text, trimmed. */
  readonly text: string;
}

/** A file with more closing tags in the wrong place than this is not XML. */
const maxErrors = 20;

/**
 * Reads an XML file; the value is its root element. Total: closing tags that close nothing are left out, and what is open at the end is
 * closed there (`complete: false` in both cases).
 */
export function readXml(text: string): Read<XmlElement> {
  // The parser cannot find its way out of a closing tag that the text breaks off in.
  let rest = text.replace(/<\/[^>]*$/, '');
  for (let errors = 0; errors <= maxErrors; errors++) {
    try {
      const nodes = parse(rest, { decodeEntities: true, skipXmlDeclaration: true, selfClosingTags: [] });
      const root = nodes.find((node): node is TNode => typeof node !== 'string');
      return {
        value: root && elementOf(root),
        complete: errors === 0 && root !== undefined && isClosed(text, root.tagName, root.selfClosed),
      };
    } catch (error) {
      const shorter = withoutClosingTag(rest, String(error));
      if (shorter === undefined) break;
      rest = shorter;
    }
  }
  return { value: undefined, complete: false };
}

function elementOf({ tagName, attributes, children }: TNode): XmlElement {
  return {
    name: tagName.replace(/^.*:/, ''),
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, value ?? ''])),
    children: children.filter((child): child is TNode => typeof child !== 'string').map(elementOf),
    text: children.filter((child) => typeof child === 'string').join('').trim(), // prettier-ignore
  };
}

/** The parser closes what is open at the end without a word. */
function isClosed(text: string, name: string, selfClosed = false): boolean {
  return selfClosed || text.replace(/<!--[\s\S]*?-->/g, '').trimEnd().endsWith(`</${name}>`); // prettier-ignore
}

/** The parser's message names the place where a closing tag ends that closes nothing. */
function withoutClosingTag(text: string, message: string): string | undefined {
  const [, line, column] = /Line: (\d+)\s+Column: (\d+)/.exec(message) ?? [];
  if (line === undefined) return undefined;
  const before = text.split('\n').slice(0, Number(line)).reduce((length, each) => length + each.length + 1, 0); // prettier-ignore
  const end = before + Number(column);
  const start = text.lastIndexOf('</', end);
  return start < 0 ? undefined : text.slice(0, start) + text.slice(text.indexOf('>', start) + 1 || text.length);
}

/** The children of that name, in any letter case. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name.toLowerCase() === name.toLowerCase()) ?? [];
}

/** The first element at a path of names. */
export function childOf(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce((at, name) => childrenOf(at, name)[0], element);
}

/** The text of the first element at a path of names; undefined where it has none. */
export function childText(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return childOf(element, ...path)?.text || undefined;
}

/** All elements of that name, at any depth. */
export function descendantsOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return (
    element?.children.flatMap((child) => [
      ...(child.name.toLowerCase() === name.toLowerCase() ? [child] : []),
      ...descendantsOf(child, name),
    ]) ?? []
  );
}

/** An attribute, its name in any letter case. */
export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  return element && Object.entries(element.attributes).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
