import type { Translate } from '../../base/message.ts';
import type { DockerfileDocument } from './document.ts';
import { hoverCommand } from './hover/command.ts';
import { hoverCopyPath } from './hover/copy-path.ts';
import { hoverDirective } from './hover/directive.ts';
import { hoverFlag } from './hover/flag.ts';
import { hoverHealthcheck } from './hover/healthcheck.ts';
import { hoverHeredoc } from './hover/heredoc.ts';
import { hoverImage } from './hover/image.ts';
import { hoverInstruction } from './hover/instruction.ts';
import { hoverMount } from './hover/mount.ts';
import { hoverPackage } from './hover/package.ts';
import { hoverRequestAt } from './hover/request.ts';
import type { HoverKind } from './hover/request.ts';
import type { Hover } from '../results.ts';
import { hoverRun, hoverRunWord } from './hover/run.ts';
import { hoverSuppression } from './hover/suppression.ts';
import { hoverSetting } from './hover/settings.ts';
import { hoverStage } from './hover/stage.ts';
import { hoverVariable } from './hover/variable.ts';
import { markdownTranslator, paragraphs } from '../markdown.ts';
import type { MarkdownTranslate } from '../markdown.ts';

/** The kinds of hovers in instructions. The first one with a result is used, so that specific kinds come before general ones. */
const kinds: readonly HoverKind[] = [
  hoverVariable,
  hoverStage,
  hoverImage,
  hoverMount,
  hoverFlag,
  hoverHeredoc,
  hoverPackage,
  hoverRun,
  hoverRunWord,
  hoverCopyPath,
  hoverSetting,
  hoverHealthcheck,
  hoverCommand,
  hoverInstruction,
];

/** The hover at `offset`, translated. Undefined if there is nothing to show. Never throws. */
export function hoverAt(document: DockerfileDocument, offset: number, translate: Translate): Hover | undefined {
  return hoverInMarkdown(document, offset, markdownTranslator(translate));
}

function hoverInMarkdown(document: DockerfileDocument, offset: number, translate: MarkdownTranslate): Hover | undefined {
  const comment = hoverSuppression(document, offset, translate);
  const directive = hoverDirective(document, offset, translate);
  if (directive) return { ...directive, markdown: paragraphs(comment?.markdown, directive.markdown) };
  if (comment) return comment;
  const at = hoverRequestAt(document, offset, translate);
  if (!at) return undefined;
  for (const kind of kinds) {
    const hover = kind(at);
    if (hover) return hover;
  }
  return undefined;
}
