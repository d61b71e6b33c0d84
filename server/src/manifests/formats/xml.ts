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

/** The error limit: a file with more misplaced closing tags is not XML. */
const maxErrors = 20;

/**
 * Parses an XML file; the value is its root element. Never fails: closing tags without an opening tag are ignored, and unclosed elements
 * are closed at the end (`complete: false` in both cases).
 */
export function readXml(text: string): Read<XmlElement> {
  // The parser does not terminate on a truncated closing tag.
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

/** The parser silently closes elements that are open at the end. */
function isClosed(text: string, name: string, selfClosed = false): boolean {
  return selfClosed || text.replace(/<!--[\s\S]*?-->/g, '').trimEnd().endsWith(`</${name}>`); // prettier-ignore
}

/** Removes the closing tag whose end is in the parser's error message. */
function withoutClosingTag(text: string, message: string): string | undefined {
  const [, line, column] = /Line: (\d+)\s+Column: (\d+)/.exec(message) ?? [];
  if (line === undefined) return undefined;
  const before = text.split('\n').slice(0, Number(line)).reduce((length, each) => length + each.length + 1, 0); // prettier-ignore
  const end = before + Number(column);
  const start = text.lastIndexOf('</', end);
  return start < 0 ? undefined : text.slice(0, start) + text.slice(text.indexOf('>', start) + 1 || text.length);
}

/** The children with that name. Case-insensitive. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name.toLowerCase() === name.toLowerCase()) ?? [];
}

/** The first element at a path of names. */
export function childOf(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce((at, name) => childrenOf(at, name)[0], element);
}

/** The text of the first element at a path of names. Returns undefined if it has none. */
export function childText(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return childOf(element, ...path)?.text || undefined;
}

/** All elements with that name, at any depth. */
export function descendantsOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return (
    element?.children.flatMap((child) => [
      ...(child.name.toLowerCase() === name.toLowerCase() ? [child] : []),
      ...descendantsOf(child, name),
    ]) ?? []
  );
}

/** The value of an attribute. Case-insensitive. */
export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  return element && Object.entries(element.attributes).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
