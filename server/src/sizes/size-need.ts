import type { Facts } from '../facts/facts.ts';
import { manifestsOf } from '../manifests/manifests.ts';
import type { Instruction } from '../syntax/tree.ts';

/**
 * What would make an unknown size known: a default value for a variable, the build context, a lock file that fixes the packages, or only the
 * build itself.
 */
export type SizeNeed = 'argument' | 'context' | 'lockFile' | 'build';

/** What would make the size of the base image (FROM) or the layer of an instruction known. */
export function sizeNeed(instruction: Instruction, facts: Facts): SizeNeed {
  switch (instruction.keyword) {
    case 'FROM':
      return facts.model.stageOf(instruction)?.image?.resolved === undefined ? 'argument' : 'build';
    case 'COPY':
    case 'ADD':
      return needOfCopy(instruction, facts);
    case 'RUN':
      return needOfRun(instruction, facts);
    default:
      return 'build';
  }
}

function needOfCopy(instruction: Instruction, { copyOf, build }: Facts): SizeNeed {
  const sources = copyOf(instruction)?.sources ?? [];
  if (sources.some(({ value, heredoc }) => value === undefined && !heredoc)) return 'argument';
  const isFromContext = sources.some(({ kind }) => kind === 'path' || kind === 'glob');
  return isFromContext && build.snapshot.state !== 'known' ? 'context' : 'build';
}

/** An install of the project's packages is known from its files, best from the one that fixes all versions. */
function needOfRun(instruction: Instruction, { commandsOf, build }: Facts): SizeNeed {
  const installs = commandsOf(instruction).some(
    ({ packages }) => packages?.kind === 'language' && packages.verb === 'install' && packages.project,
  );
  if (!installs) return 'build';
  if (build.snapshot.state !== 'known') return 'context';
  const { projects } = manifestsOf(build);
  return projects.length > 0 && projects.every(({ locks }) => locks.length === 0) ? 'lockFile' : 'build';
}
