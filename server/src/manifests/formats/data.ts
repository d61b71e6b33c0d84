import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, Parser, visit } from 'yaml';
import type { CST, Document, Node, YAMLMap } from 'yaml';
import { appendAll } from '../../base/lists.ts';
import { lazy } from '../../base/memoize.ts';
import type { Span } from '../../base/span.ts';
import { finish } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';

/** The depth limit of merges (`<<`). */
const maxMergeDepth = 50;

type Entries = readonly (readonly [key: string, value: Data])[];

/** What is computed once per document: an alias would otherwise search the document, and a merge read all maps behind it again. */
class Parsed {
  readonly document: Document;
  /** Whether the file has no syntax errors, and only one document. */
  readonly isComplete: boolean;
  private readonly entries = new Map<Node, Entries>();
  private readonly targets = lazy(() => aliasTargets(this.document));

  constructor(document: Document, isOnly: boolean) {
    this.document = document;
    this.isComplete = isOnly && document.errors.length === 0;
  }

  /** The node itself, or the one that an alias stands for. */
  targetOf(node: Node): Node {
    return (isAlias(node) && this.targets().get(node)) || node;
  }

  /** A map's own pairs, then those of its merges; the first value of a key counts. https://yaml.org/type/merge.html */
  entriesOf(node: Node, depth = 0): Entries {
    const known = this.entries.get(node);
    if (known || !isMap(node) || depth > maxMergeDepth) return known ?? [];
    this.entries.set(node, []); // for a map that merges itself
    const pairs = (node as YAMLMap<Node, Node | null>).items.flatMap(({ key, value }) =>
      isScalar(key) && value ? [[String(key.value), new Data(value, this)] as const] : [],
    );
    const found = new Map<string, Data>();
    for (const [key, value] of pairs) if (key !== '<<' && !found.has(key)) found.set(key, value);
    for (const [key, value] of pairs) {
      if (key !== '<<') continue;
      for (const merged of [value, ...value.items]) {
        for (const [name, inner] of this.entriesOf(merged.node, depth + 1)) if (!found.has(name)) found.set(name, inner);
      }
    }
    const entries = [...found];
    this.entries.set(node, entries);
    return entries;
  }
}

/** The node of each alias: the last one before it that has its anchor. */
function aliasTargets(document: Document): ReadonlyMap<Node, Node> {
  const targets = new Map<Node, Node>();
  const anchors = new Map<string, Node>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) targets.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

/**
 * A value of a YAML, JSON or JSONC file with its position. No other module uses the `yaml` package. An accessor that does not fit the value
 * (the key of a list, the text of a map) returns undefined or an empty list.
 */
export class Data implements Span {
  readonly start: number;
  readonly end: number;
  readonly node: Node;
  private readonly parsed: Parsed;

  constructor(node: Node, parsed: Parsed) {
    this.node = parsed.targetOf(node);
    this.parsed = parsed;
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
    return this.parsed.isComplete;
  }

  get isList(): boolean {
    return isSeq(this.node);
  }

  get items(): readonly Data[] {
    return isSeq(this.node) ? this.node.items.map((item) => new Data(item as Node, this.parsed)) : [];
  }

  /** The keys of a map with their values, including merged ones. */
  get entries(): readonly (readonly [key: string, value: Data])[] {
    return this.parsed.entriesOf(this.node);
  }

  get values(): readonly Data[] {
    return this.entries.map(([, value]) => value);
  }

  /** The value at a path of keys. */
  get(...path: readonly string[]): Data | undefined {
    return path.reduce<Data | undefined>((at, key) => at?.entries.find(([name]) => name === key)?.[1], this);
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
  return finish(readDataInSteps(text));
}

/** How many pieces of a text (names, spaces, brackets) are parsed in one step. */
const perStep = 1000;

/** As `readData`, in steps. */
export function* readDataInSteps(text: string): Work<Data | undefined> {
  if (isNestedTooDeep(text)) return undefined;
  try {
    const source = withoutJsonComments(text);
    const parser = new Parser();
    const tokens: CST.Token[] = [];
    let pieces = 0;
    for (const piece of new Lexer().lex(source)) {
      appendAll(tokens, [...parser.next(piece)]);
      if (++pieces % perStep === 0) yield;
    }
    appendAll(tokens, [...parser.end()]);
    yield;
    // failsafe: every scalar is a string, as the readers expect.
    const composer = new Composer({ schema: 'failsafe', strict: false, uniqueKeys: false });
    const [document, second] = composer.compose(tokens, true, source.length);
    yield;
    return document?.contents ? new Data(document.contents, new Parsed(document, !second)) : undefined;
  } catch {
    return undefined; // nested deeper than the stack
  }
}

/** Replaces JSONC comments, which YAML does not have, with spaces. Any other text is unchanged. */
function withoutJsonComments(text: string): string {
  if (!/^\uFEFF?\s*(?:[{[]|\/\/|\/\*)/.test(text)) return text;
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*(?:[\s\S]*?\*\/|[\s\S]*)/g, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\n]/g, ' '),
  );
}
