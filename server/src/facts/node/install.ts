import { shellPath } from '../../base/paths.ts';
import type { NodeTool } from '../../manifests/node/project.ts';
import { isNodeTool } from '../../manifests/node/project.ts';
import { hasOption, optionOf, optionsOf } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { InstructionCommand } from '../commands/words.ts';
import { expandWords } from '../commands/words.ts';

/** A package in the arguments of a command. */
export interface NodeRequest {
  readonly name: string;
  /** A version, a range or a tag; undefined for the newest version. */
  readonly range: string | undefined;
}

/** What a command of npm, Yarn, pnpm or Bun is asked to install. */
export interface NodeInstall {
  readonly tool: NodeTool;
  /** `project`: what package.json lists. `named`: the packages of its arguments. `global`: these, for all users. */
  readonly target: 'project' | 'named' | 'global';
  /** The folder of the project; undefined if it is unknown. */
  readonly folder: string | undefined;
  /** The folder that receives the packages. */
  readonly modules: string | undefined;
  readonly requests: readonly NodeRequest[];
  /** Archives, repositories and words whose value is only known during the build. */
  readonly nameless: readonly string[];
  /** Whether development dependencies are installed. */
  readonly development: boolean;
  readonly optional: boolean;
  /** Whether packages run their install scripts, which may download more. */
  readonly scripts: boolean;
  /** Whether it first deletes what is installed. */
  readonly isFresh: boolean;
}

/** Reads a command that installs packages. Returns undefined for any other command. */
export function readNodeInstall(packages: PackageCommand, context: InstructionCommand): NodeInstall | undefined {
  const { tool, verb, verbText, args } = packages;
  if (!isNodeTool(tool) || (verb !== 'install' && verb !== 'download')) return undefined;
  const target = isGlobal(packages) ? 'global' : packages.packages.length > 0 && verbText !== 'workspaces focus' ? 'named' : 'project';
  const folder = folderOf(packages, context);
  const { requests, nameless } = target === 'project' ? { requests: [], nameless: [] } : requestsOf(packages, context);
  return {
    tool,
    target,
    folder,
    modules: target === 'global' ? globalFolder(packages, context) : folder && `${folder === '/' ? '' : folder}/node_modules`,
    requests,
    nameless,
    development: !isProduction(packages, context),
    optional: !hasOption(args, '--no-optional', '--ignore-optional') && !omits(packages, context, 'optional'),
    scripts: !hasOption(args, '--ignore-scripts') && !/^true$/i.test(setting('ignore_scripts', context) ?? ''),
    isFresh: tool === 'npm' && /^(?:ci|ic|clean-install|install-clean|isntall-clean)$/.test(verbText),
  };
}

/** The folder in which the command of a package manager works: an option can choose another one. Undefined if it is unknown. */
export function folderOf({ tool, args }: PackageCommand, { command }: InstructionCommand): string | undefined {
  const names = { npm: ['--prefix', '-C'], yarn: ['--cwd'], pnpm: ['-C', '--dir', '--prefix'], bun: ['--cwd'] }[tool as NodeTool];
  const chosen = optionOf(args, ...names);
  if (!chosen || isGlobalOption(args)) return command.folder;
  const value = chosen.valueWord ? command.valueOfWord(chosen.valueWord) : chosen.value;
  return value === undefined ? undefined : shellPath(command.folder, value);
}

const isGlobalOption = (args: PackageCommand['args']): boolean =>
  hasOption(args, '-g', '--global') || optionOf(args, '--location')?.value === 'global';

function isGlobal({ verbText, args }: PackageCommand): boolean {
  return verbText === 'global add' || isGlobalOption(args);
}

/** https://docs.npmjs.com/cli/v11/configuring-npm/folders, `yarn global dir`, https://pnpm.io/settings#global-dir, https://bun.sh/docs/pm/cli/install */
function globalFolder({ tool, args }: PackageCommand, context: InstructionCommand): string | undefined {
  const { command } = context;
  if (tool === 'yarn') return '/usr/local/share/.config/yarn/global/node_modules';
  if (tool === 'pnpm') return `${command.environment('PNPM_HOME') ?? '/root/.local/share/pnpm'}/global/node_modules`;
  if (tool === 'bun') return `${command.environment('BUN_INSTALL') ?? '/root/.bun'}/install/global/node_modules`;
  const prefix = optionOf(args, '--prefix')?.value ?? setting('prefix', context) ?? '/usr/local';
  const folder = shellPath(command.folder, prefix);
  return folder && `${folder}/lib/node_modules`;
}

function requestsOf({ packages }: PackageCommand, context: InstructionCommand): Pick<NodeInstall, 'requests' | 'nameless'> {
  const requests: NodeRequest[] = [];
  const nameless: string[] = [];
  for (const { name, version, source, word } of packages) {
    const texts = word.literal ? [word.value] : expandWords(word, context);
    if (word.literal && source === 'repository') requests.push({ name, range: version });
    else if (!texts) {
      // `pnpm@$PNPM_VERSION`: only the version depends on the build.
      const known = /^((?:@[\w.-]+\/)?[\w.-]+)@\$/.exec(word.value)?.[1];
      if (known === undefined) nameless.push(word.value);
      else requests.push({ name: known, range: undefined });
    } else {
      for (const text of texts) {
        const [, ownName, range] = /^(@[\w.-]+\/[\w.-]+|[\w.-]+)(?:@([\w.^~<>=*-]+))?$/.exec(text) ?? [];
        if (ownName !== undefined && /^[@\w]/.test(text)) requests.push({ name: ownName, range });
        else nameless.push(text);
      }
    }
  }
  return { requests, nameless };
}

/**
 * Whether development dependencies are left out: by an option, a setting in the environment, or NODE_ENV, which npm, Yarn 1 and pnpm read.
 * https://docs.npmjs.com/cli/v11/using-npm/config#omit, https://classic.yarnpkg.com/lang/en/docs/cli/install/,
 * https://yarnpkg.com/cli/workspaces/focus, https://pnpm.io/cli/install, https://bun.sh/docs/pm/cli/install
 */
function isProduction(packages: PackageCommand, context: InstructionCommand): boolean {
  const { tool, args, verbText } = packages;
  const named = optionOf(args, '--production', '--prod', ...(tool === 'pnpm' ? ['-P'] : []), ...(tool === 'bun' ? ['-p'] : []));
  if (named) return named.value !== 'false';
  if (optionsOf(args, '--only').some(({ value }) => /^prod(?:uction)?$/.test(value ?? ''))) return true;
  if (optionsOf(args, '--include').some(({ value }) => value === 'dev') || hasOption(args, '--dev', '-D')) return false;
  if (omits(packages, context, 'dev')) return true;
  const byVariable = setting('production', context) ?? setting('only', context);
  if (byVariable !== undefined && tool !== 'bun') return /^(?:true|1|prod(?:uction)?)$/.test(byVariable);
  const readsVariable = tool !== 'bun' && verbText !== 'workspaces focus';
  return readsVariable && context.command.environment('NODE_ENV') === 'production';
}

function omits({ args }: PackageCommand, context: InstructionCommand, group: string): boolean {
  const values = [...optionsOf(args, '--omit').map(({ value }) => value), setting('omit', context)];
  return values.some((value) => value?.split(/[\s,]+/).includes(group));
}

/** A setting of npm in the environment: `npm_config_omit`. */
function setting(name: string, { command }: InstructionCommand): string | undefined {
  return command.environment(`npm_config_${name}`) ?? command.environment(`NPM_CONFIG_${name.toUpperCase()}`);
}
