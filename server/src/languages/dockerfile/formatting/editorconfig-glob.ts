/** A part of a glob, by what it may stand for. */
type Token =
  | { readonly kind: 'text'; readonly text: string }
  /** `?` and `[abc]`, `[!abc]` */
  | { readonly kind: 'one'; readonly fits: (character: string) => boolean }
  /** `*` */
  | { readonly kind: 'name' }
  /** `**` */
  | { readonly kind: 'any' }
  /** `{a,b}` */
  | { readonly kind: 'either'; readonly ways: readonly (readonly Token[])[] }
  /** `{1..9}` */
  | { readonly kind: 'number'; readonly from: number; readonly to: number };

/**
 * Whether a section of an .editorconfig is for the file at `path`, as seen from the folder of the .editorconfig. A glob without a slash
 * is for files of that name in all folders. Takes time in proportion to the glob and the square of the path, whatever the glob; one longer
 * than the standard asks for fits nothing.
 * https://spec.editorconfig.org/#glob-expressions
 */
export function globMatches(glob: string, path: string): boolean {
  if (glob.length > longestGlob) return false;
  const [anchored, inAll] = [glob.startsWith('/'), !glob.includes('/')];
  const tokens = tokensOf(anchored ? glob.slice(1) : glob);
  const starts = new Set([0]);
  if (inAll) for (let i = 0; i < path.length; i++) if (path[i] === '/') starts.add(i + 1);
  return reach(tokens, starts, path).has(path.length);
}

const longestGlob = 4096;

/** The places in `path` that are reached from `starts` by way of all tokens. */
function reach(tokens: readonly Token[], starts: ReadonlySet<number>, path: string): ReadonlySet<number> {
  let at = starts;
  for (const token of tokens) {
    const next = new Set<number>();
    if (token.kind === 'either') for (const way of token.ways) for (const end of reach(way, at, path)) next.add(end);
    else for (const start of at) for (const end of endsOf(token, start, path)) next.add(end);
    if (next.size === 0) return next;
    at = next;
  }
  return at;
}

function endsOf(token: Exclude<Token, { kind: 'either' }>, start: number, path: string): readonly number[] {
  const { kind } = token;
  if (kind === 'text') return path.startsWith(token.text, start) ? [start + token.text.length] : [];
  if (kind === 'one') return start < path.length && token.fits(path[start]!) ? [start + 1] : [];
  if (kind === 'number') return numberEnds(token, start, path);
  const slash = kind === 'name' ? path.indexOf('/', start) : -1;
  const last = slash < 0 ? path.length : slash;
  return Array.from({ length: last - start + 1 }, (_, i) => start + i);
}

/** A whole number of the range, written without zeros before it. */
function numberEnds({ from, to }: { from: number; to: number }, start: number, path: string): readonly number[] {
  const [digits = ''] = /^-?(?:0|[1-9]\d{0,14})/.exec(path.slice(start, start + 16)) ?? [];
  const first = digits.startsWith('-') ? 2 : 1;
  const ends: number[] = [];
  for (let length = first; length <= digits.length; length++) {
    const number = Number(digits.slice(0, length));
    if (number >= from && number <= to) ends.push(start + length);
  }
  return ends;
}

function tokensOf(glob: string): readonly Token[] {
  return new Reader(glob).all();
}

/** Reads a glob from left to right. What is not closed stands for itself. */
class Reader {
  private readonly glob: string;
  private at = 0;

  constructor(glob: string) {
    this.glob = glob;
  }

  all(): readonly Token[] {
    return this.until(this.glob.length);
  }

  private until(end: number): readonly Token[] {
    const tokens: Token[] = [];
    while (this.at < end) tokens.push(this.next(end));
    return tokens;
  }

  private next(end: number): Token {
    const { glob } = this;
    // Folders in between, or none.
    if (glob.startsWith('/**/', this.at)) return this.take(4, { kind: 'either', ways: [[slash], [slash, { kind: 'any' }, slash]] });
    if (glob.startsWith('**', this.at)) return this.take(2, { kind: 'any' });
    const c = glob[this.at]!;
    if (c === '*') return this.take(1, { kind: 'name' });
    if (c === '?') return this.take(1, { kind: 'one', fits: (character) => character !== '/' });
    if (c === '[') return this.set(end) ?? this.take(1, { kind: 'text', text: c });
    if (c === '{') return this.braces(end) ?? this.take(1, { kind: 'text', text: c });
    if (c === '\\' && this.at + 1 < end) return this.take(2, { kind: 'text', text: glob[this.at + 1]! });
    return this.take(1, { kind: 'text', text: c });
  }

  private take(length: number, token: Token): Token {
    this.at += length;
    return token;
  }

  /** `[abc]`, `[a-z]`, `[!abc]`; a slash in it makes it plain text. */
  private set(end: number): Token | undefined {
    const close = closingBracket(this.glob, this.at + 1, end);
    if (close < 0) return undefined;
    const inner = this.glob.slice(this.at + 1, close);
    if (inner.includes('/')) return undefined;
    const not = inner.startsWith('!');
    const members = membersOf(not ? inner.slice(1) : inner);
    return this.take(close + 1 - this.at, {
      kind: 'one',
      fits: (character) => character !== '/' && not !== members.some(([low, high]) => low <= character && character <= high),
    });
  }

  /** `{a,b}` or `{1..9}`; braces around anything else are plain text, what is in them is read all the same. */
  private braces(end: number): Token | undefined {
    const parts = partsOf(this.glob, this.at, end);
    if (!parts) return undefined;
    const { commas, close } = parts;
    if (commas.length === 0) {
      const [, from, to] = /^([+-]?\d{1,15})\.\.([+-]?\d{1,15})$/.exec(this.glob.slice(this.at + 1, close)) ?? [];
      if (from === undefined) return undefined;
      return this.take(close + 1 - this.at, {
        kind: 'number',
        from: Math.min(Number(from), Number(to)),
        to: Math.max(Number(from), Number(to)),
      });
    }
    const ways: (readonly Token[])[] = [];
    for (const border of [...commas, close]) {
      this.at++; // the brace or comma before it
      ways.push(this.until(border));
    }
    return this.take(1, { kind: 'either', ways });
  }
}

const slash: Token = { kind: 'text', text: '/' };

function closingBracket(glob: string, from: number, end: number): number {
  for (let i = from; i < end; i++) {
    if (glob[i] === '\\') i++;
    else if (glob[i] === ']' && i > from) return i;
  }
  return -1;
}

/** Ranges of characters; one alone is a range of its own. */
function membersOf(inner: string): readonly (readonly [low: string, high: string])[] {
  const members: [string, string][] = [];
  for (let i = 0; i < inner.length; i++) {
    if (inner[i] === '\\' && i + 1 < inner.length) i++;
    const low = inner[i]!;
    const high = inner[i + 1] === '-' ? inner[i + 2] : undefined;
    if (high !== undefined) i += 2;
    members.push([low, high ?? low]);
  }
  return members;
}

/** The commas of the braces that open at `open`, and where they close; undefined where they do not. */
function partsOf(glob: string, open: number, end: number): { readonly commas: readonly number[]; readonly close: number } | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let i = open; i < end; i++) {
    const c = glob[i];
    if (c === '\\') i++;
    else if (c === '{') depth++;
    else if (c === ',' && depth === 1) commas.push(i);
    else if (c === '}' && --depth === 0) return { commas, close: i };
  }
  return undefined;
}
