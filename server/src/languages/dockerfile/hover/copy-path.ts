import { factsOf } from '../../../facts/facts.ts';
import { writtenSpan } from '../../../facts/copy.ts';
import type { CopyDestination, CopyFact, CopySource } from '../../../facts/copy.ts';
import type { RemoteKind } from '../../../facts/remote-source.ts';
import { message } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import type { Span } from '../../../base/span.ts';
import { bold, code, composed, paragraphs } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { contextSourceText } from './context-source.ts';
import { setBy, stageTitle } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';

/** Hover on a path of COPY or ADD: the files of a source and where they are from, or the absolute path of the destination. */
export const hoverCopyPath: HoverKind = (at) => {
  const { document, instruction, offset, translate } = at;
  const copy = factsOf(document.model, document.build).copyOf(instruction);
  const source = copy?.sources.find((word) => touchesWord(word, copy, offset));
  const destination = copy?.destination && touchesWord(copy.destination, copy, offset) ? copy.destination : undefined;
  const word = source ?? destination;
  if (!copy || !word || source?.heredoc) return undefined;
  const span = writtenSpan(copy, word);
  if (word.value === undefined)
    return {
      span,
      markdown: translate(message('{path}: the path depends on variables that are set during the build.', { path: code(word.text) })),
    };
  return { span, markdown: source ? sourceText(at, copy, source, word.value) : destinationText(at, destination!, word.value) };
};

function touchesWord(word: Span, copy: CopyFact, offset: number): boolean {
  return touches(writtenSpan(copy, word), offset);
}

function destinationText(at: HoverRequest, { path: target, absolute, isFolder }: CopyDestination, value: string): Markdown {
  const { document, instruction, translate } = at;
  const workdir = document.model.configBefore(instruction).workdir;
  if (target === undefined) return translate(message('Relative to the working directory of the base image, which is unknown.'));
  const path = value.endsWith('/') && !target.endsWith('/') ? `${target}/` : target;
  const lead = translate(message('To {path}', { path: bold(path) }));
  const from =
    !absolute && workdir
      ? composed` · ${translate(message('WORKDIR is {path} ({from})', { path: code(workdir.value), from: setBy(at, workdir.from) }))}`
      : composed``;
  return paragraphs(
    composed`${lead}${from}`,
    isFolder
      ? undefined
      : translate(message('Without a trailing slash, a single file gets this name; the contents of a folder are copied into it.')),
  );
}

function sourceText(at: HoverRequest, { from }: CopyFact, source: CopySource, value: string): Markdown {
  const { translate } = at;
  if (source.kind === 'http' || source.kind === 'git') return remoteText(at, source.kind);
  if (!from) return contextSourceText(at, value);
  const path = bold(value.startsWith('/') ? value : `/${value}`);
  if (from.stage) return translate(message('{path} in {stage}, not in the build context', { path, stage: stageTitle(at, from.stage) }));
  return translate(message('{path} in {image}, not in the build context', { path, image: code(from.text) }));
}

/** https://docs.docker.com/reference/dockerfile/#adding-files-from-a-url and #adding-files-from-a-git-repository */
function remoteText({ translate }: HoverRequest, kind: RemoteKind): Markdown {
  if (kind === 'git') {
    return translate(
      message(
        '**Git repository**, checked out to the destination without `.git`. `#` selects a branch, tag or commit; a folder can follow after a colon.',
      ),
    );
  }
  return translate(
    message(
      '**Download**, stored with permissions 600 and not unpacked (except with `--unpack=true`). `--checksum` fails the build on other content.',
    ),
  );
}
