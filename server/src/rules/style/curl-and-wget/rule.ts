import type { CommandFact } from '../../../facts/commands/command.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'curl-and-wget',
  category: 'style',
  severity: 'hint',
  fix: 'none',
  since: '0.1.0',
  preset: 'all',
  aliases: ['DL4001', 'DS-0014'],
  checks: [152],
  summary: 'A stage uses both curl and wget, of which one is enough.',
  messages: {
    both: 'This stage uses both curl and wget. With {other} alone, the image needs one program less.',
    other: '{tool} is used here',
  },
  withinStage: true,
  on: {
    stage(stage, { facts, report }) {
      let first: CommandFact | undefined;
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'RUN' || !/curl|wget/.test(instruction.source)) continue;
        for (const command of facts.commandsOf(instruction)) {
          const { download } = command;
          if (!download) continue;
          first ??= command;
          if (download.tool === first.download!.tool) continue;
          const { tool, toolWord } = first.download!;
          return report({
            at: download.toolWord,
            message: 'both',
            data: { other: tool },
            related: [{ at: toolWord, message: 'other', data: { tool } }],
          });
        }
      }
    },
  },
});
