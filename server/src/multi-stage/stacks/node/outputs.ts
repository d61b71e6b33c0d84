import { hasRole } from '../../../knowledge/programs.ts';
import { baseName, isWithin, joinPath, parentOf, shellPath } from '../../../base/paths.ts';
import { checkingTools } from '../../../knowledge/node-tools.ts';
import type { CommandWords } from '../../../facts/start/commands.ts';
import type { PackageJson } from './package-json.ts';
import type { NodeCommand } from './scripts.ts';

/** Where a tool writes: the value of an option, of its configuration file, or its default. */
interface Output {
  readonly options?: readonly string[];
  /** The option names a file; its folder is the output. */
  readonly file?: boolean;
  readonly configured?: Configured;
  /** The default folders, relative to the project; undefined when there is no default. */
  readonly otherwise: readonly string[] | undefined;
  /** Whether package.json says that the tool writes elsewhere. */
  readonly unless?: (packageJson: PackageJson) => boolean;
  /** A word of the command with which it writes elsewhere. */
  readonly unlessWord?: string;
}

/** How a configuration file names the folder. */
interface Configured {
  /** The file; without extension when it may have any of JavaScript's. */
  readonly file: string;
  /** Matches the folder as plain text; global. */
  readonly folder: RegExp;
  /** Matches other settings of the folder: with one of them and no plain text, the folder is not known. */
  readonly decides: RegExp;
}

/** A key of a configuration whose value is the folder. `more`: other settings of it. */
function key(file: string, name: string, more?: string): Configured {
  const folder = new RegExp(`["']?\\b${name}["']?\\s*:\\s*["']([^"']+)["']`, 'g');
  return { file, folder, decides: new RegExp(more === undefined ? `\\b${name}\\b` : `\\b${name}\\b|${more}`) };
}

/** A root that is not the project's own folder. */
const otherRoot = String.raw`\broot\s*:(?!\s*(?:__dirname|process\.cwd\(\)|["']\.?\/?["']))`;

/** Frameworks that run Vite and write to folders of their own. */
const frameworksOnVite: readonly string[] =
  '@remix-run/dev @react-router/dev @solidjs/start @sveltejs/kit @tanstack/react-start electron-vite laravel-vite-plugin nitropack vinxi'.split(
    ' ',
  );

/** create-react-app takes the folder from a variable. */
function setsBuildPath({ scripts }: PackageJson): boolean {
  return Object.values(scripts).some((script) => script.includes('BUILD_PATH'));
}

/** Defaults and options by the tools' own documentation, in 2026. */
const outputs: Readonly<Record<string, Output>> = {
  astro: { options: ['--outDir'], configured: key('astro.config', 'outDir', otherRoot), otherwise: ['dist'] },
  babel: { options: ['-d', '--out-dir'], otherwise: undefined },
  craco: { otherwise: ['build'], unless: setsBuildPath },
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
    unless: ({ facts }) => facts.dependencies.some(({ name, version = '' }) => name === 'nuxt' && /^[\^~]?2\b/.test(version)),
    unlessWord: 'generate',
  },
  parcel: {
    options: ['--dist-dir'],
    otherwise: ['dist'],
    unless: ({ facts }) => ['targets', 'distDir'].some((field) => facts.manifest.fields.has(field)),
  },
  'react-app-rewired': { otherwise: ['build'], unless: setsBuildPath },
  'react-scripts': { otherwise: ['build'], unless: setsBuildPath },
  rollup: { options: ['-d', '--dir', '-o', '--file'], file: true, otherwise: undefined },
  swc: { options: ['-d', '--out-dir'], otherwise: undefined },
  tsc: { options: ['--outDir'], configured: key('tsconfig.json', 'outDir', '"extends"'), otherwise: undefined },
  tsup: { options: ['-d', '--out-dir'], configured: key('tsup.config', 'outDir'), otherwise: ['dist'] },
  vite: {
    options: ['--outDir'],
    configured: key('vite.config', 'outDir', otherRoot),
    otherwise: ['dist'],
    unless: ({ has }) => frameworksOnVite.some(has),
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

/** The folders that commands of the project write, absolute; undefined when they are not known of one command. */
export function outputsOf(packageJson: PackageJson, commands: readonly NodeCommand[]): readonly string[] | undefined {
  const found = commands.map(({ words }) => outputsOfCommand(packageJson, words));
  if (!found.every((paths) => paths !== undefined)) return undefined;
  return [...new Set(found.flat())];
}

function outputsOfCommand(packageJson: PackageJson, [program = '', ...words]: CommandWords): readonly string[] | undefined {
  const tool = baseName(program);
  if (hasRole(tool, 'nodeScriptHelper')) return tool === 'shx' && words[0] !== 'rm' && words[0] !== 'mkdir' ? undefined : [];
  if (checkingTools.has(tool) || words.includes('--noEmit')) return [];
  const output = Object.hasOwn(outputs, tool) ? outputs[tool]! : undefined;
  if (!output || output.unless?.(packageJson) || words.includes(output.unlessWord ?? '\0')) return undefined;
  const named = optionValue(words, output.options ?? []) ?? configured(packageJson, output, words);
  if (named === 'unknown') return undefined;
  if (named === undefined)
    return withExports(packageJson, tool, words, output.otherwise)?.map((name) => joinPath(packageJson.folder, name));
  const path = shellPath(packageJson.folder, output.file && /\.\w+$/.test(named) ? parentOf(named) || '.' : named);
  return path === undefined || isWithin(path, packageJson.folder) ? undefined : [path];
}

/** Next.js writes static sites to `out`, in addition to its own folder. https://nextjs.org/docs/app/guides/static-exports */
function withExports({ textOf }: PackageJson, tool: string, words: readonly string[], folders: Output['otherwise']): Output['otherwise'] {
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
const maximumDepth = 4;

/** The folder that the tool's configuration names; undefined when it names none, `unknown` when it is not plain text. */
function configured(packageJson: PackageJson, { configured: where }: Output, words: readonly string[]): string | undefined {
  if (!where) return undefined;
  const given = where.file.startsWith('tsconfig') ? optionValue(words, ['-p', '--project', '-b', '--build']) : undefined;
  const file = given === undefined ? where.file : given.endsWith('.json') ? given : joinPath(given, 'tsconfig.json');
  const found = namesOf(file).find(packageJson.hasFile) ?? (file.startsWith('tsconfig') && packageJson.hasFile('tsconfig.json') ? 'tsconfig.json' : undefined); // prettier-ignore
  return found === undefined ? undefined : folderIn(packageJson, found, where, maximumDepth);
}

function folderIn(packageJson: PackageJson, name: string, where: Configured, depth: number): string | undefined {
  const text = packageJson.textOf(name)?.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  if (text === undefined || depth === 0) return 'unknown';
  const [first, ...others] = new Set([...text.matchAll(where.folder)].map(([, folder]) => folder!));
  if (first !== undefined) return others.length > 0 ? 'unknown' : first;
  // The extended file is in the same folder, so its paths are relative to the same folder.
  const extended = /"extends"\s*:\s*"\.\/([^"/]+?)(?:\.json)?"/.exec(name.startsWith('tsconfig') ? text : '')?.[1];
  if (extended !== undefined) return folderIn(packageJson, `${extended}.json`, where, depth - 1);
  return where.decides.test(text) ? 'unknown' : undefined;
}

const extensions = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'];

/** The names that a configuration file may have. */
function namesOf(file: string): readonly string[] {
  return file.endsWith('.json') ? [file] : extensions.map((extension) => `${file}.${extension}`);
}
