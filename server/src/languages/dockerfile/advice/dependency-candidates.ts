import { message } from '../../../base/message.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { factsOf } from '../../../facts/facts.ts';
import { productionOption } from '../../../facts/production-option.ts';
import { isForDevelopment, mentions } from '../../../facts/stage-text.ts';
import { mayBeModernYarn } from '../../../facts/yarn.ts';
import { manifestsOf } from '../../../manifests/manifests.ts';
import type { Stage } from '../../../model/model.ts';
import { isForLinux, lineageOf, rootStage } from '../../../model/stages.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { DockerfileDocument } from '../document.ts';
import { riskOf } from './risks.ts';
import type { Candidate } from '../../saving.ts';

/** A command of a RUN in the final image. */
interface Step {
  readonly run: Instruction;
  readonly command: CommandFact;
}

/**
 * Installs of Node.js projects in the final image that include the development dependencies, if nothing after them may need these: no later
 * command of a package manager or of Node.js. Other ecosystems have a rule.
 */
export function dependencyCandidates({ model, build }: DockerfileDocument): readonly Candidate[] {
  const { final } = model;
  if (!final || !isForLinux(final) || isForDevelopment(final) || !hasDevelopmentDependencies(build)) return [];
  const facts = factsOf(model, build);
  const runs = lineageOf(final).flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'RUN'));
  const steps = runs.flatMap((run) => facts.commandsOf(run).map((command): Step => ({ run, command })));
  return steps.flatMap(({ run, command }, i) => {
    const packages = command.packages;
    if (!packages || packages.verb !== 'install' || !packages.project || command.conditional || isForProduction(command, final)) return [];
    if (packages.tool === 'yarn' && mayBeModernYarn(packages, final, facts)) return [];
    const option = productionOption(packages.tool, rootStage(final), false);
    if (option === undefined || steps.slice(i + 1).some(usesDependencies)) return [];
    return {
      source: 'development-dependencies',
      title: message('Add {option}', { option }),
      reason: message('The development dependencies of package.json are in the image.'),
      level: 'suggestion',
      risk: riskOf('development-dependencies-installed'),
      at: { start: run.keywordSpan.start, end: run.keywordSpan.end },
      change: { kind: 'edits', edits: [{ ...packages.optionPlace, newText: ` ${option}` }] },
    };
  });
}

function hasDevelopmentDependencies(build: DockerfileDocument['build']): boolean {
  if (build.snapshot.state !== 'known') return false;
  return manifestsOf(build).projects.some(({ ecosystem, dependencies }) => ecosystem === 'node' && dependencies.some(({ dev }) => dev));
}

function isForProduction({ packages }: CommandFact, final: Stage): boolean {
  return hasOption(packages!.args, '--production', '--prod', '-P', '--omit', '--only', '--include', '--dev') || mentions(final, /NODE_ENV/);
}

/** Whether a command may run something that only developers need: a script of package.json, a compiler, a program that is not known. */
function usesDependencies({ command: { packages, kind } }: Step): boolean {
  if (packages) return packages.kind === 'language' && packages.verb !== 'clean';
  return kind === 'build' || kind === 'unknown';
}
