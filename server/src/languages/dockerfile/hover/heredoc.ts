import { message } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import { bullets, code, paragraphs } from '../../markdown.ts';
import { docsLink, sinceText } from './phrases.ts';
import type { HoverKind } from './request.ts';

/** Hover on `<<EOF` and its closing line: how the lines between them are used. */
export const hoverHeredoc: HoverKind = (at) => {
  const { instruction, offset, translate } = at;
  const heredoc = instruction.heredocs.find(
    ({ marker, terminator }) => touches(marker, offset) || (terminator && touches(terminator, offset)),
  );
  if (!heredoc) return undefined;
  const { name, expand, stripTabs, terminator, marker } = heredoc;
  const isScript = instruction.keyword === 'RUN';
  const isRead = isScript && at.document.model.scriptOf(instruction)?.start === heredoc.body.start;
  return {
    span: terminator && touches(terminator, offset) ? terminator : marker,
    markdown: paragraphs(
      isScript
        ? translate(
            message(
              '**Here-document** · The lines up to {name} are the input of the command, or the script itself if there is no command.',
              { name: code(name) },
            ),
          )
        : translate(message('**Here-document** · The lines up to {name} are the content of a file.', { name: code(name) })),
      bullets([
        isScript || !expand
          ? undefined
          : translate(message('Variables in it are expanded; use {quoted} to prevent it.', { quoted: code(`<<"${name}"`) })),
        expand || isRead ? undefined : translate(message('The name is quoted: variables in it are not expanded.')),
        isRead ? translate(message('The shell expands the variables in it, whether the name is quoted or not.')) : undefined,
        stripTabs ? translate(message('The `-` removes leading tabs from each line.')) : undefined,
        terminator ? undefined : translate(message('Missing end: a line with only {name}.', { name: code(name) })),
      ]),
      sinceText(at, { stable: '1.4', labs: '1.3' }),
      docsLink(at, 'here-documents'),
    ),
  };
};
