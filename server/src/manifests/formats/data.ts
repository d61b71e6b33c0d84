import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, YAMLMap } from 'yaml';
import type { Span } from '../../base/span.ts';

/** The depth limit of merges (`<<`), because they can be cyclic. */
const maxMergeDepth = 8;

/**
 * A value of a YAML, JSON or JSONC file with its position. No other module uses the `yaml` package. An accessor that does not fit the value
 * (the key of a list, the text of a map) returns undefined or an empty list.
 */
export class Data implements Span {
  readonly start: number;
  readonly end: number;
  private readonly node: Node;
  private readonly document: Document;

  constructor(node: Node, document: Document) {
    this.node = (isAlias(node) && node.resolve(document)) || node;
    this.document = document;
    // An alias has the position at which it is written, not that of its anchor.
    this.start = node.range?.[0] ?? 0;
    this.end = node.range?.[1] ?? this.start;
  }

  /** The text of a scalar, without quotes. Numbers and other scalars are the text as written. */
  get text(): string | undefined {
    return isScalar(this.node) && typeof this.node.value === 'string' ? this.node.value : undefined;
  }

  /** Whether the file has no syntax errors. */
  get complete(): boolean {
    return this.document.errors.length === 0;
  }

  get isList(): boolean {
    return isSeq(this.node);
  }

  get items(): readonly Data[] {
    return isSeq(this.node) ? this.node.items.map((item) => new Data(item as Node, this.document)) : [];
  }

  /** The keys of a map with their values, including merged ones. */
  get entries(): readonly (readonly [key: string, value: Data])[] {
    const found = new Map<string, Data>();
    for (const [key, value] of this.pairs(0)) if (!found.has(key)) found.set(key, value);
    return [...found];
  }

  get values(): readonly Data[] {
    return this.entries.map(([, value]) => value);
  }

  /** The value at a path of keys. */
  get(...path: readonly string[]): Data | undefined {
    return path.reduce<Data | undefined>((at, key) => at?.entries.find(([name]) => name === key)?.[1], this);
  }

  /** A map's own pairs, then those of its merges. https://yaml.org/type/merge.html */
  private pairs(depth: number): readonly (readonly [string, Data])[] {
    if (!isMap(this.node) || depth > maxMergeDepth) return [];
    const pairs = (this.node as YAMLMap<Node, Node | null>).items.flatMap(({ key, value }) =>
      isScalar(key) && value ? [[String(key.value), new Data(value, this.document)] as const] : [],
    );
    const merged = pairs.filter(([key]) => key === '<<').flatMap(([, value]) => [value, ...value.items]);
    return [...pairs.filter(([key]) => key !== '<<'), ...merged.flatMap((value) => value.pairs(depth + 1))];
  }
}

/** The limit of nested brackets: recursive parsers take seconds for more, or exhaust the stack. */
const maxBrackets = 200;

/** Whether brackets are nested too deep to be parsed. Brackets in strings count too: no real file comes close to the limit. */
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

/**
 * Parses YAML, or JSON with comments and trailing commas. Never fails: for a file with errors, returns what can be parsed; undefined if
 * there is nothing.
 */
export function readData(text: string): Data | undefined {
  if (isNestedTooDeep(text)) return undefined;
  try {
    // failsafe: every scalar is a string, as the readers expect.
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

/** Replaces JSONC comments, which YAML does not have, with spaces. Any other text is unchanged. */
function withoutJsonComments(text: string): string {
  if (!/^\uFEFF?\s*(?:[{[]|\/\/|\/\*)/.test(text)) return text;
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\n]/g, ' '),
  );
}
