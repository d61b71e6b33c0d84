// Mutants of regular expressions.

/**
 * Changes of a regular expression that still compile: a lost anchor or alternative, a weaker or stronger quantifier, a negated class.
 * Positions count from the `/` at the start of the literal.
 * @param {{ pattern: string, flags: string }} regex
 * @returns {{ start: number, end: number, text: string }[]}
 */
export function regexMutants({ pattern, flags }) {
  const changes = [...tokenChanges(pattern), ...alternativeChanges(pattern)].filter(({ start, end, text }) =>
    compiles(pattern.slice(0, start) + text + pattern.slice(end), flags),
  );
  const mutants = changes.map(({ start, end, text }) => ({ start: start + 1, end: end + 1, text }));
  const flag = flags.indexOf('i');
  if (flag >= 0) mutants.push({ start: pattern.length + 2 + flag, end: pattern.length + 3 + flag, text: '' });
  return mutants;
}

function* tokenChanges(pattern) {
  for (const { token, start, inClass } of tokens(pattern)) {
    const change = (text) => ({ start, end: start + token.length, text });
    if (/^\\[dswDSWbB]$/.test(token)) {
      const letter = token[1];
      yield change(`\\${letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()}`);
    } else if (token === '[^') yield change('[');
    else if (inClass) continue;
    else if (token === '^' || token === '$') yield change('');
    else if (token === '+') yield change('*');
    else if (token === '*') yield change('+');
    else if (token === '?' && !/[+*?}(]/.test(pattern[start - 1] ?? '')) yield change('');
    else if (token === '(?!') yield change('(?=');
    else if (token === '(?=') yield change('(?!');
    else if (token === '(?<!') yield change('(?<=');
    else if (token === '(?<=') yield change('(?<!');
  }
}

/** Each alternative of each group is removed once. */
function* alternativeChanges(pattern) {
  const open = [{ from: 0, cuts: /** @type {number[]} */ ([]) }];
  for (const { token, start, inClass } of [...tokens(pattern), { token: ')', start: pattern.length, inClass: false }]) {
    if (inClass) continue;
    if (token.startsWith('(')) open.push({ from: start + token.length, cuts: [] });
    else if (token === '|') open.at(-1)?.cuts.push(start);
    else if (token === ')') {
      const { from, cuts } = open.pop() ?? { from: 0, cuts: [] };
      const starts = [from, ...cuts.map((cut) => cut + 1)];
      const ends = [...cuts, start];
      if (cuts.length > 0) for (const [index, at] of starts.entries()) yield index === 0 ? { start: at, end: ends[0] + 1, text: '' } : { start: at - 1, end: ends[index], text: '' }; // prettier-ignore
    }
  }
}

function tokens(pattern) {
  const all = [];
  let inClass = false;
  for (const match of pattern.matchAll(/\\.|\(\?(?:[:=!]|<[=!]|<\w+>)|\[\^|[^]/g)) {
    const [token] = match;
    if (!inClass && token.startsWith('[')) {
      all.push({ token, start: match.index, inClass });
      inClass = true;
      continue;
    }
    if (inClass && token === ']') inClass = false;
    all.push({ token, start: match.index, inClass });
  }
  return all;
}

function compiles(pattern, flags) {
  try {
    RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}
