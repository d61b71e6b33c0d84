import type { RegistryLookup } from '../../context/registry.ts';
import { isAvailable, readSyntax } from '../../knowledge/syntax-version.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import { cursorAt } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import type { DockerfileDocument } from './document.ts';
import { bodyItems } from './completion/body.ts';
import { commentItems, directiveItems, isHead } from './completion/comments.ts';
import { flagItems } from './completion/flags.ts';
import { flagValueItems } from './completion/flag-values.ts';
import { instructionItems } from './completion/instructions.ts';
import type { Completion } from './completion/item.ts';
import { packageItems } from './completion/packages.ts';
import { slotAt, surroundings } from './completion/place.ts';
import type { ArgumentsPlace, HeredocPlace, Place } from './completion/place.ts';
import { variableItems } from './completion/variables.ts';

export type { Completion, CompletionKind, Slot } from './completion/item.ts';

/** What an editor asks with. */
export interface CompletionRequest {
  readonly translate: Translate;
  /** The character that the editor asks for, unbidden: then nothing is offered that would be in the way of whoever writes on. */
  readonly trigger?: string | undefined;
  /** What registries say; undefined where none may be asked. */
  readonly registry?: RegistryLookup | undefined;
}

export interface CompletionList {
  /** The likeliest first. */
  readonly items: readonly Completion[];
  /** There is more: it is to be asked for again when more is typed, or when what is under way has come. */
  readonly isIncomplete: boolean;
}

/** What may be written at `offset`, in a file however broken. Never throws, waits for nothing. */
export function completionsAt(document: DockerfileDocument, offset: number, request: CompletionRequest): CompletionList {
  const cursor = cursorAt(document.model.tree, offset);
  if (!cursor) return { items: [], isIncomplete: false };
  let isIncomplete = false;
  const { translate, registry, trigger } = request;
  const around = surroundings(document, offset);
  const place: Place = { document, offset, cursor, ...around, translate, registry, markIncomplete: () => (isIncomplete = true) };
  const items = isUnwelcome(cursor, trigger) ? [] : (variableItems(place) ?? itemsAt(place, trigger));
  return { items: availableFirst(document, items, translate), isIncomplete };
}

/** A blank or a `#` begins many things; only where the next word is known to be one of few is a list of use. */
function isUnwelcome(cursor: Cursor, trigger: string | undefined): boolean {
  if (trigger === ' ') return cursor.kind === 'keyword' || cursor.kind === 'comment';
  return trigger === '/' && cursor.kind === 'arguments' && cursor.keyword === 'RUN' && !cursor.flag;
}

function itemsAt(place: Place, trigger: string | undefined): readonly Completion[] {
  const { cursor } = place;
  switch (cursor.kind) {
    case 'comment':
      return commentItems(place, cursor).filter(({ label }) => trigger !== '#' || !label.endsWith('ignore='));
    case 'keyword': {
      const head = cursor.typed === '' && !cursor.isTrigger && isHead(place, place.offset) ? slotAt(place, '') : undefined;
      return [...instructionItems(place, cursor), ...(head ? directiveItems(place, head) : [])];
    }
    case 'heredoc':
      return cursor.keyword === 'RUN' ? packageItems(place as HeredocPlace, cursor.body) : [];
    default:
      return argumentItems(place as ArgumentsPlace, trigger);
  }
}

/** A flag, the value of one, or a word of the body; before the body begins a flag may stand too. */
function argumentItems(place: ArgumentsPlace, trigger: string | undefined): readonly Completion[] {
  const { flag, body, keyword } = place.cursor;
  if (flag) return flag.value === undefined ? flagItems(place) : flagValueItems(place);
  const items = bodyItems(place);
  const flags = body === '' && !(trigger === ' ' && keyword === 'RUN') ? flagItems(place) : [];
  return [...items, ...flags];
}

/** Says since when things are there; what the file's own `# syntax=` lacks goes to the end, and says so. */
function availableFirst({ model }: DockerfileDocument, items: readonly Completion[], translate: Translate): readonly Completion[] {
  const directive = model.tree.directives.find(({ name }) => name === 'syntax');
  const lacks = ({ since }: Completion): boolean =>
    directive !== undefined && since !== undefined && isAvailable(since, readSyntax(directive.value)) === false;
  const marked = items.map((item): Completion => {
    const version = item.since?.stable ?? item.since?.labs;
    if (version === undefined) return item;
    const since = lacks(item)
      ? translate(message('needs syntax {version}', { version }))
      : translate(message('since syntax {version}', { version }));
    return { ...item, detail: item.detail === undefined ? since : `${item.detail} · ${since}` };
  });
  return [...marked.filter((item) => !lacks(item)), ...marked.filter(lacks)];
}
