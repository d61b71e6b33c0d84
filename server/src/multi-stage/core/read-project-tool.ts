import { baseName, cleanPath, isWithin, parentOf, shellPath } from '../../base/paths.ts';
import type { ShellCommand } from '../../shell/script.ts';
import type { Action, Build } from './actions.ts';
import type { CommandPlace } from './read-run.ts';

/** Programs that run a tool of a Node project, and tools that are often installed globally. */
const nodePrograms: ReadonlySet<string> = new Set(
  'node npx pnpx bunx esbuild grunt gulp ng nest next nuxt nx rollup sass tsc tsup turbo vite vue vue-cli-service webpack webpack-cli'.split(
    ' ',
  ),
);
/** Generators and build tools that write below the folder that they run in, when they are not told to install. */
const buildPrograms: ReadonlySet<string> = new Set(
  'make mage task just buf protoc swag templ sqlc wire mockgen statik packr packr2 goreleaser strip upx'.split(' '),
);

/** Those that do whatever their file says. */
const taskRunners: ReadonlySet<string> = new Set(['make', 'mage', 'task', 'just']);

const compilers: ReadonlySet<string> = new Set('gcc g++ cc c++ clang clang++'.split(' '));

/** What a tool of the project does; undefined for a program that may do anything. `command` is without wrappers. */
export function readProjectTool(tool: string, command: ShellCommand, place: CommandPlace): Action | undefined {
  const { folder } = place;
  // It sets up the package manager, which the container may start too.
  if (tool === 'corepack') return { kind: 'setup', program: tool, repeatable: true, paths: [] };
  if (folder === undefined) return undefined;
  const build = readBuild(tool, command, folder, place);
  return build && { kind: 'build', build };
}

function readBuild(tool: string, command: ShellCommand, folder: string, { valueOf }: CommandPlace): Build | undefined {
  const words = command.args.map(({ value }) => value);
  if (nodePrograms.has(tool)) return namesOtherPlace(words, folder) ? undefined : { what: 'node-tool', folder, command };
  if (/^python[\d.]*$/.test(tool)) return readPython(command, folder, valueOf);
  if (compilers.has(tool)) return readCompiler(tool, command, folder, valueOf);
  const elsewhere = taskRunners.has(tool) && (words.some((word) => /install/.test(word)) || namesOtherPlace(words, folder));
  return buildPrograms.has(tool) && !elsewhere ? { what: 'tool', folder, program: tool } : undefined;
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
function readCompiler(tool: string, { args }: ShellCommand, folder: string, valueOf: CommandPlace['valueOf']): Build | undefined {
  const at = args.findIndex(({ value }) => value.startsWith('-o'));
  if (at < 0) return { what: 'tool', folder, program: tool };
  const word = args[at]!.value === '-o' ? args[at + 1] : undefined;
  const file = word && valueOf(word);
  const path = file === undefined ? undefined : shellPath(folder, file);
  if (path === undefined) return undefined;
  return isWithin(folder, path) ? { what: 'tool', folder, program: tool } : { what: 'fetch', path, program: tool };
}

/** `python -m venv`, and known scripts. spaCy gets its models by pip. What another module or `-c` does is not known. */
function readPython({ args }: ShellCommand, folder: string, valueOf: CommandPlace['valueOf']): Build | undefined {
  const [first, second] = args;
  if (first && !first.value.startsWith('-')) return readScript(first.value, second?.value, folder);
  if (first?.value !== '-m' || !second) return undefined;
  if (second.value === 'spacy' && args[2]?.value === 'download') return { what: 'cache' };
  if (/^(?:compileall|pytest|unittest|mypy|flake8|black|ruff)$/.test(second.value)) return { what: 'cache' };
  const target =
    second.value === 'venv' || second.value === 'virtualenv' ? args.findLast(({ value }) => !value.startsWith('-')) : undefined;
  const at = target && target !== second ? valueOf(target) : undefined;
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
