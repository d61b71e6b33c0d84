import { baseName, cleanPath, isWithin, parentOf, shellPath } from '../../base/paths.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { Action, Build } from './actions.ts';

/** What a tool of the project does; undefined for a program that may do anything. */
export function readProjectTool(command: CommandFact): Action | undefined {
  const { folder, program = '' } = command;
  // It sets up the package manager, which the container may start too.
  if (program === 'corepack') return { kind: 'setup', program, repeatable: true, paths: [] };
  if (folder === undefined) return undefined;
  const build = readBuild(program, command, folder);
  return build && { kind: 'build', build };
}

function readBuild(program: string, command: CommandFact, folder: string): Build | undefined {
  const words = command.args.map(({ value }) => value);
  if (hasRole(program, 'nodeTool'))
    return namesOtherPlace(words, folder) ? undefined : { what: 'node-tool', folder, command: command.inner };
  if (/^python[\d.]*$/.test(program)) return readPython(command, folder);
  if (hasRole(program, 'compiler')) return readCompiler(program, command, folder);
  const elsewhere = hasRole(program, 'taskRunner') && (words.some((word) => /install/.test(word)) || namesOtherPlace(words, folder));
  return hasRole(program, 'generator') && !elsewhere ? { what: 'tool', folder, program } : undefined;
}

/** Options whose value is a path of addresses, not of files: `--base-href /shop/`. */
const addressOptions = /base|href|url|public|route/i;

/** Whether a word names a place outside of the working folder, where the command may write: `DESTDIR=/out`, `--out /srv/www`. */
export function namesOtherPlace(words: readonly string[], folder: string): boolean {
  return words.some((word, i) => {
    const [, option = words[i - 1] ?? '', place] = /^(?:(.*?)=)?(\/.*)$/.exec(word) ?? [];
    if (place === undefined || (option.startsWith('-') && addressOptions.test(option))) return false;
    return !place.startsWith('/dev/') && !isWithin(folder, cleanPath(place));
  });
}

/** A program that is compiled to a place outside of the working folder (`gcc -o /usr/local/bin/x x.c`) is fetched from there. */
function readCompiler(tool: string, command: CommandFact, folder: string): Build | undefined {
  const { args } = command;
  const at = args.findIndex(({ value }) => value.startsWith('-o'));
  if (at < 0) return { what: 'tool', folder, program: tool };
  const word = args[at]!.value === '-o' ? args[at + 1] : undefined;
  const file = word && command.valueOfWord(word);
  const path = file === undefined ? undefined : shellPath(folder, file);
  if (path === undefined) return undefined;
  return isWithin(folder, path) ? { what: 'tool', folder, program: tool } : { what: 'fetch', path, program: tool };
}

/** `python -m venv`, and known scripts. spaCy gets its models by pip. What another module or `-c` does is not known. */
function readPython(command: CommandFact, folder: string): Build | undefined {
  const { args } = command;
  const [first, second] = args;
  if (first && !first.value.startsWith('-')) return readScript(first.value, second?.value, folder);
  if (first?.value !== '-m' || !second) return undefined;
  if (second.value === 'spacy' && args[2]?.value === 'download') return { what: 'cache' };
  if (/^(?:compileall|pytest|unittest|mypy|flake8|black|ruff)$/.test(second.value)) return { what: 'cache' };
  const target =
    second.value === 'venv' || second.value === 'virtualenv' ? args.findLast(({ value }) => !value.startsWith('-')) : undefined;
  const at = target && target !== second ? command.valueOfWord(target) : undefined;
  const path = at === undefined ? undefined : shellPath(folder, at);
  return path === undefined ? undefined : { what: 'venv', path };
}

/** Verbs of scripts of a project that write below their folder (or where Django's settings say), and no package elsewhere. */
const scriptVerbs: Readonly<Record<string, RegExp>> = {
  'manage.py': /^(?:check|collectstatic|compilemessages|compress|createcachetable|loaddata|makemigrations|migrate|test)$/,
  'setup.py': /^build(?:_ext)?$/,
};

/** What other scripts of the project do is not known: many fetch models or data to some folder of the user. */
function readScript(script: string, verb: string | undefined, folder: string): Build | undefined {
  const name = baseName(script);
  const known = Object.hasOwn(scriptVerbs, name) && scriptVerbs[name]!.test(verb ?? '');
  const path = shellPath(folder, script);
  return known && path !== undefined ? { what: 'tool', folder: parentOf(path), program: name === 'manage.py' ? verb! : name } : undefined;
}
