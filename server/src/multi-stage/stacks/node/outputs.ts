import { baseName, isWithin, joinPath, parentOf, shellPath } from '../../../base/paths.ts';
import { checkingTools } from '../../../knowledge/node-tools.ts';
import type { NodeCommand, NodeProject } from './project.ts';
import type { CommandWords } from '../../evidence/start-command.ts';

/** Where a tool writes: an option that names it, the file that configures it, or its default. */
interface Output {
  readonly options?: readonly string[];
  /** The option names a file, whose folder is what counts. */
  readonly file?: boolean;
  readonly configured?: Configured;
  /** Folders, relative to the project; undefined: known only when an option or the configuration says so. */
  readonly otherwise: readonly string[] | undefined;
  /** What in package.json tells that the tool writes to another place. */
  readonly unless?: RegExp;
  /** Words of the command with which it does. */
  readonly unlessWord?: string;
}

/** How a configuration file names the folder. */
interface Configured {
  /** The file; without extension, where it may be any of JavaScript's. */
  readonly file: string;
  /** What names the folder as plain text; global. */
  readonly folder: RegExp;
  /** What else decides about it: where that is there, and no plain folder, the folder is not known. */
  readonly decides: RegExp;
}

/** A key of a configuration whose value is the folder. `more`: what else decides about it. */
function key(file: string, name: string, more?: string): Configured {
  const folder = new RegExp(`["']?\\b${name}["']?\\s*:\\s*["']([^"']+)["']`, 'g');
  return { file, folder, decides: new RegExp(more === undefined ? `\\b${name}\\b` : `\\b${name}\\b|${more}`) };
}

/** A root that is not the project's own folder. */
const otherRoot = String.raw`\broot\s*:(?!\s*(?:__dirname|process\.cwd\(\)|["']\.?\/?["']))`;

/** Defaults and options by the tools' own documentation, in 2026. */
const outputs: Readonly<Record<string, Output>> = {
  astro: { options: ['--outDir'], configured: key('astro.config', 'outDir', otherRoot), otherwise: ['dist'] },
  babel: { options: ['-d', '--out-dir'], otherwise: undefined },
  craco: { otherwise: ['build'], unless: /BUILD_PATH/ },
  esbuild: { options: ['--outdir', '--outfile'], file: true, otherwise: undefined },
  gatsby: { otherwise: ['public'] },
  ncc: { options: ['-o', '--out'], otherwise: ['dist'] },
  nest: { configured: key('tsconfig.build.json', 'outDir', '"extends"'), otherwise: ['dist'] },
  next: { configured: key('next.config', 'distDir'), otherwise: ['.next'] },
  ng: { options: ['--output-path'], configured: key('angular.json', 'outputPath'), otherwise: ['dist'] },
  nuxi: { configured: key('nuxt.config', 'output'), otherwise: ['.output'], unlessWord: 'generate' },
  nuxt: {
    configured: key('nuxt.config', 'output'),
    otherwise: ['.output'],
    unless: /"nuxt"\s*:\s*"[\^~]?2\b/,
    unlessWord: 'generate',
  },
  parcel: { options: ['--dist-dir'], otherwise: ['dist'], unless: /"(?:targets|distDir)"/ },
  'react-app-rewired': { otherwise: ['build'], unless: /BUILD_PATH/ },
  'react-scripts': { otherwise: ['build'], unless: /BUILD_PATH/ },
  rollup: { options: ['-d', '--dir', '-o', '--file'], file: true, otherwise: undefined },
  swc: { options: ['-d', '--out-dir'], otherwise: undefined },
  tsc: { options: ['--outDir'], configured: key('tsconfig.json', 'outDir', '"extends"'), otherwise: undefined },
  tsup: { options: ['-d', '--out-dir'], configured: key('tsup.config', 'outDir'), otherwise: ['dist'] },
  vite: {
    options: ['--outDir'],
    configured: key('vite.config', 'outDir', otherRoot),
    otherwise: ['dist'],
    unless:
      /"(?:@remix-run\/dev|@react-router\/dev|@solidjs\/start|@sveltejs\/kit|@tanstack\/react-start|electron-vite|laravel-vite-plugin|nitropack|vinxi)"/,
  },
  'vue-cli-service': { options: ['--dest'], configured: key('vue.config', 'outputDir'), otherwise: ['dist'] },
  webpack: {
    options: ['-o', '--output-path'],
    configured: {
      file: 'webpack.config',
      folder: /path\s*:\s*path\.(?:resolve|join)\(\s*__dirname\s*,\s*["']([^"']+)["']\s*\)/g,
      decides: /\bpath\s*[:,}]/,
    },
    otherwise: ['dist'],
  },
};

/** Programs of a script that make nothing that the container needs, but for what their operands name. */
const harmless: ReadonlySet<string> = new Set([
  'rimraf',
  'tsc-alias',
  'del',
  'del-cli',
  'rm',
  'echo',
  'exit',
  'true',
  'test',
  'mkdir',
  'mkdirp',
  'shx',
  'cross-env',
  'dotenv-cli',
]);

/** What commands of the project make, absolute; undefined when it is not known of one of them. */
export function outputsOf(project: NodeProject, commands: readonly NodeCommand[]): readonly string[] | undefined {
  const found = commands.map(({ words }) => outputsOfCommand(project, words));
  if (!found.every((paths) => paths !== undefined)) return undefined;
  return [...new Set(found.flat())];
}

function outputsOfCommand(project: NodeProject, [program = '', ...words]: CommandWords): readonly string[] | undefined {
  const tool = baseName(program);
  if (harmless.has(tool)) return tool === 'shx' && words[0] !== 'rm' && words[0] !== 'mkdir' ? undefined : [];
  if (checkingTools.has(tool) || words.includes('--noEmit')) return [];
  const output = Object.hasOwn(outputs, tool) ? outputs[tool]! : undefined;
  if (!output || output.unless?.test(project.textOf('package.json') ?? '') || words.includes(output.unlessWord ?? '\0')) return undefined;
  const named = optionValue(words, output.options ?? []) ?? configured(project, output, words);
  if (named === 'unknown') return undefined;
  if (named === undefined) return withExports(project, tool, words, output.otherwise)?.map((name) => joinPath(project.folder, name));
  const path = shellPath(project.folder, output.file && /\.\w+$/.test(named) ? parentOf(named) || '.' : named);
  return path === undefined || isWithin(path, project.folder) ? undefined : [path];
}

/** Next.js writes static sites to `out`, beside its own folder. https://nextjs.org/docs/app/guides/static-exports */
function withExports({ textOf }: NodeProject, tool: string, words: readonly string[], folders: Output['otherwise']): Output['otherwise'] {
  if (tool !== 'next') return folders;
  const texts = namesOf('next.config').map((name) => textOf(name) ?? '');
  return words[0] === 'export' || texts.some((text) => /\boutput\s*:\s*["']export["']/.test(text)) ? ['.next', 'out'] : folders;
}

function optionValue(words: readonly string[], options: readonly string[]): string | undefined {
  for (const [i, word] of words.entries()) {
    const option = options.find((name) => word === name || word.startsWith(`${name}=`));
    if (option) return word === option ? words[i + 1] : word.slice(option.length + 1);
  }
  return undefined;
}

/** How often one file of TypeScript's configuration may extend another. */
const deepest = 4;

/** The folder that the tool's configuration names; undefined where it says nothing of it, `unknown` where it is no plain text. */
function configured(project: NodeProject, { configured: where }: Output, words: readonly string[]): string | undefined {
  if (!where) return undefined;
  const given = where.file.startsWith('tsconfig') ? optionValue(words, ['-p', '--project', '-b', '--build']) : undefined;
  const file = given === undefined ? where.file : given.endsWith('.json') ? given : joinPath(given, 'tsconfig.json');
  const found = namesOf(file).find(project.hasFile) ?? (file.startsWith('tsconfig') && project.hasFile('tsconfig.json') ? 'tsconfig.json' : undefined); // prettier-ignore
  return found === undefined ? undefined : folderIn(project, found, where, deepest);
}

function folderIn(project: NodeProject, name: string, where: Configured, depth: number): string | undefined {
  const text = project.textOf(name)?.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  if (text === undefined || depth === 0) return 'unknown';
  const [first, ...others] = new Set([...text.matchAll(where.folder)].map(([, folder]) => folder!));
  if (first !== undefined) return others.length > 0 ? 'unknown' : first;
  // What is extended lies in the same folder, so that its paths are relative to the same one.
  const extended = /"extends"\s*:\s*"\.\/([^"/]+?)(?:\.json)?"/.exec(name.startsWith('tsconfig') ? text : '')?.[1];
  if (extended !== undefined) return folderIn(project, `${extended}.json`, where, depth - 1);
  return where.decides.test(text) ? 'unknown' : undefined;
}

const extensions = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'];

/** The names that a configuration file may have. */
function namesOf(file: string): readonly string[] {
  return file.endsWith('.json') ? [file] : extensions.map((extension) => `${file}.${extension}`);
}
