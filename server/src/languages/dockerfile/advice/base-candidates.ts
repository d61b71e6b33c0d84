import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';
import { needOfFullImage } from '../../../facts/full-image-needs.ts';
import type { FullImageNeed } from '../../../facts/full-image-needs.ts';
import { factsOf } from '../../../facts/facts.ts';
import type { Facts } from '../../../facts/facts.ts';
import { hasRole, programName } from '../../../knowledge/programs.ts';
import type { DockerfileModel, Stage } from '../../../model/model.ts';
import { alpineTag, slimmerImage } from '../../../model/slimmer-image.ts';
import type { SlimmerImage } from '../../../model/slimmer-image.ts';
import { isForLinux, lineageOf, rootStage } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { DockerfileDocument } from '../document.ts';
import type { Candidate } from '../../saving.ts';

/** Smaller variants of the base image of the final stage, with the same version. */
export function baseCandidates(document: DockerfileDocument): readonly Candidate[] {
  const { model, build, rules } = document;
  if (!model.final || rules.settings.byRule['slimmer-base-image']?.severity === 'off') return [];
  const lineage = lineageOf(model.final);
  const { image, base } = rootStage(model.final);
  if (!image?.tag || !image.tagSpan || image.digest !== undefined || image.registry !== 'docker.io' || !isForLinux(model.final)) return [];
  const { repository, tag, tagSpan: at } = image;
  const facts = factsOf(model, build);
  const to = (newTag: string, risk: Message): Candidate => ({
    source: 'smaller-base',
    title: message('Use {image} as the base image', { image: `${repository}:${newTag}` }),
    reason: undefined,
    level: 'suggestion',
    risk,
    at,
    change: { kind: 'edits', edits: [{ start: at.start, end: at.end, newText: newTag }] },
  });
  const slim = base && slimmerImage(repository, tag, base);
  const need = slim && worstNeed(lineage.map((stage) => needOfFullImage(stage, base, slim.base, { facts, build })));
  const alpine = alpineTag(repository, tag);
  return [
    ...(slim && need !== 'program' ? [to(slim.tag, slimRisk(slim, need))] : []),
    ...(alpine !== undefined && need !== 'program' && !usesOwnDistribution(lineage, facts) ? [to(alpine, alpineRisk)] : []),
  ];
}

const alpineRisk = message(
  'Alpine uses musl instead of glibc and has no bash: compiled packages and programs have to be available for it. Test the image.',
);

function slimRisk({ kind }: SlimmerImage, need: FullImageNeed | undefined): Message {
  if (kind === 'docs') return message('It has no documentation and translations.');
  if (kind === 'jre') return message('It has no compiler and no tools for development.');
  if (need === undefined) return message('It has no compilers, curl and git. Nothing in the file uses them; the application might.');
  return message('It has no compilers, curl and git. Packages that have to be compiled then need them: install those in a build stage.');
}

function worstNeed(needs: readonly (FullImageNeed | undefined)[]): FullImageNeed | undefined {
  return needs.find((need) => need === 'program') ?? needs.find((need) => need !== undefined);
}

/** Whether a stage uses the package manager or the shell of its distribution, so that it cannot change to another one by its tag alone. */
function usesOwnDistribution(lineage: readonly Stage[], { model, commandsOf }: Facts): boolean {
  return lineage.some(({ instructions }) =>
    instructions.some((instruction) => {
      if (instruction.keyword === 'SHELL') return true;
      if (startsBash(instruction, model)) return true;
      return commandsOf(instruction).some(
        ({ program, packages }) => packages?.kind === 'system' || (program !== undefined && isOtherOnAlpine(program)),
      );
    }),
  );
}

/** Programs that Alpine does not have, or with other options. */
function isOtherOnAlpine(program: string): boolean {
  return hasRole(program, 'accountTool', 'settingsTool') || programName(program) === 'bash';
}

function startsBash(instruction: Instruction, model: DockerfileModel): boolean {
  const program = model.execOf(instruction)?.items[0]?.value;
  return model.scriptOf(instruction)?.dialect === 'bash' || (program !== undefined && programName(program) === 'bash');
}
