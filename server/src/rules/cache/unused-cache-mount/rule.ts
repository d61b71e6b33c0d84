import { isWithin } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { toolCache } from '../../../knowledge/tool-caches.ts';
import type { ToolCache } from '../../../knowledge/tool-caches.ts';
import { cacheNameIn } from '../../../knowledge/cache-names.ts';
import { mountField } from '../../../facts/mounts.ts';
import type { MountFact } from '../../../facts/mounts.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'elsewhere' | 'other-user' | 'use';

export const rule = defineRule<Messages>({
  id: 'unused-cache-mount',
  category: 'cache',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A cache mount is at a path that the tool does not use, so that nothing is cached.',
  messages: {
    elsewhere: '{tool} keeps its cache in "{folder}" here, not in "{target}": the mount stays empty, and downloads are part of the layer.',
    'other-user':
      '{tool} runs as "{user}" here, whose cache is not below "/root": the mount stays empty, and downloads are part of the layer.',
    use: 'Mount {folder}',
  },
  on: {
    mount(mount, instruction, context) {
      const { target, type } = mount;
      const tool = type?.type === 'cache' && target !== undefined ? cacheNameIn(target) : undefined;
      if (tool === undefined || target === undefined) return;
      const stage = context.stageOf(instruction);
      const cache = toolCache(tool);
      if (!stage || !isForLinux(stage) || !cache) return;
      const commands = context.facts
        .commandsOf(instruction)
        .filter(({ program }) => program !== undefined && cache.programs.includes(program));
      const [command] = commands;
      if (!command || commands.some((one) => chooses(one, cache, target))) return;
      report(mount, target, command, cache, instruction, context);
    },
  },
});

/** Whether an option or a variable of the command chooses the folder, or may do so. */
function chooses(command: CommandFact, { folderOptions }: ToolCache, target: string): boolean {
  return command.args.some(
    ({ value }) => folderOptions.some((option) => value === option || value.startsWith(`${option}=`)) || value.includes(target),
  );
}

function report(
  mount: MountFact,
  target: string,
  command: CommandFact,
  cache: ToolCache,
  run: Instruction,
  context: RuleContext<Messages>,
): void {
  const { user } = command;
  const field = mountField(mount, 'target');
  if (!field?.valueSpan || user === undefined || !context.model.configBefore(run).baseKnown) return;
  const at = { start: field.valueSpan.start, end: field.valueSpan.end };
  const names = Object.keys(cache.folderVariables);
  // Also `export`, `.npmrc`, `go env -w` and others before the command may choose the folder.
  if (names.some((name) => run.source.includes(name)) || /\bconfig\b|\benv -w\b/.test(run.source)) return;
  const chosen = names.flatMap((name) => {
    const value = command.environment(name);
    return value === undefined ? [] : [{ value, folder: value + cache.folderVariables[name]! }];
  });
  const [first] = chosen;
  if (first) {
    const { folder } = first;
    // Other parts of the cache may be in the same folder: `git` next to `registry`.
    if (chosen.some((one) => isWithin(one.value, target) || isWithin(target, one.folder))) return;
    const fixes = [{ title: 'use', data: { folder }, level: 'suggestion', edits: [{ ...at, newText: folder }] }] as const;
    context.report({ at, message: 'elsewhere', data: { tool: cache.tool, folder, target }, fixes });
    return;
  }
  const isRoot = user === 'root' || user === '0' || user.startsWith('root:') || user.startsWith('0:');
  if (!isRoot && isWithin('/root', target)) context.report({ at, message: 'other-user', data: { tool: cache.tool, user } });
}
