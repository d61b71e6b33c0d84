// Functions that create grammar rules of three kinds, and captures. Regular expressions are Oniguruma's, as strings.

/** Captures for TextMate: from `{ 1: 'scope' }`; `{ 2: { name, patterns } }` stays. */
function captures(groups) {
  return Object.fromEntries(Object.entries(groups).map(([group, what]) => [group, typeof what === 'string' ? { name: what } : what]));
}

/** A match on one line. `scope` is its name, or its captures. */
export function match(pattern, scope, groups) {
  const named = typeof scope === 'string' ? { name: scope } : {};
  const within = typeof scope === 'object' ? scope : groups;
  return { ...named, match: pattern, ...(within ? { captures: captures(within) } : {}) };
}

/**
 * A region from `begin` to `end`. The end of an instruction also ends every region that is open inside it.
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

/** A region from `begin`, line by line, as long as the next line matches `holds`. Regions inside cannot extend it. */
export function lines(begin, holds, patterns) {
  return { begin, while: holds, patterns };
}

export const include = (name) => ({ include: name.includes('.') || name.startsWith('$') ? name : `#${name}` });
export const includes = (...names) => names.map(include);

/** A backtick, which cannot be written in a template literal. */
export const tick = '`';

/** The `end` of a region that only the enclosing region can end. */
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
