import { baseName, joinPath } from '../../../base/paths.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import { npmNeeds } from '../../../knowledge/native-dependencies.ts';
import type { NativeNeeds } from '../../../knowledge/native-dependencies.ts';
import { packageOfNodeTool } from '../../../knowledge/node-tools.ts';
import { textAt } from '../../evidence/context-files.ts';
import type { CopiedFile } from '../../evidence/context-files.ts';
import { commandsInText } from '../../evidence/start-command.ts';
import type { CommandWords } from '../../evidence/start-command.ts';

/** What package.json and the files beside it say of a Node project. */
export interface NodeProject {
  /** Its folder in the image, absolute. */
  readonly folder: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  /** A lock file is copied, so that installing twice installs the same. */
  readonly locked: boolean;
  /** An install runs scripts of the project itself. */
  readonly hasInstallScripts: boolean;
  /** It has packages of its own beside it: workspaces, `file:` and `link:` dependencies. */
  readonly isMonorepo: boolean;
  /** Yarn keeps packages outside of the project (Plug'n'Play), where nothing copies them. */
  readonly plugAndPlay: boolean;
  /** Some package comes by git. */
  readonly usesGit: boolean;
  readonly needs: readonly NativeNeeds[];
  /** Whether it depends on a package, in development or at run time. */
  readonly has: (name: string) => boolean;
  /** Whether a file lies beside package.json. */
  readonly hasFile: (name: string) => boolean;
  /** The text of a file beside package.json, as far as it was read. */
  readonly textOf: (name: string) => string | undefined;
}

const lockFiles = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'];
const installScripts = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'];

/** Reads the project in a folder of the image; undefined when its package.json is not known. */
export function readNodeProject(files: readonly CopiedFile[] | undefined, build: BuildContext, folder: string): NodeProject | undefined {
  const textOf = (name: string): string | undefined => textAt(files, build, joinPath(folder, name));
  const manifest = parseObject(textOf('package.json'));
  if (!files || !manifest) return undefined;
  const dependencies = {
    ...strings(manifest.dependencies),
    ...strings(manifest.optionalDependencies),
    ...strings(manifest.peerDependencies),
  };
  const devDependencies = strings(manifest.devDependencies);
  const scripts = strings(manifest.scripts);
  const versions = Object.values({ ...dependencies, ...devDependencies });
  const names = new Set(files.map(({ target }) => target));
  const hasFile = (name: string): boolean => names.has(joinPath(folder, name));
  return {
    folder,
    scripts,
    dependencies: new Set(Object.keys(dependencies)),
    devDependencies: new Set(Object.keys(devDependencies)),
    locked: lockFiles.some(hasFile),
    hasInstallScripts: installScripts.some((name) => Object.hasOwn(scripts, name)),
    isMonorepo:
      manifest.workspaces !== undefined ||
      hasFile('pnpm-workspace.yaml') ||
      versions.some((version) => /^(?:file|link|portal|workspace):/.test(version)),
    plugAndPlay: isPlugAndPlay(manifest, textOf('.yarnrc.yml')),
    usesGit: versions.some((version) => /^(?:git|github:|gitlab:|bitbucket:)|\.git(?:#|$)|^[\w-]+\/[\w.-]+(?:#|$)/.test(version)),
    needs: Object.keys(dependencies).flatMap((name) => npmNeeds(name) ?? []),
    has: (name) => Object.hasOwn(dependencies, name) || Object.hasOwn(devDependencies, name),
    hasFile,
    textOf,
  };
}

/** Yarn 2 and later, unless they are told to make node_modules. https://yarnpkg.com/configuration/yarnrc#nodeLinker */
function isPlugAndPlay({ packageManager }: Readonly<Record<string, unknown>>, yarnrc: string | undefined): boolean {
  const berry = yarnrc !== undefined || (typeof packageManager === 'string' && /^yarn@[2-9]/.test(packageManager));
  return berry && !/^nodeLinker:\s*["']?(?:node-modules|pnpm)\b/m.test(yarnrc ?? '');
}

/** One command, and the package that brings its program; `node` for what Node itself runs. */
export interface NodeCommand {
  readonly words: CommandWords;
  /** Undefined: nothing of the project's (a shell's builtin, another program). */
  readonly package: string | undefined;
}

/** How deep scripts may call scripts. */
const deepest = 6;

/** What a command comes to in the end: `npm start` is what the script says. Undefined when a script is not there. */
export function resolveScripts(project: NodeProject, words: CommandWords, depth = 0): readonly NodeCommand[] | undefined {
  if (depth > deepest) return undefined;
  const [program = '', ...rest] = words;
  const script = scriptNamed(project, program, rest);
  if (script !== undefined) return withMore(scriptCommands(project, script, depth), passedOn(rest));
  const name = baseName(program);
  if (name === 'npx' || name === 'pnpx' || name === 'bunx' || name === 'cross-env' || name === 'dotenv' || name === 'env-cmd') {
    const inner = rest.findIndex((word) => !word.startsWith('-') && !/^\w+=/.test(word));
    const wrapped = inner < 0 ? [] : resolveScripts(project, rest.slice(inner), depth + 1);
    const self = name.startsWith('npx') || name.endsWith('px') || name === 'bunx' ? [] : [{ words, package: packageOfNodeTool(name) }];
    return wrapped && [...self, ...wrapped];
  }
  if (name === 'node' || name === 'nodejs')
    return [{ words, package: 'node' }, ...preloaded(rest).map((module) => ({ words, package: module }))];
  return [{ words, package: packageOfNodeTool(name) }];
}

/** The script that a package manager is asked to run; undefined for any other command. */
function scriptNamed({ scripts }: NodeProject, program: string, words: readonly string[]): string | undefined {
  const manager = /(?:^|\/)(npm|yarn|pnpm|bun)$/.exec(program)?.[1];
  if (!manager) return undefined;
  const [verb = '', name = ''] = words.filter((word) => !word.startsWith('-'));
  if (verb === 'start' || verb === 'test') return verb;
  if (/^(?:run|run-script)$/.test(verb)) return name;
  return manager !== 'npm' && verb !== '' && verb !== 'exec' && verb !== 'dlx' && Object.hasOwn(scripts, verb) ? verb : undefined;
}

/** What stands behind `--` goes to the script's last command. https://docs.npmjs.com/cli/v11/commands/npm-run */
function passedOn(words: readonly string[]): readonly string[] {
  const at = words.indexOf('--');
  return at < 0 ? [] : words.slice(at + 1);
}

function withMore(commands: readonly NodeCommand[] | undefined, more: readonly string[]): readonly NodeCommand[] | undefined {
  return more.length === 0 ? commands : commands?.map((command, i) => (i < commands.length - 1 ? command : { ...command, words: [...command.words, ...more] })); // prettier-ignore
}

function scriptCommands(project: NodeProject, name: string, depth: number): readonly NodeCommand[] | undefined {
  // https://docs.npmjs.com/cli/v11/using-npm/scripts#npm-start
  const script = project.scripts[name] ?? (name === 'start' ? 'node server.js' : undefined);
  if (script === undefined) return undefined;
  const texts = [project.scripts[`pre${name}`], script, project.scripts[`post${name}`]].flatMap((text) => text ?? []);
  const found = texts.flatMap((text) => commandsInText(text)).map((words) => resolveScripts(project, words, depth + 1));
  return found.every((commands) => commands !== undefined) ? found.flat() : undefined;
}

/** Modules that Node is told to load first: `-r dotenv/config`, `--import tsx`. */
function preloaded(words: readonly string[]): readonly string[] {
  return words.flatMap((word, i) => {
    const [, attached] = /^--(?:require|import|loader|experimental-loader)=(.+)$/.exec(word) ?? [];
    const module = attached ?? (/^(?:-r|--require|--import|--loader|--experimental-loader)$/.test(word) ? words[i + 1] : undefined);
    return module === undefined || /^[./]/.test(module) ? [] : [/^(@[^/]+\/[^/]+|[^/]+)/.exec(module)![1]!];
  });
}

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function strings(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
