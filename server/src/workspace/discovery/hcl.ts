import type { Span } from '../../base/span.ts';

/** A block of an HCL file: `type "label" { name = value }`. Nested blocks are left out; bake files have none that are needed here. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, HclValue>;
}

/** The value of an attribute. An expression (a call, a condition) has none of the three properties. */
export interface HclValue extends Span {
  /** A quoted text, a name as `${name}`; other `${…}` stay in the text. */
  readonly text: string | undefined;
  readonly items: readonly HclValue[] | undefined;
  readonly entries: ReadonlyMap<string, HclValue> | undefined;
}

interface Token extends Span {
  readonly kind: 'name' | 'text' | 'sign' | 'line';
  /** The text inside the quotes; the name, number or sign itself. */
  readonly value: string;
}

/**
 * The part of the HCL native syntax that bake files use. Total: unknown syntax is skipped.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function readHcl(text: string): readonly HclBlock[] {
  return new Reader(tokenise(text)).file();
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  // A comment or heredoc without an end takes the rest of the file, so that each character is read once.
  const pattern =
    /[ \t\r]+|(?:#|\/\/)[^\n]*|\/\*(?:[\s\S]*?\*\/|[\s\S]*)|<<-?(\w+)[^\n]*\n(?:[\s\S]*?\n[ \t]*\1(?=\s|$)|[\s\S]*)|"((?:[^"\\\n]|\\.)*)"|([\w-]+)|(\n)|([\s\S])/g;
  for (const { index: start, 0: whole, 1: heredoc, 2: quoted, 3: name, 4: line, 5: sign } of text.matchAll(pattern)) {
    const token = { start, end: start + whole.length };
    if (heredoc !== undefined) tokens.push({ ...token, kind: 'sign', value: '<<' });
    else if (quoted !== undefined) {
      tokens.push({ ...token, kind: 'text', value: quoted.replace(/\\(.)/g, (_, char: string) => escapes[char] ?? char) });
    } else if (name !== undefined) tokens.push({ ...token, kind: 'name', value: name });
    else if (line !== undefined) tokens.push({ ...token, kind: 'line', value: line });
    else if (sign !== undefined) tokens.push({ ...token, kind: 'sign', value: sign });
  }
  return tokens;
}

/** Deeper nesting is skipped. */
const deepest = 20;

class Reader {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  file(): readonly HclBlock[] {
    const blocks: HclBlock[] = [];
    while (this.at < this.tokens.length) {
      const type = this.next();
      if (type.kind !== 'name') continue;
      const labels: string[] = [];
      while (this.peek()?.kind === 'text' || this.peek()?.kind === 'name') labels.push(this.next().value);
      if (this.take('{')) blocks.push({ type: type.value, labels, attributes: this.attributes() });
      else this.passLine();
    }
    return blocks;
  }

  /** The contents of braces, after the opening one. */
  private attributes(): ReadonlyMap<string, HclValue> {
    const attributes = new Map<string, HclValue>();
    while (this.peek() && !this.take('}')) {
      const name = this.next();
      if (name.kind === 'sign') this.passBrackets(name);
      else if (name.kind !== 'line' && this.take('=')) attributes.set(name.value, this.value(0, new Set(['}'])));
    }
    return attributes;
  }

  /** One value. If it is part of an expression, all of the expression is skipped and the value is unknown. */
  private value(depth: number, closing: ReadonlySet<string>): HclValue {
    const first = this.peek();
    const value = this.simpleValue(depth);
    let end = value.end;
    let simple = true;
    for (let token = this.peek(); token && token.kind !== 'line' && token.value !== ','; token = this.peek()) {
      if (token.kind === 'sign' && closing.has(token.value)) break;
      simple = false;
      end = this.next().end;
      if (token.kind === 'sign') this.passBrackets(token);
    }
    if (simple) return value;
    return { start: first?.start ?? end, end, text: undefined, items: undefined, entries: undefined };
  }

  private simpleValue(depth: number): HclValue {
    const token = this.next();
    const { start } = token;
    const value = { start, end: token.end, text: undefined, items: undefined, entries: undefined };
    if (token.kind === 'text') return { ...value, text: token.value };
    if (token.kind === 'name') return { ...value, text: `\${${token.value}}` };
    if (token.kind === 'sign' && depth < deepest) {
      if (token.value === '[') return { ...value, items: this.list(depth), end: this.lastEnd };
      if (token.value === '{') return { ...value, entries: this.object(depth), end: this.lastEnd };
    }
    this.passBrackets(token);
    return { ...value, end: this.lastEnd };
  }

  private list(depth: number): readonly HclValue[] {
    const items: HclValue[] = [];
    while (this.peek() && !this.take(']')) {
      if (this.takeLine() || this.take(',')) continue;
      items.push(this.value(depth + 1, new Set([']'])));
    }
    return items;
  }

  private object(depth: number): ReadonlyMap<string, HclValue> {
    const entries = new Map<string, HclValue>();
    while (this.peek() && !this.take('}')) {
      if (this.takeLine() || this.take(',')) continue;
      const key = this.next();
      if (this.take('=') || this.take(':')) entries.set(key.value, this.value(depth + 1, new Set(['}'])));
      else if (key.kind === 'sign') this.passBrackets(key);
    }
    return entries;
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  /** The next token; at the end of the file, the last one again. */
  private next(): Token {
    const token = this.tokens[this.at] ?? this.tokens.at(-1)!;
    this.at++;
    return token;
  }

  private get lastEnd(): number {
    return this.tokens[Math.min(this.at, this.tokens.length) - 1]?.end ?? 0;
  }

  private take(sign: string): boolean {
    const token = this.peek();
    const taken = token?.kind === 'sign' && token.value === sign;
    if (taken) this.at++;
    return taken;
  }

  private takeLine(): boolean {
    const taken = this.peek()?.kind === 'line';
    if (taken) this.at++;
    return taken;
  }

  private passLine(): void {
    for (let token = this.peek(); token && token.kind !== 'line'; token = this.peek()) this.passBrackets(this.next());
  }

  /** If the token opens a bracket: skips to after the closing one. */
  private passBrackets(opening: Token): void {
    let open = depthOf(opening);
    while (open > 0 && this.peek()) open += depthOf(this.next());
  }
}

function depthOf({ kind, value }: Token): number {
  if (kind !== 'sign') return 0;
  return '([{'.includes(value) ? 1 : ')]}'.includes(value) ? -1 : 0;
}
