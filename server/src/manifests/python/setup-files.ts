import type { Dependency } from '../project.ts';
import { dependencyOf } from './pyproject.ts';
import { readRequirement } from './requirement.ts';

/** The literal content of setup.cfg or setup.py. */
export interface SetupFacts {
  readonly name: string | undefined;
  readonly dependencies: readonly Dependency[];
  readonly requiresPython: string | undefined;
  /** Requirements files that it reads. */
  readonly files: readonly string[];
  /** Whether a list is computed, so that its content is only known after running the program. */
  readonly computed: boolean;
}

/** https://setuptools.pypa.io/en/latest/userguide/declarative_config.html */
export function readSetupCfg(text: string): SetupFacts {
  const options = sectionOf(text, 'options');
  const extras = sectionOf(text, 'options.extras_require');
  const requires = options.get('install_requires') ?? '';
  return {
    name: sectionOf(text, 'metadata').get('name')?.trim(),
    dependencies: [
      ...dependenciesIn(requires.split('\n'), 'install_requires', false),
      ...[...extras].flatMap(([extra, list]) => dependenciesIn(list.split('\n'), extra, true)),
    ],
    requiresPython: options.get('python_requires')?.trim(),
    files: [requires, ...extras.values()].flatMap((list) => /^\s*file:\s*(.*)/.exec(list)?.[1]!.split(/[,\s]+/) ?? []).filter(Boolean),
    computed: false,
  };
}

/** The keys and values of a section. Indented lines belong to the key before them, as in Python's configparser. */
function sectionOf(text: string, name: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let section = '';
  let key: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*[#;]/.test(line)) continue;
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) [section, key] = [header.trim(), undefined];
    else if (section !== name) continue;
    else if (/^\s+\S/.test(line) && key !== undefined) values.set(key, `${values.get(key)}\n${line.trim()}`);
    else {
      const [, found, value] = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
      key = found?.toLowerCase();
      if (key !== undefined) values.set(key, value!);
    }
  }
  return values;
}

/** Reads the literal strings in the lists that setup.py passes to `setup`, directly or through a variable of the file. */
export function readSetupPy(text: string): SetupFacts {
  const code = text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g, (found) => (found.startsWith('#') ? '' : found));
  const requires = listIn(code, 'install_requires');
  const extras = bracketed(code, /\bextras_require\s*=\s*/, '{', '}');
  const files = [...code.matchAll(/["']([^"'\n]*requirements[^"'\n]*\.(?:txt|in))["']/g)].map(([, file]) => file!);
  const constant = (name: string): string | undefined => new RegExp(`\\b${name}\\s*=\\s*["']([^"'\\n]+)["']`).exec(code)?.[1];
  return {
    name: constant('name'),
    dependencies: [
      ...dependenciesIn(requires ?? [], 'install_requires', false),
      ...dependenciesIn(textsOf(extras ?? ''), 'extras_require', true),
    ],
    requiresPython: constant('python_requires'),
    files: [...new Set(files)],
    computed: /\binstall_requires\s*=/.test(code) && requires === undefined,
  };
}

/** The strings of a list passed to a keyword, directly or through a variable. Returns undefined if it is computed. */
function listIn(code: string, keyword: string): readonly string[] | undefined {
  const direct = bracketed(code, new RegExp(`\\b${keyword}\\s*=\\s*`), '[', ']');
  if (direct !== undefined) return textsOf(direct);
  const variable = new RegExp(`\\b${keyword}\\s*=\\s*([A-Za-z_]\\w*)\\s*[,)\\n]`).exec(code)?.[1];
  const list = variable === undefined ? undefined : bracketed(code, new RegExp(`^${variable}\\s*=\\s*`, 'm'), '[', ']');
  return list === undefined ? undefined : textsOf(list);
}

/** The text between the brackets after the start. Returns undefined if no bracket follows it. */
function bracketed(code: string, start: RegExp, open: string, close: string): string | undefined {
  const match = start.exec(code);
  const from = match ? match.index + match[0].length : -1;
  if (from < 0 || code[from] !== open) return undefined;
  let depth = 0;
  for (let i = from; i < code.length; i++) {
    if (code[i] === open) depth++;
    if (code[i] === close && --depth === 0) return code.slice(from + 1, i);
  }
  return code.slice(from + 1);
}

/** The strings in a piece of code, without the keys of dictionaries. */
function textsOf(code: string): readonly string[] {
  const texts = [...code.matchAll(/(?:"([^"\n]*)"|'([^'\n]*)')(\s*:)?/g)];
  return texts.flatMap(([, double, single, colon]) => (colon === undefined ? (double ?? single ?? '') : []));
}

function dependenciesIn(texts: readonly string[], group: string, optional: boolean): readonly Dependency[] {
  return texts.flatMap((text) => {
    const requirement = readRequirement(text);
    return requirement?.name === undefined ? [] : [dependencyOf(requirement, { group, dev: false, optional })];
  });
}
