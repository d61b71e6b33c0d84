import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, YAMLMap } from 'yaml';
import type { Span } from '../../base/span.ts';

/** A cycle of merges (`<<`) must end somewhere. */
const deepestMerge = 8;

/**
 * A value of a YAML, JSON or JSONC file with its position: all that other modules see of the `yaml` package. A question that does not fit
 * the value (the key of a list, the text of a map) is answered with undefined or an empty list.
 */
export class Data implements Span {
  readonly start: number;
  readonly end: number;
  private readonly node: Node;
  private readonly document: Document;

  constructor(node: Node, document: Document) {
    this.node = (isAlias(node) && node.resolve(document)) || node;
    this.document = document;
    // An alias has the position where it is written, not that of its anchor.
    this.start = node.range?.[0] ?? 0;
    this.end = node.range?.[1] ?? this.start;
  }

  /** The text of a single value, quotes taken off. Numbers and the like are texts as written. */
  get text(): string | undefined {
    return isScalar(this.node) && typeof this.node.value === 'string' ? this.node.value : undefined;
  }

  /** Whether the file was read without an error. */
  get complete(): boolean {
    return this.document.errors.length === 0;
  }

  get isList(): boolean {
    return isSeq(this.node);
  }

  get items(): readonly Data[] {
    return isSeq(this.node) ? this.node.items.map((item) => new Data(item as Node, this.document)) : [];
  }

  /** The keys of a map with their values, those that it merges in included. */
  get entries(): readonly (readonly [key: string, value: Data])[] {
    const found = new Map<string, Data>();
    for (const [key, value] of this.pairs(0)) if (!found.has(key)) found.set(key, value);
    return [...found];
  }

  get values(): readonly Data[] {
    return this.entries.map(([, value]) => value);
  }

  /** The value behind a path of keys. */
  get(...path: readonly string[]): Data | undefined {
    return path.reduce<Data | undefined>((at, key) => at?.entries.find(([name]) => name === key)?.[1], this);
  }

  /** A map's own pairs, then those of its merges. https://yaml.org/type/merge.html */
  private pairs(depth: number): readonly (readonly [string, Data])[] {
    if (!isMap(this.node) || depth > deepestMerge) return [];
    const pairs = (this.node as YAMLMap<Node, Node | null>).items.flatMap(({ key, value }) =>
      isScalar(key) && value ? [[String(key.value), new Data(value, this.document)] as const] : [],
    );
    const merged = pairs.filter(([key]) => key === '<<').flatMap(([, value]) => [value, ...value.items]);
    return [...pairs.filter(([key]) => key !== '<<'), ...merged.flatMap((value) => value.pairs(depth + 1))];
  }
}

/** Brackets within brackets: parsers that recurse take seconds for more, or run out of stack. */
const maxBrackets = 200;

/** Whether brackets are nested too deep to be read. Those in strings count, too: no file that anybody wrote comes near the limit. */
export function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '[' || char === '{') depth++;
    else if ((char === ']' || char === '}') && depth > 0) depth--;
    if (depth > maxBrackets) return true;
  }
  return false;
}

/** Reads YAML, or JSON with comments and trailing commas. Total: of a broken file what can be read; undefined where there is nothing. */
export function readData(text: string): Data | undefined {
  if (isNestedTooDeep(text)) return undefined;
  try {
    // failsafe: every scalar is a text, as the readers want them.
    const document = parseDocument(withoutJsonComments(text), {
      schema: 'failsafe',
      strict: false,
      uniqueKeys: false,
      prettyErrors: false,
    });
    return document.contents ? new Data(document.contents, document) : undefined;
  } catch {
    return undefined; // nested deeper than the stack
  }
}

/** JSONC has comments that YAML has not: blanks take their place. Any other text stays as it is. */
function withoutJsonComments(text: string): string {
  if (!/^\uFEFF?\s*(?:[{[]|\/\/|\/\*)/.test(text)) return text;
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\n]/g, ' '),
  );
}
