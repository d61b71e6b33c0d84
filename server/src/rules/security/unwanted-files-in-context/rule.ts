import { formatBytes } from '../../../base/bytes.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ContextUser, IgnoreRuleContext, Report } from '../../../linter/rule.ts';
import { appendLines } from '../../../linter/edits/ignore-lines.ts';
import { copiedBy, isCommitted, sizeOf, unwantedAmong } from '../../../facts/unwanted-files.ts';
import type { Unwanted } from '../../../facts/unwanted-files.ts';

type MessageId = 'secret-in-image' | 'secret' | 'bulk' | 'add';

export const rule = defineRule({
  id: 'unwanted-files-in-context',
  category: 'security',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: '.dockerignore does not exclude secrets, .git or installed packages, and COPY copies them.',
  messages: {
    'secret-in-image':
      '"{path}" is not excluded: {dockerfile}, line {line}, copies it into the image, and anyone with the image can read it.',
    secret: '"{path}" is not excluded: {dockerfile}, line {line}, copies it into the image.',
    bulk: '"{path}" ({size}) is not excluded: {dockerfile}, line {line}, copies it, and every change to it invalidates the cache.',
    add: 'Exclude "{pattern}"',
  },
  on: {
    *ignoreFile(context) {
      const { build, file, users, report } = context;
      const { snapshot } = build;
      if (snapshot.state !== 'known') return;
      const candidates = yield* unwantedAmong(snapshot.value.entries);
      const [firstLine = ''] = file.text.split(/\r?\n/, 1);
      const reported = new Set<string>();
      for (const unwanted of candidates) {
        const { entry, pattern, isSecret } = unwanted;
        if ((isSecret && isCommitted(entry.path, snapshot.value)) || reported.has(pattern) || !build.has(entry.path)) continue;
        // `!.git`: the author includes it.
        if (file.patterns.some(({ negated, cleaned }) => negated && cleaned === entry.path)) continue;
        const found = reportOf(unwanted, users, build);
        if (!found) continue;
        reported.add(pattern);
        const fixes = [{ title: 'add' as const, data: { pattern }, level: 'suggestion' as const, edits: [appendLines(file, [pattern])] }];
        report({ at: { start: 0, end: firstLine.length }, ...found, fixes });
      }
    },
  },
});

type ReportWithoutSpan = Omit<Report<MessageId>, 'at'> | undefined;

function reportOf({ entry, isSecret }: Unwanted, users: readonly ContextUser[], build: IgnoreRuleContext['build']): ReportWithoutSpan {
  const copiers = users.map((user) => ({ user, by: copiedBy(entry.path, user.model, build) }));
  if (copiers.some(({ by }) => by === 'explicit')) return undefined;
  const copier = copiers.find(({ by }) => by !== undefined);
  if (!copier || copier.by === 'explicit' || !copier.by) return undefined;
  const { path, model } = copier.user;
  const data = { path: entry.path, dockerfile: path, line: model.tree.text.slice(0, copier.by.start).split('\n').length };
  if (isSecret) return { message: model.stageOf(copier.by)?.isInFinalImage ? 'secret-in-image' : 'secret', data };
  return { message: 'bulk', data: { ...data, size: formatBytes(sizeOf(entry.path, build)) } };
}
