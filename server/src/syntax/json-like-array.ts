/** A word in quotes of any kind, or without quotes. */
const item = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|[“”„]([^“”]*)[“”]|[‘’]([^‘’]*)[‘’]|([^\s,"'“”„‘’[\]$`&|;<>()]+))\s*/y;

/**
 * The words of a text that its author meant as a JSON array, valid or not: `['a', 'b']`, `["a" "b"]`, `["C:\app"]`, a missing bracket or
 * comma. Returns undefined for any other text that starts with a bracket: `[ -f x ] && y`, `[a-z]* /app/`.
 */
export function readJsonLikeArray(text: string): readonly string[] | undefined {
  const whole = text.trim();
  if (!whole.startsWith('[')) return undefined;
  const body = (whole.endsWith(']') ? whole.slice(0, -1) : whole).trimEnd();
  const words: string[] = [];
  let commas = 0;
  let bareBefore = false;
  let at = 1;
  while (at < body.length) {
    item.lastIndex = at;
    const match = item.exec(body);
    if (!match) return undefined;
    const [, double, ...others] = match;
    const bare = match[5] !== undefined;
    const comma = body[at - 1] === ',' || words.length === 0;
    // Quoted words can be separated without a comma. Unquoted words without commas are a shell command.
    if (!comma && (bare || bareBefore)) return undefined;
    words.push(double === undefined ? others.find((other) => other !== undefined)! : valueOf(double));
    bareBefore = bare;
    at = item.lastIndex;
    if (body[at] === ',') {
      commas++;
      at++;
    }
  }
  return words.length > 0 && (commas > 0 || !bareBefore) ? words : undefined;
}

/** The text in double quotes. A backslash that is not a JSON escape is literal. */
function valueOf(literal: string): string {
  try {
    return JSON.parse(`"${literal}"`) as string;
  } catch {
    return literal;
  }
}

/**
 * Whether a text is certainly meant as an array of strings, however broken: a quoted item after the bracket, followed by a comma. A test of the
 * shell (`[ "$a" = b ]`) has no comma there.
 */
export function isMeantAsArray(text: string): boolean {
  return /^\s*\[\s*(?:"[^"]*"|'[^']*'|[\u201c\u201d][^\u201c\u201d]*[\u201c\u201d])\s*,/.test(text);
}
