import { directiveNamed } from '../../../knowledge/directives.ts';
import type { DirectiveFacts } from '../../../knowledge/directives.ts';
import { latestSyntax } from '../../../knowledge/syntax-version.ts';
import { readSyntax } from '../../../model/syntax-version.ts';
import type { Directive } from '../../../syntax/tree.ts';
import { message } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import type { DockerfileDocument } from '../document.ts';
import { bullets, code, codeBlock, escaped, composed, paragraphs } from '../../markdown.ts';
import type { Markdown, MarkdownTranslate } from '../../markdown.ts';
import { docsLink, sinceText } from './phrases.ts';
import type { Hover } from '../../results.ts';
import type { HoverRequest } from './request.ts';

/** Hover on `# syntax=`, `# escape=` and `# check=` at the top of the file. */
export function hoverDirective(document: DockerfileDocument, offset: number, translate: MarkdownTranslate): Hover | undefined {
  const directive = document.model.tree.directives.find((candidate) => touches(candidate, offset));
  const facts = directive && directiveNamed(directive.name);
  if (!directive || !facts) return undefined;
  const { start, end } = directive;
  return { span: { start, end }, markdown: directiveText({ document, translate }, facts, directive) };
}

/**
 * The documentation of a directive.
 *
 * @param written The directive in this file.
 */
export function directiveText(at: Pick<HoverRequest, 'document' | 'translate'>, facts: DirectiveFacts, written?: Directive): Markdown {
  const { translate } = at;
  return paragraphs(
    composed`**# ${escaped(facts.name)}=** · ${translate(facts.summary)}`,
    written?.name === 'syntax' ? syntaxText(written, translate) : undefined,
    bullets(facts.values.map(({ value, summary }) => composed`${code(value)}: ${translate(summary)}`)),
    codeBlock(facts.example),
    translate(message('Directives must be at the top of the file: after a comment, a blank line or an instruction, they are comments.')),
    sinceText(at, facts.since),
    docsLink(at, facts.anchor),
  );
}

/** Explains the value of `# syntax=` in this file. */
function syntaxText({ value }: Directive, translate: MarkdownTranslate): Markdown | undefined {
  const syntax = readSyntax(value);
  if (!syntax) return translate(message('{value} is a custom frontend, which defines its own syntax.', { value: code(value) }));
  if (syntax.version === undefined) return undefined;
  return translate(
    message('{value} is pinned to {version}; the latest version known to Layerwise is {latest}.', {
      value: code(value),
      version: escaped(syntax.version),
      latest: escaped(latestSyntax),
    }),
  );
}
