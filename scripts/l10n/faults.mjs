// Finds problems in the translations of one file.

/**
 * A `{ text, isGap }` for each text without a translation, each translation whose placeholders (`{name}`, `{0}`) or code (in backticks) differ
 * from those of the text, and each translation without a text. `isGap`: the text is shown in English, nothing is wrong.
 * texts: `{ key, text, where }`; `key` is the key in the file.
 */
export function faults(texts, translations, file) {
  const wanted = new Map(texts.map((entry) => [entry.key, entry]));
  const stale = Object.keys(translations).filter((key) => !wanted.has(key));
  return [
    ...[...wanted.values()].flatMap((entry) => faultsOf(entry, translations[entry.key], file)),
    ...stale.map((key) => gap(`${file}: ${quoted(key)} is unused (npm run l10n -- --prune removes it)`)),
  ];
}

function faultsOf({ key, text, where }, translation, file) {
  if (typeof translation !== 'string' || translation.trim() === '') return [gap(`${file}: ${quoted(key)} of ${where} is not translated`)];
  const kinds = [
    { kind: 'placeholder', of: placeholdersOf },
    { kind: 'code', of: codeOf },
  ];
  return kinds.flatMap(({ kind, of }) => {
    const [here, there] = [of(text), of(translation)];
    const lost = here.filter((item) => !there.includes(item)).map((item) => `lost the ${kind} ${item}`);
    const added = there.filter((item) => !here.includes(item)).map((item) => `added the ${kind} ${item}`);
    return [...lost, ...added].map((fault) => ({ text: `${file}: the translation of ${quoted(key)} has ${fault}`, isGap: false }));
  });
}

/** `{name}` and `{0}`. */
function placeholdersOf(text) {
  return [...new Set(text.match(/\{\w+\}/g))];
}

/** The parts in backticks: code is the same in every language. */
function codeOf(text) {
  return [...new Set(text.match(/`[^`]+`/g))];
}

function gap(text) {
  return { text, isGap: true };
}

function quoted(text) {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 99)}…` : text);
}
