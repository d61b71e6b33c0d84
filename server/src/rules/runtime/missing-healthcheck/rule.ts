import { setsCommand, startsShell } from '../../../facts/start/own-command.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';

export const rule = defineRule({
  id: 'missing-healthcheck',
  category: 'runtime',
  severity: 'hint',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3057', 'DS-0026', 'CKV_DOCKER_2'],
  checks: [193],
  summary: 'The image has no HEALTHCHECK.',
  messages: {
    missing: 'Docker cannot tell whether the program still works, only whether it runs. Add a HEALTHCHECK, or HEALTHCHECK NONE.',
  },
  withinStage: true,
  on: {
    stage(stage, { model, report }) {
      if (!stage.isFinal || !isForLinux(stage)) return;
      const config = model.configOf(stage);
      if (config.healthcheck || !setsCommand(config) || startsShell(config)) return;
      report({ at: stage.from.keywordSpan, message: 'missing' });
    },
  },
});
