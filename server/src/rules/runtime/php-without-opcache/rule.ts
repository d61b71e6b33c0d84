import { lineBreakOf } from '../../../base/layout.ts';
import { isForDevelopment, mentions } from '../../../facts/stage-text.ts';
import { firstPhpWithOpcache, phpServerVariants } from '../../../knowledge/php.ts';
import { readTag } from '../../../model/image-tag.ts';
import type { Stage } from '../../../model/model.ts';
import { isForLinux, rootStage } from '../../../model/stages.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'php-without-opcache',
  category: 'runtime',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/php/enable-opcache-in-production'],
  checks: [260],
  summary: 'PHP compiles every script for every request, because OPcache is not enabled.',
  messages: {
    disabled: 'PHP compiles all scripts again for every request: OPcache is not enabled. Run docker-php-ext-install opcache.',
    enable: 'Add docker-php-ext-install opcache',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!stage.isFinal || !isForLinux(stage) || isForDevelopment(stage) || !isOldServer(stage)) return;
      // A configuration file may enable it, a script may install it.
      if (mentions(stage, /opcache|conf\.d|php\.ini|zend_extension|install-php-extensions/i)) return;
      const { from } = stage;
      const newText = `${lineBreakOf(context.text)}RUN docker-php-ext-install opcache`;
      context.report({
        at: from.words[0]!,
        message: 'disabled',
        fixes: [{ title: 'enable', level: 'suggestion', edits: [{ start: from.end, end: from.end, newText }] }],
      });
    },
  },
});

/** Whether the official image serves requests with a version that does not always have OPcache. */
function isOldServer(stage: Stage): boolean {
  const { image } = rootStage(stage);
  if (image?.repository !== 'php' || image.registry !== 'docker.io' || image.tag === undefined) return false;
  const { version } = readTag('php', image.tag);
  const [major, minor] = version;
  if (major === undefined || minor === undefined || !image.tag.split('-').some((word) => phpServerVariants.has(word))) return false;
  return major < firstPhpWithOpcache[0] || (major === firstPhpWithOpcache[0] && minor < firstPhpWithOpcache[1]);
}
