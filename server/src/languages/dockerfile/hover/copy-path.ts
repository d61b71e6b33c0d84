import { factsOf } from '../../../facts/facts.ts';
import { writtenSpan } from '../../../facts/copy.ts';
import type { CopyDestination, CopyFact, CopySource } from '../../../facts/copy.ts';
import type { RemoteKind } from '../../../facts/remote-source.ts';
import { message } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import type { Span } from '../../../base/span.ts';
import { code, paragraphs } from '../../markdown.ts';
import { contextSourceText } from './context-source.ts';
import { setBy, stageTitle } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';

/** On a path of COPY or ADD: what a source takes and from where; where the destination is. */
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
      markdown: translate(message('{path}: where that is shows only when the build sets its variables.', { path: code(word.text) })),
    };
  return { span, markdown: source ? sourceText(at, copy, source, word.value) : destinationText(at, destination!, word.value) };
};

function touchesWord(word: Span, copy: CopyFact, offset: number): boolean {
  return touches(writtenSpan(copy, word), offset);
}

function destinationText(at: HoverRequest, { path: target, absolute, isFolder }: CopyDestination, value: string): string {
  const { document, instruction, translate } = at;
  const workdir = document.model.configBefore(instruction).workdir;
  if (target === undefined) return translate(message('Seen from the working directory of the base image, which is not known.'));
  const path = value.endsWith('/') && !target.endsWith('/') ? `${target}/` : target;
  const lead = translate(message('To {path}', { path: `**${path}**` }));
  const from =
    !absolute && workdir
      ? ` · ${translate(message('WORKDIR is {path} ({from})', { path: code(workdir.value), from: setBy(at, workdir.from) }))}`
      : '';
  return paragraphs(
    `${lead}${from}`,
    isFolder ? undefined : translate(message('Without a slash at the end, one file gets this very name; a folder is copied into it.')),
  );
}

function sourceText(at: HoverRequest, { from }: CopyFact, source: CopySource, value: string): string {
  const { translate } = at;
  if (source.kind === 'http' || source.kind === 'git') return remoteText(at, source.kind);
  if (!from) return contextSourceText(at, value);
  const path = `**${value.startsWith('/') ? value : `/${value}`}**`;
  if (from.stage) return translate(message('{path} of {stage}, not of the build context', { path, stage: stageTitle(at, from.stage) }));
  return translate(message('{path} of {image}, not of the build context', { path, image: code(from.text) }));
}

/** https://docs.docker.com/reference/dockerfile/#adding-files-from-a-url and #adding-files-from-a-git-repository */
function remoteText({ translate }: HoverRequest, kind: RemoteKind): string {
  if (kind === 'git') {
    return translate(
      message(
        '**A Git repository**: its files are checked out at the destination, without `.git`. What stands behind `#` is the branch, tag or commit, and behind a colon the folder.',
      ),
    );
  }
  return translate(
    message(
      '**A download**: the file is put at the destination with permissions 600, and not unpacked (`--unpack=true` does). `--checksum` makes the build fail when it is another one.',
    ),
  );
}
