// How the grammars are written down: three kinds of rule, and captures. Regular expressions are Oniguruma's, as strings.

/** `{ 1: 'scope' }` as TextMate has it; `{ 2: { name, patterns } }` is that already. */
function captures(groups) {
  return Object.fromEntries(Object.entries(groups).map(([group, what]) => [group, typeof what === 'string' ? { name: what } : what]));
}

/** One stretch on one line. `scope` is its name, or what its groups are. */
export function match(pattern, scope, groups) {
  const named = typeof scope === 'string' ? { name: scope } : {};
  const within = typeof scope === 'object' ? scope : groups;
  return { ...named, match: pattern, ...(within ? { captures: captures(within) } : {}) };
}

/**
 * From `begin` to `end`. An instruction that ends also ends every region that is open inside it.
 * @param {string} begin
 * @param {string} end
 * @param {{ name?: string, content?: string, opens?: object, closes?: object, patterns: object[] }} parts
 */
export function region(begin, end, { name, content, opens, closes, patterns }) {
  return {
    ...(name ? { name } : {}),
    ...(content ? { contentName: content } : {}),
    begin,
    ...(opens ? { beginCaptures: captures(opens) } : {}),
    end,
    ...(closes ? { endCaptures: captures(closes) } : {}),
    patterns,
  };
}

/** From `begin` on, line by line, for as long as the next line has `holds`. What is open inside cannot keep it open. */
export function lines(begin, holds, patterns) {
  return { begin, while: holds, patterns };
}

export const include = (name) => ({ include: name.includes('.') || name.startsWith('$') ? name : `#${name}` });
export const includes = (...names) => names.map(include);

/** A backtick, which no template literal can hold. */
export const tick = '`';

/** `end` of a region that only what stands around it can end. */
export const never = '(?!)';

/** A string with its quotes as punctuation. */
export function quoted(begin, end, name, language, patterns) {
  return region(begin, end, {
    name: `${name}.${language}`,
    opens: { 0: `punctuation.definition.string.begin.${language}` },
    closes: { 0: `punctuation.definition.string.end.${language}` },
    patterns,
  });
}
