import { defineRule } from '../../../linter/rule.ts';
import { isForLinux, isFromScratch } from '../../../model/stages.ts';

export const rule = defineRule({
  id: 'missing-start-command',
  category: 'runtime',
  severity: 'hint',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [191],
  summary: 'The final stage sets neither CMD nor ENTRYPOINT.',
  messages: {
    none: 'The image has no CMD and no ENTRYPOINT: docker run needs a command, which the file does not tell.',
    inherited: 'docker run starts "{command}" of the base image. Add CMD or ENTRYPOINT to say what the image is for.',
  },
  withinStage: true,
  on: {
    stage(stage, { facts, report }) {
      if (!stage.isFinal || !isForLinux(stage)) return;
      const { entrypoint, cmd } = facts.startOf(stage);
      const parts = [entrypoint, cmd];
      const inherited = parts.flatMap((part) => (typeof part !== 'string' && part.from === 'base-image' ? part.words : []));
      if (parts.some((part) => part === 'unknown' || (typeof part !== 'string' && part.from !== 'base-image'))) return;
      // The files of such an image are meant to be copied out of it.
      if (
        inherited.length === 0 &&
        isFromScratch(stage) &&
        stage.instructions.every(({ keyword }) => keyword === 'FROM' || keyword === 'COPY')
      )
        return;
      const at = stage.from.keywordSpan;
      if (inherited.length === 0) report({ at, message: 'none' });
      else report({ at, message: 'inherited', data: { command: inherited.join(' ') } });
    },
  },
});
