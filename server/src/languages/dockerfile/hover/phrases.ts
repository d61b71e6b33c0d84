import { instructionNamed } from '../../../knowledge/instructions.ts';
import { referenceLink } from '../../../knowledge/reference.ts';
import { isAvailable, readSyntax } from '../../../model/syntax-version.ts';
import type { Since } from '../../../knowledge/syntax-version.ts';
import type { ImageReference, Setting, Stage } from '../../../model/model.ts';
import { rootImage } from '../../../model/stages.ts';
import { message, joinSentences } from '../../../base/message.ts';
import { bold, code, escaped, link, composed } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import type { HoverRequest } from './request.ts';

/** The link at the end of a hover. */
export function docsLink({ translate }: Pick<HoverRequest, 'translate'>, anchor: string): Markdown {
  return link(translate(message('Docker reference')), referenceLink(anchor));
}

/** The first line of a hover: the instruction and what it is, in one sentence. */
export function definition({ translate }: Pick<HoverRequest, 'translate'>, name: string): Markdown {
  const { keyword, summary } = instructionNamed(name)!;
  return composed`${bold(keyword)} · ${translate(summary)}`;
}

/** The minimum syntax version of a feature, and whether the version of this file supports it. Undefined if all versions do. */
export function sinceText({ document, translate }: Pick<HoverRequest, 'document' | 'translate'>, since: Since): Markdown | undefined {
  const { stable, labs } = since;
  if (stable === undefined && labs === undefined) return undefined;
  const first =
    stable === undefined
      ? translate(message('Since Dockerfile syntax {labs} (labs channel).', { labs: escaped(labs!) }))
      : labs === undefined
        ? translate(message('Since Dockerfile syntax {stable}.', { stable: escaped(stable) }))
        : translate(
            message('Since Dockerfile syntax {stable}; in the labs channel since {labs}.', {
              stable: escaped(stable),
              labs: escaped(labs),
            }),
          );
  const directive = document.model.tree.directives.find(({ name }) => name === 'syntax');
  const available = directive && isAvailable(since, readSyntax(directive.value));
  if (available !== false) return first;
  return joinSentences(
    first,
    translate(message('This file uses {syntax}, which does not support it.', { syntax: code(directive!.value) })),
  );
}

/** The name of the base image as code, with known variables expanded. */
export function imageName(image: ImageReference | undefined): Markdown {
  return code(image?.resolved ?? image?.raw ?? '?');
}

/** The origin of a setting: `line 4`, the base image, or Docker. */
export function setBy(at: HoverRequest, from: Setting<unknown>['from']): Markdown {
  if (from === 'default') return at.translate(message('Docker default'));
  if (from === 'base-image') return at.stage ? imageName(rootImage(at.stage)) : at.translate(message('the base image'));
  return lineText(at, from.start);
}

export function lineText({ translate, lineOf }: HoverRequest, offset: number): Markdown {
  return translate(message('line {line}', { line: lineOf(offset) }));
}

/** The name of a stage, or its number as in COPY --from=0. */
export function stageTitle({ document, translate }: HoverRequest, { name, index }: Stage): Markdown {
  if (name !== undefined) return translate(message('stage {name}', { name: code(name) }));
  return document.model.stages.length === 1 ? translate(message('the stage')) : translate(message('stage {index}', { index }));
}
