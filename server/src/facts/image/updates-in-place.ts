import type { DockerfileModel, Stage } from '../../model/model.ts';
import { rootStage } from '../../model/stages.ts';
import { hasOption } from '../../shell/tools/options.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { Facts } from '../facts.ts';

/**
 * The package managers that an official image has in /usr/local, where they also install to, by its repository. Their own update has the
 * path of the old program. Debian's own pip is different: it is in /usr/bin and installs to /usr/local/bin.
 * https://github.com/docker-library/python, https://github.com/nodejs/docker-node (2026-11)
 */
const inPrefix: Readonly<Record<string, readonly string[]>> = { python: ['pip', 'pip3'], node: ['npm'] };

/** Options and variables with which these install somewhere else. */
const otherPlace = ['--user', '--target', '-t', '--prefix', '-C', '--root'] as const;
const otherPlaceVariables = ['PIP_USER', 'PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT', 'NPM_CONFIG_PREFIX', 'npm_config_prefix', 'PREFIX'];

/**
 * Whether a program that the RUN installs anew (`pip install -U pip`) is certain to stay where it is. Only known for root, who may write
 * into the folders of the image.
 */
export function updatesInPlace(program: string, run: Instruction, stage: Stage, model: DockerfileModel, facts: Facts): boolean {
  const { image, base } = rootStage(stage);
  if (!image || !base || !Object.hasOwn(inPrefix, image.repository) || !inPrefix[image.repository]!.includes(program)) return false;
  const user = model.configBefore(run).user?.value ?? 'root';
  if (user !== 'root' && user !== '0') return false;
  const scope = model.scopeAt(run);
  if (otherPlaceVariables.some((name) => scope.lookup(name) !== undefined)) return false;
  const others = facts.commandsOf(run).filter(({ packages }) => packages?.toolWord.value === program);
  return others.every(({ packages, inner }) => inner.assignments.length === 0 && !hasOption(packages!.args, ...otherPlace));
}
