import { hasRole } from '../../../knowledge/programs.ts';
import { isRootUser } from '../../../model/runtime.ts';
import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'needless-sudo',
  category: 'style',
  severity: 'info',
  fix: 'safe',
  mayChange: 'sudo is removed from commands that root runs',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['DL3004', 'DS-0010', 'CKV2_DOCKER_1'],
  checks: [149],
  summary: 'sudo in a RUN, which runs as root already or can be run by USER root.',
  messages: {
    root: 'This runs as root already, so sudo does nothing but drop the variables of ENV. Remove it.',
    other: 'For sudo, the user has the rights of root in the container too. Run this before USER, or between USER root and USER {user}.',
    remove: 'Remove sudo',
  },
  onbuild: true,
  withinStage: true,
  on: {
    command(command, instruction, { model, report, text }) {
      const wrapper = command.wrappers.find(({ name }) => name === 'sudo');
      if (!wrapper || wrapper.user !== 'root' || wrapper.directory !== undefined) return;
      const config = model.configBefore(instruction);
      const user = config.user?.value ?? (config.baseKnown ? 'root' : undefined);
      if (user === undefined || user === '' || user.includes('$')) return;
      if (!isRootUser(user)) return report({ at: wrapper.word, message: 'other', data: { user } });
      const isPlain =
        wrapper === command.wrappers[0] && command.wrappers.length === 1 && wrapper.args.every(({ value }) => /^-[EHn]+$/.test(value));
      const at = { start: wrapper.word.start, end: command.inner.nameWord!.start };
      // The program does the same with any variables.
      const level =
        command.program !== undefined && hasRole(command.program, 'fileTool', 'fileTransfer', 'fileOwnership', 'accountTool')
          ? fixLevelIn(instruction)
          : 'suggestion';
      const isOneLine = !text.slice(at.start, at.end).includes('\n');
      report({
        at: wrapper.word,
        message: 'root',
        fixes: isPlain && isOneLine ? [{ title: 'remove', level, edits: [{ ...at, newText: '' }] }] : [],
      });
    },
  },
});
