import { absolutePath } from '../../../base/paths.ts';
import { isRemoteSource } from '../../../knowledge/add-sources.ts';
import { message } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import type { Span } from '../../../base/span.ts';
import { code, paragraphs } from '../markdown.ts';
import { contextSourceText } from './context-source.ts';
import { setBy, stageTitle } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';

/** On a path of COPY or ADD: what a source takes and from where; where the destination is. */
export const hoverCopyPath: HoverKind = (at) => {
  const { instruction, offset } = at;
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return undefined;
  const paths: readonly (Span & { readonly text: string })[] =
    instruction.json?.items.map(({ start, end, value }) => ({ start, end, text: value })) ?? instruction.words;
  const index = paths.findIndex((path) => touches(path, offset));
  const path = paths[index];
  if (!path || path.text.startsWith('<<')) return undefined;
  const isDestination = paths.length > 1 && index === paths.length - 1;
  const value = at.document.model.scopeAt(instruction).expand(path.text);
  const span = { start: path.start, end: path.end };
  if (value === undefined)
    return {
      span,
      markdown: at.translate(message('{path}: where that is shows only when the build sets its variables.', { path: code(path.text) })),
    };
  const markdown = isDestination ? destinationText(at, value) : sourceText(at, value);
  return markdown === undefined ? undefined : { span, markdown };
};

function destinationText(at: HoverRequest, value: string): string | undefined {
  const { document, instruction, stage, translate } = at;
  const workdir = document.model.configBefore(instruction).workdir;
  const absolute = stage && absolutePath(workdir?.value, value, stage.os);
  if (absolute === undefined) return translate(message('Seen from the working directory of the base image, which is not known.'));
  const path = value.endsWith('/') && !absolute.endsWith('/') ? `${absolute}/` : absolute;
  const lead = translate(message('To {path}', { path: `**${path}**` }));
  const from =
    !value.startsWith('/') && workdir
      ? ` · ${translate(message('WORKDIR is {path} ({from})', { path: code(workdir.value), from: setBy(at, workdir.from) }))}`
      : '';
  return paragraphs(
    `${lead}${from}`,
    value.endsWith('/') || value === '.'
      ? undefined
      : translate(message('Without a slash at the end, one file gets this very name; a folder is copied into it.')),
  );
}

function sourceText(at: HoverRequest, value: string): string {
  const { document, instruction, translate } = at;
  if (instruction.keyword === 'ADD' && isRemoteSource(value)) return remoteText(at, value);
  const [source] = document.model.sourcesOf(instruction);
  if (!source) return contextSourceText(at, value);
  const path = `**${value.startsWith('/') ? value : `/${value}`}**`;
  if (source.stage) return translate(message('{path} of {stage}, not of the build context', { path, stage: stageTitle(at, source.stage) }));
  return translate(message('{path} of {image}, not of the build context', { path, image: code(source.text) }));
}

/** https://docs.docker.com/reference/dockerfile/#adding-files-from-a-url and #adding-files-from-a-git-repository */
function remoteText({ translate }: HoverRequest, value: string): string {
  if (isGit(value)) {
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

function isGit(value: string): boolean {
  return /^(?:git@|git:\/\/|ssh:\/\/)/i.test(value) || /\.git(?:#|\?|$)/.test(value);
}
