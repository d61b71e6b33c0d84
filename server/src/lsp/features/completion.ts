import { CompletionItemKind, CompletionItemTag, CompletionTriggerKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import type {
  CancellationToken,
  CompletionClientCapabilities,
  CompletionItem,
  CompletionList as LspCompletionList,
  MarkupContent,
} from 'vscode-languageserver';
import type { Completion, CompletionKind, CompletionList } from '../../languages/completion-item.ts';
import type { Markdown } from '../../languages/markdown.ts';
import type { LineIndex } from '../../base/lines.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import { servedSnapshot } from './served-snapshot.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

type Abilities = NonNullable<CompletionClientCapabilities['completionItem']>;

/** Maximum milliseconds to wait for an answer of the registry if nothing else matches; otherwise there is no wait. */
const registryGraceMs = 200;

/** Completion at the cursor. Documentation of an item is created when the editor resolves it. */
export const completion: Feature = (connection, session) => {
  let shown: Shown = { number: 0, items: [] };
  connection.onCompletion(async ({ textDocument: { uri }, position, context }, token): Promise<LspCompletionList> => {
    const trigger = context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
    const snapshot = await servedSnapshot(session, uri, token);
    const list = snapshot && (await listAt(session, snapshot, snapshot.lines.offsetAt(position), trigger, token));
    if (!snapshot || !list) return { isIncomplete: false, items: [] };
    shown = { number: shown.number + 1, items: list.items };
    return { isIncomplete: list.isIncomplete, items: list.items.map((_, i) => toItem(shown, i, snapshot.lines, session)) };
  });
  connection.onCompletionResolve((item) => {
    const { list, index } = (item.data ?? {}) as Partial<ItemData>;
    const documentation = list === shown.number && index !== undefined ? shown.items[index]?.documentation?.() : undefined;
    return documentation ? { ...item, documentation: toDocumentation(documentation, abilitiesOf(session)) } : item;
  });
};

/** The latest list: editors resolve its items. */
interface Shown {
  readonly number: number;
  readonly items: readonly Completion[];
}

/** Identifies an item of a list. */
interface ItemData {
  readonly list: number;
  readonly index: number;
}

/** Undefined if the language has no completion. */
async function listAt(
  session: Session,
  { service, document, settings }: ServedSnapshot,
  offset: number,
  trigger: string | undefined,
  token: CancellationToken,
): Promise<CompletionList | undefined> {
  const registry = settings.registry ? session.registry : undefined;
  const list = (): CompletionList | undefined =>
    service.completion?.(document, offset, { translate: session.translate, trigger, registry });
  const first = list();
  if (!registry || !first?.isIncomplete || first.items.some(goesWithTyped)) return first;
  await Promise.race([registry.settled(), new Promise((resolve) => setTimeout(resolve, registryGraceMs))]);
  return token.isCancellationRequested ? first : list();
}

/** Whether an editor would show the item for the typed text. */
function goesWithTyped({ filter, label, slot }: Completion): boolean {
  return (filter ?? label).toLowerCase().startsWith(slot.typed.toLowerCase());
}

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  instruction: CompletionItemKind.Keyword,
  snippet: CompletionItemKind.Snippet,
  flag: CompletionItemKind.Property,
  option: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  variable: CompletionItemKind.Variable,
  stage: CompletionItemKind.Class,
  image: CompletionItemKind.Module,
  tag: CompletionItemKind.Constant,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  user: CompletionItemKind.Value,
  group: CompletionItemKind.Value,
  port: CompletionItemKind.Unit,
  signal: CompletionItemKind.Event,
  package: CompletionItemKind.Module,
  directive: CompletionItemKind.Keyword,
  rule: CompletionItemKind.Reference,
  label: CompletionItemKind.Property,
};

/** Characters that accept an item and continue after it: a tag follows the name of an image. */
const commitCharacters: Readonly<Partial<Record<CompletionKind, readonly string[]>>> = { image: [':'] };

function abilitiesOf(session: Session): Abilities {
  return session.capabilities.textDocument?.completion?.completionItem ?? {};
}

function toItem({ number, items }: Shown, index: number, lines: LineIndex, session: Session): CompletionItem {
  const { label, kind, slot, newText, snippet, filter, detail, documentation, deprecated, retrigger } = items[index]!;
  const abilities = abilitiesOf(session);
  const asSnippet = abilities.snippetSupport && snippet !== undefined && snippet !== newText;
  const data: ItemData = { list: number, index };
  const { suggestCommand } = session.abilities;
  const commits = commitCharacters[kind];
  return {
    label,
    kind: kinds[kind],
    textEdit: { range: toRange(lines, slot), newText: asSnippet ? snippet : newText },
    sortText: String(index).padStart(4, '0'),
    ...(asSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(filter !== undefined && filter !== label && { filterText: filter }),
    ...(detail !== undefined && (abilities.labelDetailsSupport ? { labelDetails: { description: detail } } : { detail })),
    ...(deprecated && abilities.tagSupport && { tags: [CompletionItemTag.Deprecated] }),
    ...(deprecated && !abilities.tagSupport && abilities.deprecatedSupport && { deprecated }),
    ...(commits && abilities.commitCharactersSupport && { commitCharacters: [...commits] }),
    ...(retrigger && suggestCommand && { command: { title: '', command: suggestCommand } }),
    ...(documentation && { data }),
  };
}

function toDocumentation(markdown: Markdown, { documentationFormat }: Abilities): MarkupContent {
  return { kind: documentationFormat?.includes(MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText, value: markdown };
}
