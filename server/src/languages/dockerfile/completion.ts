import { isAvailable, readSyntax } from '../../model/syntax-version.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import { cursorAt } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import type { DockerfileDocument } from './document.ts';
import { bodyItems } from './completion/body.ts';
import { commentItems, directiveItems, allowsDirective } from './completion/comments.ts';
import { flagItems } from './completion/flags.ts';
import { flagValueItems } from './completion/flag-values.ts';
import { instructionItems } from './completion/instructions.ts';
import type { Completion, CompletionList, CompletionOptions } from '../completion-item.ts';
import { packageItems } from './completion/packages.ts';
import { slotAt, surroundings } from './completion/request.ts';
import type { ArgumentsRequest, HeredocRequest, CompletionRequest } from './completion/request.ts';
import { variableItems } from './completion/variables.ts';
import { markdownTranslator } from '../markdown.ts';

/** Returns the completion items at `offset`, even in an invalid file. Never throws, and does not wait for pending data. */
export function completionsAt(document: DockerfileDocument, offset: number, options: CompletionOptions): CompletionList {
  const cursor = cursorAt(document.model.tree, offset);
  if (!cursor) return { items: [], isIncomplete: false };
  let isIncomplete = false;
  const { translate, registry, trigger } = options;
  const around = surroundings(document, offset);
  const request: CompletionRequest = {
    document,
    offset,
    cursor,
    ...around,
    translate,
    markdown: markdownTranslator(translate),
    registry,
    markIncomplete: () => (isIncomplete = true),
  };
  const items = disturbsTyping(cursor, trigger) ? [] : (variableItems(request) ?? itemsAt(request, trigger));
  return { items: availableFirst(document, items, translate), isIncomplete };
}

/** Whether a list would disturb typing. A space or `#` is typed in many places, so a list is useful only if few words can follow. */
function disturbsTyping(cursor: Cursor, trigger: string | undefined): boolean {
  if (trigger === ' ') return cursor.kind === 'keyword' || cursor.kind === 'comment';
  return trigger === '/' && cursor.kind === 'arguments' && cursor.keyword === 'RUN' && !cursor.flag;
}

function itemsAt(request: CompletionRequest, trigger: string | undefined): readonly Completion[] {
  const { cursor } = request;
  switch (cursor.kind) {
    case 'comment':
      return commentItems(request, cursor).filter(({ label }) => trigger !== '#' || !label.endsWith('ignore='));
    case 'keyword': {
      const head = cursor.typed === '' && !cursor.isTrigger && allowsDirective(request, request.offset) ? slotAt(request, '') : undefined;
      return [...instructionItems(request, cursor), ...(head ? directiveItems(request, head) : [])];
    }
    case 'heredoc':
      return cursor.keyword === 'RUN' ? packageItems(request as HeredocRequest, cursor.body) : [];
    default:
      return argumentItems(request as ArgumentsRequest, trigger);
  }
}

/** Items for a flag, the value of a flag, or an argument. Before the first argument, flags are offered as well. */
function argumentItems(request: ArgumentsRequest, trigger: string | undefined): readonly Completion[] {
  const { flag, body, keyword } = request.cursor;
  if (flag) return flag.value === undefined ? flagItems(request) : flagValueItems(request);
  const items = bodyItems(request);
  const flags = body === '' && !(trigger === ' ' && keyword === 'RUN') ? flagItems(request) : [];
  return [...items, ...flags];
}

/**
 * Adds the required syntax version to the items. Items that the `# syntax=` of the file does not support are moved to the end and marked.
 */
function availableFirst({ model }: DockerfileDocument, items: readonly Completion[], translate: Translate): readonly Completion[] {
  const directive = model.tree.directives.find(({ name }) => name === 'syntax');
  const isUnsupported = ({ since }: Completion): boolean =>
    directive !== undefined && since !== undefined && isAvailable(since, readSyntax(directive.value)) === false;
  const marked = items.map((item): Completion => {
    const version = item.since?.stable ?? item.since?.labs;
    if (version === undefined) return item;
    const since = isUnsupported(item)
      ? translate(message('requires syntax {version}', { version }))
      : translate(message('since syntax {version}', { version }));
    return { ...item, detail: item.detail === undefined ? since : `${item.detail} · ${since}` };
  });
  return [...marked.filter((item) => !isUnsupported(item)), ...marked.filter(isUnsupported)];
}
