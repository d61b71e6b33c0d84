import { findBaseImage } from '../../../model/base-image-catalogue.ts';
import type { DockerfileModel, SourceReference, Stage } from '../../../model/model.ts';
import { mostSimilar } from '../../../base/similar.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report } from '../../../linter/rule.ts';

/** Names that are typical for stages and that no official image has. The list is short, because a named context could have any name. */
const stageNames: ReadonlySet<string> = new Set(['build', 'builder', 'build-env', 'build-stage', 'builder-stage', 'compile', 'compiler']);

type MessageId = 'noNumber' | 'itself' | 'later' | 'cycle' | 'similar' | 'missing' | 'stageHere' | 'use';

export const rule = defineRule({
  id: 'unknown-stage',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DL3022', 'DL3023', 'DS-0006'],
  checks: [72, 75],
  summary: 'COPY --from or RUN --mount=from uses a stage that does not exist or is defined later.',
  messages: {
    noNumber: 'There is no earlier stage {name}, so the build fails. Stages are numbered from 0.',
    itself: 'A stage cannot copy from itself, so the build fails.',
    later: 'Stage "{name}" is defined later. Only earlier stages can be used, so the build fails.',
    cycle: 'Stage "{name}" needs this stage, so the two need each other, and the build fails. Move what both need to a third stage.',
    similar: 'No earlier stage is named "{name}", so Docker pulls an image with that name. Did you mean "{stage}"?',
    missing: 'No earlier stage is named "{name}", so Docker pulls an image with that name.',
    stageHere: 'Stage "{name}" starts here.',
    use: 'Replace with "{stage}"',
  },
  withinStage: true,
  on: {
    imageSource(source, instruction, context) {
      const own = context.stageOf(instruction);
      const report = own && source.kind !== 'from' && !source.stage ? reportOf(source, own, context.model) : undefined;
      if (report) context.report({ at: source.at, ...report });
    },
  },
});

function reportOf({ text, at, image }: SourceReference, own: Stage, model: DockerfileModel): Omit<Report<MessageId>, 'at'> | undefined {
  const { stages } = model;
  const name = text.toLowerCase();
  if (!image) return { message: Number(text) === own.index ? 'itself' : 'noNumber', data: { name: text } };
  if (name === own.name) return { message: 'itself' };
  const later = stages.find((stage) => stage.index > own.index && stage.name === name);
  if (later) {
    const related = [{ at: later.nameSpan ?? later.from.keywordSpan, message: 'stageHere' as const, data: { name: text } }];
    return { message: needs(later, own, model) ? 'cycle' : 'later', data: { name: text }, related };
  }
  const names = stages.slice(0, own.index).flatMap((stage) => stage.name ?? []);
  // `FROM x AS $NAME` is reported there. Other builders fill in the name.
  if (/[/:@$]/.test(text) || names.some((each) => each.includes('$')) || findBaseImage(name, undefined)) return undefined;
  const similar = mostSimilar(name, names);
  if (similar) {
    const fixes = [{ title: 'use' as const, data: { stage: similar }, level: 'suggestion' as const, edits: [{ ...at, newText: similar }] }];
    return { message: 'similar', data: { name: text, stage: similar }, fixes };
  }
  return stageNames.has(name) ? { message: 'missing', data: { name: text } } : undefined;
}

/** Whether a stage is based on an earlier one or copies from it, also through other stages. */
function needs(stage: Stage, earlier: Stage, model: DockerfileModel): boolean {
  const seen = new Set<Stage>();
  const open = [stage];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next === earlier) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    for (const instruction of next.instructions)
      for (const source of model.sourcesOf(instruction)) if (source.stage) open.push(source.stage);
  }
  return false;
}
