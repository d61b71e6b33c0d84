// Every English template of a text for users: the keys of l10n/bundle.l10n.<language>.json.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { loadRules, root } from '../generate/rules.mjs';
import { settingTexts } from '../generate/settings.mjs';

/** The sources of texts, and the calls that create them: the first argument is the template. */
const sources = [
  { folder: 'server/src', call: /(?<![\w$.]|function )message\(\s*/g },
  { folder: 'client/src', call: /(?<![\w$])l10n\.t\(\s*/g },
];

/** The texts of a rule are read from the rule itself. */
const ofARule = /^(?:rule\.(?:summary|messages)|ruleSummaries)\b/;

/** Each template with the file that contains it. Throws for a text that is only known when the program runs. */
export async function templates() {
  const found = new Map();
  for (const { folder, call } of sources)
    for (const file of sourceFiles(folder)) for (const text of templatesIn(file, call)) found.set(text, file);
  const rules = await loadRules();
  for (const { folder, messages } of rules) for (const text of Object.values(messages)) found.set(text, `${folder}/rule.ts`);
  for (const [key, text] of settingTexts(rules)) found.set(text, `package.nls.json (${key})`);
  return found;
}

function sourceFiles(folder) {
  const files = readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.posix.join(folder, String(file)));
  return files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')).sort();
}

/** esbuild removes comments and types and joins what is on several lines, so that a literal is one literal. */
function templatesIn(file, call) {
  const source = readFileSync(path.join(root, file), 'utf8');
  const { code } = transformSync(source, { loader: 'ts', minifySyntax: true, target: 'es2022' });
  return [...code.matchAll(call)].flatMap(({ index, 0: head }) => {
    const rest = code.slice(index + head.length);
    const literal = literalIn(rest);
    if (literal !== undefined) return [literal];
    if (ofARule.test(rest)) return [];
    throw new Error(`${file}: the text of ${head}${rest.slice(0, 80)}... must be a literal, so that it can be translated`);
  });
}

/** The value of the string at the start of `code`; undefined if there is none, or it is only part of an expression. */
function literalIn(code) {
  const literal = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\$]|\\.|\$(?!\{))*`)(?=\s*[,)])/s.exec(code)?.[0];
  return literal === undefined ? undefined : new Function(`return ${literal}`)();
}
