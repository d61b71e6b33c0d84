/** Tells whether a text fits the pattern it was made from. */
export type GlobTest = (text: string) => boolean;

const literal = (char: string): string => char.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
const classLiteral = (char: string): string => (char === '-' ? '\\-' : literal(char));

/** Whether BuildKit looks for files that fit the source, instead of taking it as a path. A backslash takes the next character's meaning. */
export function hasWildcard(source: string): boolean {
  return /^(?:\\.|[^\\*?[])*[*?[]/s.test(source);
}

/**
 * A pattern of Go's filepath.Match, which COPY, ADD and .dockerignore are written in: `*` and `?` stop at `/`, `[a-z]` and `[^a]`
 * are classes, a backslash takes the next character as it is. Undefined where Go says that the syntax is bad: an open or empty
 * class, a backslash at the end, a range that runs backwards (the last is said by the regular expression that .dockerignore makes of it).
 * https://pkg.go.dev/path/filepath#Match
 */
export function compileGlob(pattern: string): GlobTest | undefined {
  const chars = [...pattern];
  let source = '';
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i]!;
    if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '\\') {
      const next = chars[++i];
      if (next === undefined) return undefined;
      source += literal(next);
    } else if (char === '[') {
      const found = readClass(chars, i + 1);
      if (!found) return undefined;
      source += found.source;
      i = found.end;
    } else source += literal(char);
  }
  const regexp = new RegExp(`^${source}$`, 'su');
  return (text) => regexp.test(text);
}

/** Reads a class from behind its `[`; `end` is the index of its `]`. */
function readClass(chars: readonly string[], start: number): { source: string; end: number } | undefined {
  let i = start;
  const negated = chars[i] === '^';
  if (negated) i++;
  let source = '';
  while (chars[i] !== ']' || source === '') {
    const low = readClassChar(chars, i);
    if (!low) return undefined;
    i = low.next;
    source += classLiteral(low.char);
    if (chars[i] !== '-') continue;
    const high = readClassChar(chars, i + 1);
    if (!high || high.char.codePointAt(0)! < low.char.codePointAt(0)!) return undefined;
    i = high.next;
    source += `-${classLiteral(high.char)}`;
  }
  return { source: `[${negated ? '^' : ''}${source}]`, end: i };
}

function readClassChar(chars: readonly string[], at: number): { char: string; next: number } | undefined {
  const char = chars[at];
  if (char === undefined || char === '-' || char === ']') return undefined;
  if (char !== '\\') return { char, next: at + 1 };
  const escaped = chars[at + 1];
  return escaped === undefined ? undefined : { char: escaped, next: at + 2 };
}
