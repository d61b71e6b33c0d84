import { baseName, contextPath } from '../../../base/paths.ts';
import { span } from '../../../base/span.ts';
import { isCommitted } from '../../../facts/unwanted-files.ts';
import { inFolderWith } from '../../../knowledge/folders.ts';
import { isPrivateKey, isSecretFile, isSecretFolder } from '../../../knowledge/secret-files.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';

export const rule = defineRule({
  id: 'secret-file-copied',
  category: 'security',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [104],
  summary: 'COPY names a file with secrets, which everyone with the image can read.',
  messages: {
    secret:
      'Everyone with the image can read "{name}", even if a later layer deletes it. Pass it to the container, or use RUN --mount=type=secret.',
  },
  withinStage: true,
  on: {
    copySource({ kind, value, start, end }, instruction, context) {
      if (kind !== 'path' || value === undefined) return;
      const path = contextPath(value);
      const name = baseName(path);
      const isSecret = isSecretFile(name) || isPrivateKey(name) || isSecretFolder(name);
      const stage = context.stageOf(instruction);
      if (!isSecret || isHarmless(`${path.toLowerCase()}/`) || !stage?.isInFinalImage || isOfRepository(name, stage)) return;
      const { snapshot } = context.build;
      // Git keeps it, so that its content is no secret.
      if (snapshot.state === 'pending' || (snapshot.state === 'known' && isCommitted(path, snapshot.value))) return;
      context.report({ at: span(start, end), message: 'secret', data: { name } });
    },
  },
});

/** Folders of test keys and examples. */
const isHarmless = inFolderWith('test', 'testNearby', 'testData', 'example');

/** Whether a key is the public one of a package repository: by its name, or because a RUN gives it to a package manager. */
function isOfRepository(name: string, { instructions }: Stage): boolean {
  if (/(?:^|[._-])(?:gpg|pgp|pub|public|repo|archive|signing)[._-]/i.test(name)) return true;
  return instructions.some(
    ({ keyword, source }) => keyword === 'RUN' && source.includes(name) && /\bapt-key\b|--import\b|--dearmor\b/.test(source),
  );
}
