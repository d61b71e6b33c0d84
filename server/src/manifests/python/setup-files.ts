import type { Dependency } from '../project.ts';
import { dependencyOf } from './pyproject.ts';
import { readRequirement } from './requirement.ts';

/** What setup.cfg or setup.py says, as far as it is written out. */
export interface SetupFacts {
  readonly name: string | undefined;
  readonly dependencies: readonly Dependency[];
  readonly requiresPython: string | undefined;
  /** Lists of requirements that it reads. */
  readonly files: readonly string[];
  /** Some list is computed, so that only running the program tells it. */
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

/** The keys of a section with their values, lines that are indented belong to the key before them. Python's configparser. */
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

/** What of a setup.py is written out: texts in the lists that it passes to `setup`, or that it names and sets in the file. */
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

/** The texts of a list that a keyword is given, itself or by the name of a variable; undefined where it is computed. */
function listIn(code: string, keyword: string): readonly string[] | undefined {
  const direct = bracketed(code, new RegExp(`\\b${keyword}\\s*=\\s*`), '[', ']');
  if (direct !== undefined) return textsOf(direct);
  const variable = new RegExp(`\\b${keyword}\\s*=\\s*([A-Za-z_]\\w*)\\s*[,)\\n]`).exec(code)?.[1];
  const list = variable === undefined ? undefined : bracketed(code, new RegExp(`^${variable}\\s*=\\s*`, 'm'), '[', ']');
  return list === undefined ? undefined : textsOf(list);
}

/** What stands between the brackets after the start; undefined where no bracket follows it. */
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

/** Keys of a dictionary are left out. */
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
