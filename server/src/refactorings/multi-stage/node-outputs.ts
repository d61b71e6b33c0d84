import { checkingTools } from '../../knowledge/node-tools.ts';
import { absolutePath, isWithin, joinPath } from './paths.ts';
import type { NodeCommand, NodeProject } from './node-project.ts';
import type { CommandWords } from './start-command.ts';

/** Where a tool writes: an option that names it, the file that configures it, or its default. */
interface Output {
  readonly options?: readonly string[];
  /** The option names a file, whose folder is what counts. */
  readonly file?: boolean;
  /** The configuration file (without extension, where it may be any of JavaScript's), and what in it names the folder. */
  readonly configured?: { readonly file: string; readonly folder: RegExp };
  /** Folders, relative to the project; undefined: known only when an option or the configuration says so. */
  readonly otherwise: readonly string[] | undefined;
}

const outDir = /["']?outDir["']?\s*:\s*["']([^"']+)["']/;

/** Defaults and options by the tools' own documentation, in 2026. */
const outputs: Readonly<Record<string, Output>> = {
  astro: { options: ['--outDir'], configured: { file: 'astro.config', folder: outDir }, otherwise: ['dist'] },
  babel: { options: ['-d', '--out-dir'], otherwise: undefined },
  craco: { otherwise: ['build'] },
  esbuild: { options: ['--outdir', '--outfile'], file: true, otherwise: undefined },
  gatsby: { otherwise: ['public'] },
  ncc: { options: ['-o', '--out'], otherwise: ['dist'] },
  nest: { configured: { file: 'tsconfig.json', folder: outDir }, otherwise: ['dist'] },
  next: { configured: { file: 'next.config', folder: /distDir\s*:\s*["']([^"']+)["']/ }, otherwise: ['.next'] },
  nuxi: { otherwise: ['.output'] },
  nuxt: { otherwise: ['.output'] },
  parcel: { options: ['--dist-dir'], otherwise: ['dist'] },
  'react-app-rewired': { otherwise: ['build'] },
  'react-scripts': { otherwise: ['build'] },
  rollup: { options: ['-d', '--dir', '-o', '--file'], file: true, otherwise: undefined },
  swc: { options: ['-d', '--out-dir'], otherwise: undefined },
  tsc: { options: ['--outDir'], configured: { file: 'tsconfig.json', folder: outDir }, otherwise: undefined },
  tsup: { options: ['-d', '--out-dir'], otherwise: ['dist'] },
  vite: { options: ['--outDir'], configured: { file: 'vite.config', folder: outDir }, otherwise: ['dist'] },
  'vue-cli-service': {
    options: ['--dest'],
    configured: { file: 'vue.config', folder: /outputDir\s*:\s*["']([^"']+)["']/ },
    otherwise: ['dist'],
  },
  webpack: { options: ['-o', '--output-path'], configured: { file: 'webpack.config', folder: /path\s*:\s*path\.(?:resolve|join)\(\s*__dirname\s*,\s*["']([^"']+)["']\s*\)/ }, otherwise: ['dist'] }, // prettier-ignore
};

/** Programs of a script that make nothing that the container needs, but for what their operands name. */
const harmless: ReadonlySet<string> = new Set([
  'rimraf',
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
  const tool = program.slice(program.lastIndexOf('/') + 1);
  if (harmless.has(tool)) return tool === 'shx' && words[0] !== 'rm' && words[0] !== 'mkdir' ? undefined : [];
  if (checkingTools.has(tool) || words.includes('--noEmit')) return [];
  const output = Object.hasOwn(outputs, tool) ? outputs[tool]! : undefined;
  if (!output) return undefined;
  const option = optionValue(words, output.options ?? []);
  if (tool === 'tsc' && option === undefined && optionValue(words, ['-p', '--project', '-b', '--build']) !== undefined) return undefined;
  const named = option ?? configured(project, output);
  if (named === undefined) return output.otherwise?.map((name) => joinPath(project.folder, name));
  const path = absolutePath(project.folder, output.file && /\.\w+$/.test(named) ? named.replace(/\/?[^/]*$/, '') || '.' : named);
  return path === undefined || isWithin(path, project.folder) || /[$`]/.test(named) ? undefined : [path];
}

function optionValue(words: readonly string[], options: readonly string[]): string | undefined {
  for (const [i, word] of words.entries()) {
    const option = options.find((name) => word === name || word.startsWith(`${name}=`));
    if (option) return word === option ? words[i + 1] : word.slice(option.length + 1);
  }
  return undefined;
}

const extensions = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'];

/** The folder that the tool's configuration names. */
function configured({ textOf }: NodeProject, { configured: where }: Output): string | undefined {
  if (!where) return undefined;
  const names = where.file.endsWith('.json') ? [where.file] : extensions.map((extension) => `${where.file}.${extension}`);
  for (const name of names) {
    const found = where.folder.exec(textOf(name) ?? '')?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
