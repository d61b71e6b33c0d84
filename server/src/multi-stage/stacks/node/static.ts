import { absolutePath, baseName, isWithin } from '../../../base/paths.ts';
import { packageOfNodeTool } from '../../../knowledge/node-tools.ts';
import { message } from '../../../base/message.ts';
import { fetchedCopies, inPlace } from '../../core/delivery.ts';
import type { StageCopy } from '../../core/delivery.ts';
import type { NodeFacts } from './node.ts';
import { outputsOf } from './outputs.ts';
import { authorsBuild } from '../../core/recipe.ts';
import type { Project, Recipe } from '../../core/recipe.ts';
import { withoutNode } from '../../core/runtime-base.ts';
import type { RuntimeBase } from '../../core/runtime-base.ts';
import { isRuntimeOnly } from '../../core/runtime-stage.ts';
import { setupsAllow } from '../../core/setups.ts';
import type { CommandWords } from '../../evidence/start-command.ts';

/** Servers of static files from npm, and their options that take the next word. */
const nodeServers: Readonly<Record<string, readonly string[]>> = {
  'http-server': ['-p', '--port', '-a', '-c', '-d', '-e', '--proxy', '-P', '-C', '--cert', '-K', '--key', '--cors', '-t'],
  serve: ['-l', '--listen', '-p', '-c', '--config', '--ssl-cert', '--ssl-key', '--ssl-pass'],
  'sirv-cli': ['-p', '--port', '-H', '--host', '-m', '--maxage'],
};
const webServers: ReadonlySet<string> = new Set(['nginx', 'httpd', 'apache2ctl', 'apachectl', 'lighttpd', 'caddy']);

/** A site of static files: what the build makes, and the program that serves it. Undefined when it is none. */
export function staticRecipe(project: Project, facts: NodeFacts): Recipe | undefined {
  const server = serverOf(project, facts);
  const { manifest, commands, folder } = facts;
  if (!server || !manifest || !commands || folder === undefined || commands.length === 0) return undefined;
  const outputs = outputsOf(manifest, commands);
  const copies = outputs && server.serves(outputs);
  if (!copies || copies.length === 0 || !setupsAllow(project, folder, copies)) return undefined;
  const paths = copies.map(({ source }) => source).join(', ');
  return {
    ...facts.common,
    base: server.base,
    needs: [],
    stages: [{ name: 'build', from: undefined, lines: authorsBuild(project, isRuntimeOnly) }],
    copies,
    folders: [folder],
    head: [],
    preparations: [],
    repeatsCopy: ({ copy }) => !isWithin(folder, copy!.destination),
    costs: false,
    gains: true,
    decisions: [
      server.base.decision,
      message('{paths} is all that {program} serves: neither sources nor node_modules are copied.', { paths, program: server.program }),
    ],
  };
}

interface Server {
  readonly program: string;
  readonly base: RuntimeBase;
  /** What must be copied, of what the build makes; undefined when that is not known. */
  readonly serves: (outputs: readonly string[]) => readonly StageCopy[] | undefined;
}

function serverOf(project: Project, facts: NodeFacts): Server | undefined {
  const { start } = project.commands;
  const web = start.map(([program = '']) => baseName(program)).find((program) => webServers.has(program));
  if (web !== undefined) return webServer(project, facts, web);
  for (const words of start) {
    const own = nodeServer(facts, words);
    if (own) return { program: own.program, base: facts.base, serves: (outputs) => servedFolder(project, own.folder, outputs) };
  }
  return undefined;
}

/** A server of the system: what was put into its folder, or what the build makes where its configuration names the place. */
function webServer(project: Project, facts: NodeFacts, program: string): Server {
  const put = fetchedCopies(project.steps);
  return {
    program,
    base: withoutNode(project.stage, facts.base),
    serves: (outputs) => {
      const named = put.length === 0 && outputs.every((path) => isNamedIn(project, path));
      return named ? outputs.map((path) => inPlace(path, true)) : put;
    },
  };
}

/** Whether a file outside of the folders of the build, such as the server's configuration, names a path. */
function isNamedIn({ files, build }: Project, path: string): boolean {
  const name = new RegExp(`${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`);
  return files?.some((file) => /\.conf$|^\/etc\//.test(file.target) && name.test(build.text(file.path) ?? '')) ?? false;
}

/** A server from npm that is installed globally, or fetched by npx when the container starts: it needs no node_modules. */
function nodeServer({ manifest, builds }: NodeFacts, words: CommandWords): ServedFolder | undefined {
  const served = servedBy(words);
  if (!served) return undefined;
  const name = packageOfNodeTool(served.program);
  const global = builds.some((build) => build.what === 'node-global' && build.packages.some((request) => request.name === name));
  return global || (served.fetched && !manifest?.has(name)) ? served : undefined;
}

interface ServedFolder {
  readonly program: string;
  /** As written, the current one where none is. */
  readonly folder: string;
  /** By npx. */
  readonly fetched: boolean;
}

/** What a command of a server of static files serves; undefined for every other command. */
export function servedBy(words: CommandWords): ServedFolder | undefined {
  const fetched = /^(?:npx|pnpx|bunx)$/.test(baseName(words[0] ?? ''));
  const at = fetched ? words.findIndex((word, i) => i > 0 && !word.startsWith('-')) : 0;
  const program = baseName(words[at] ?? '').replace(/@[\d.]+$|@latest$/, '');
  const name = packageOfNodeTool(program);
  const valued = Object.hasOwn(nodeServers, name) ? nodeServers[name] : undefined;
  if (!valued) return undefined;
  const operand = words.slice(at + 1).find((word, i, rest) => !word.startsWith('-') && !valued.includes(rest[i - 1] ?? ''));
  return { program, folder: operand ?? '.', fetched };
}

function servedFolder({ model, stage }: Project, folder: string, outputs: readonly string[]): readonly StageCopy[] | undefined {
  const path = absolutePath(model.configOf(stage).workdir?.value, folder);
  return path !== undefined && outputs.some((output) => isWithin(output, path)) ? [inPlace(path, true)] : undefined;
}
